// SPDX-License-Identifier: MIT
#include "ui/code/codekinds.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 32;
constexpr int padding = 12;

class KindRow : public QAbstractButton {
public:
    KindRow(const QString &words, const QString &title, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(words);
        setAccessibleName(title);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setRingRadius(this, 6);
    }

    QSize sizeHint() const override
    {
        return {widthOf(text(), TextRole::SmallMedium) + 2 * padding, scaled(rowHeight)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
            event->ignore(); // the list moves the choice
        else
            QAbstractButton::keyPressEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = theme();
        QPainter painter(this);
        if (isChecked()) {
            paintBox(painter, rect(), t.select, {}, 6);
            painter.fillRect(QRect(0, 6, 3, height() - 12), t.accent.ink);
        } else if (underMouse() || isDown()) {
            paintBox(painter, rect(), isDown() ? t.pressed : t.hover, {}, 6);
        }
        paintWords(painter, QRectF(rect()).adjusted(padding, 0, -4, 0), text(),
            isChecked() ? TextRole::SmallMedium : TextRole::Small, isChecked() ? t.text : t.dim);
    }
};

} // namespace

bool isWebhook(ProgramKind kind)
{
    return kind == ProgramKind::WebhookTypeScript || kind == ProgramKind::WebhookPython;
}

CodeKinds::CodeKinds(QWidget *parent)
    : QWidget(parent)
    , m_kinds(programKinds())
    , m_group(new QButtonGroup(this))
{
    setObjectName(u"codeKinds"_s);
    setAccessibleName(tr("Kind of program"));
    std::ranges::stable_partition(m_kinds, [](ProgramKind kind) { return !isWebhook(kind); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    QString group;
    for (const ProgramKind kind : std::as_const(m_kinds)) {
        const QString name = isWebhook(kind) ? tr("Receives webhooks") : tr("Sends events");
        if (name != group) {
            QLabel *head = makeLabel(name, TextRole::Help, Ink::Mute, this);
            head->setContentsMargins(padding, group.isEmpty() ? 0 : 12, 0, 4);
            column->addWidget(head);
        }
        group = name;
        addKind(column, writeProgram({.kind = kind, .meter = {}, .sample = {}}).title);
    }
    column->addStretch();
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT currentChanged(m_kinds[id]); });
    setCurrent(m_kinds.value(0));
}

// "Webhook handler, Python" stands under its heading as "Python".
void CodeKinds::addKind(QVBoxLayout *column, const QString &title)
{
    auto *row = new KindRow(title.section(u", "_s, -1), title, this);
    const int id = int(m_group->buttons().size());
    row->setObjectName(u"codeKind%1"_s.arg(id + 1));
    m_group->addButton(row, id);
    column->addWidget(row);
}

ProgramKind CodeKinds::current() const
{
    return m_kinds.value(m_group->checkedId());
}

void CodeKinds::setCurrent(ProgramKind kind)
{
    if (QAbstractButton *row = m_group->button(int(m_kinds.indexOf(kind))))
        row->setChecked(true);
}

void CodeKinds::step(int by)
{
    const int next = std::clamp(m_group->checkedId() + by, 0, int(m_kinds.size()) - 1);
    if (next == m_group->checkedId())
        return;
    m_group->button(next)->setChecked(true);
    m_group->button(next)->setFocus(Qt::TabFocusReason);
    Q_EMIT currentChanged(m_kinds[next]);
}

void CodeKinds::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up)
        return step(-1);
    if (event->key() == Qt::Key_Down)
        return step(1);
    QWidget::keyPressEvent(event);
}
