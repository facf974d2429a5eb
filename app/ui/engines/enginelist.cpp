// SPDX-License-Identifier: MIT
#include "ui/engines/enginelist.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 40;
constexpr int padding = 12;
constexpr int barWidth = 3;
constexpr int markSide = 14;

} // namespace

EngineRow::EngineRow(const QString &name, const QString &line, QWidget *parent)
    : QAbstractButton(parent)
    , m_line(line)
{
    setText(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingRadius(this, 6);
    describe();
}

void EngineRow::setLine(const QString &line)
{
    m_line = line;
    describe();
}

void EngineRow::setStanding(Standing standing, const QString &words)
{
    m_standing = standing;
    m_words = words;
    describe();
}

void EngineRow::describe()
{
    setAccessibleName(m_words.isEmpty() ? text() : tr("%1, %2").arg(text(), m_words));
    setAccessibleDescription(m_line);
    updateGeometry();
    update();
}

QSize EngineRow::sizeHint() const
{
    const int mark = m_standing == Standing::Plain ? 0 : scaled(markSide) + 4;
    const int first = widthOf(text(), TextRole::Medium) + 12 + mark + widthOf(m_words, TextRole::Help);
    return {std::max(first, widthOf(m_line, TextRole::Help)) + 2 * padding, scaled(rowHeight)};
}

QSize EngineRow::minimumSizeHint() const
{
    return {scaled(180), scaled(rowHeight)};
}

void EngineRow::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    if (isChecked())
        paintBox(painter, rect(), t.select, {}, 6);
    else if (underMouse())
        paintBox(painter, rect(), isDown() ? t.hover : t.raised, {}, 6);
    if (isChecked())
        paintBox(painter, QRectF(0, 6, barWidth, height() - 12), t.accent.ink, {}, 1.5);
    const int name = lineHeightOf(TextRole::Medium);
    const int line = lineHeightOf(TextRole::Help);
    const qreal top = (height() - name - line - 2) / 2.0;
    const int words = widthOf(m_words, TextRole::Help);
    const qreal right = width() - padding;
    const QColor ink = m_standing == Standing::InUse ? t.accent.ink
        : m_standing == Standing::Ready              ? t.dim
                                                     : t.mute;
    paintWords(painter, QRectF(right - words, top, words + 1, name), m_words, TextRole::Help, ink);
    qreal left = right - words;
    if (m_standing != Standing::Plain) {
        const int side = scaled(markSide);
        left -= side + 4;
        paintIcon(painter, QRectF(left, top + (name - side) / 2.0, side, side), IconName::Check, ink);
    }
    paintWords(painter, QRectF(padding, top, left - 8 - padding, name), text(), TextRole::Medium, t.text);
    paintWords(
        painter, QRectF(padding, top + name + 2, width() - 2 * padding, line), m_line, TextRole::Help, t.dim);
}

void EngineRow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        return event->ignore(); // the list moves the choice
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

bool EngineRow::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

EngineList::EngineList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setProperty("scrolled", true);
    setAccessibleName(tr("Picture engines"));
    m_column->setContentsMargins(3, 3, 3, 3); // the ring's room
    m_column->setSpacing(2);
    m_column->addStretch();
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(m_ids.value(id)); });
}

EngineRow *EngineList::addRow(const QByteArray &id, const QString &name, const QString &line)
{
    auto *added = new EngineRow(name, line, this);
    added->setObjectName(u"engine_"_s + QString::fromLatin1(id));
    m_group->addButton(added, int(m_ids.size()));
    m_ids.append(id);
    m_column->insertWidget(m_column->count() - 1, added);
    keepOneTabStop(m_group);
    return added;
}

void EngineList::addGap()
{
    m_column->insertSpacing(m_column->count() - 1, 10);
}

EngineRow *EngineList::row(const QByteArray &id) const
{
    return static_cast<EngineRow *>(m_group->button(int(m_ids.indexOf(id))));
}

QByteArray EngineList::current() const
{
    return m_ids.value(m_group->checkedId());
}

void EngineList::setCurrent(const QByteArray &id)
{
    if (EngineRow *wanted = row(id))
        wanted->setChecked(true);
}

void EngineList::step(int by)
{
    const int next = std::clamp(m_group->checkedId() + by, 0, int(m_ids.size()) - 1);
    if (next == m_group->checkedId())
        return;
    QAbstractButton *wanted = m_group->button(next);
    wanted->setChecked(true);
    wanted->setFocus(Qt::TabFocusReason);
    Q_EMIT chosen(m_ids.value(next));
}

void EngineList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Down:
        return step(1);
    case Qt::Key_Home:
        return step(-int(m_ids.size()));
    case Qt::Key_End:
        return step(int(m_ids.size()));
    default:
        QWidget::keyPressEvent(event);
    }
}
