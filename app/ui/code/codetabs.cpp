// SPDX-License-Identifier: MIT
#include "ui/code/codetabs.h"

#include "ui/guide/flowlayout.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int height = 28;
constexpr int padding = 8;

class FileTab : public QAbstractButton {
public:
    FileTab(const QString &name, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(name);
        setAccessibleName(name);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setRingRadius(this, 6);
    }

    QSize sizeHint() const override
    {
        return {widthOf(text(), TextRole::MonoSmall) + 2 * padding, scaled(::height)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const int key = event->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
            event->ignore(); // the row of tabs moves the choice
        else
            QAbstractButton::keyPressEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = theme();
        QPainter painter(this);
        if (isChecked())
            paintBox(painter, rect(), t.hover, {}, 6);
        else if (underMouse() || isDown())
            paintBox(painter, rect(), t.raised, {}, 6);
        paintWords(
            painter, rect(), text(), TextRole::MonoSmall, isChecked() ? t.text : t.dim, Qt::AlignCenter);
    }
};

} // namespace

CodeTabs::CodeTabs(QWidget *parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(4, 2))
    , m_group(new QButtonGroup(this))
{
    setObjectName(u"programFiles"_s);
    setAccessibleName(tr("Files of the program"));
    m_flow->setContentsMargins(0, 0, 0, 0);
    setLayout(m_flow);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
    connect(m_group, &QButtonGroup::idClicked, this, &CodeTabs::currentChanged);
}

void CodeTabs::setNames(const QStringList &names)
{
    qDeleteAll(m_group->buttons());
    for (int i = 0; i < int(names.size()); ++i) {
        auto *tab = new FileTab(names[i], this);
        tab->setObjectName(u"programFile%1"_s.arg(i + 1));
        m_group->addButton(tab, i);
        m_flow->addWidget(tab);
        tab->setChecked(i == 0);
        tab->show();
    }
    keepOneTabStop(m_group);
    updateGeometry();
}

int CodeTabs::current() const
{
    return m_group->checkedId();
}

QWidget *CodeTabs::tab(int index) const
{
    return m_group->button(index);
}

void CodeTabs::step(int by)
{
    const int next = std::clamp(current() + by, 0, int(m_group->buttons().size()) - 1);
    if (next == current())
        return;
    m_group->button(next)->setChecked(true);
    m_group->button(next)->setFocus(Qt::TabFocusReason);
    Q_EMIT currentChanged(next);
}

void CodeTabs::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Right:
    case Qt::Key_Down:
        return step(1);
    default:
        QWidget::keyPressEvent(event);
    }
}
