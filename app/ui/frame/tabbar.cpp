// SPDX-License-Identifier: MIT
#include "ui/frame/tabbar.h"

#include "ui/frame/tabbutton.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

TabBar::TabBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_row->setContentsMargins(24, 0, 24, 0);
    m_row->setSpacing(16);
    m_row->addStretch();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Steps"));
    connect(m_group, &QButtonGroup::idClicked, this, &TabBar::currentChanged);
    connect(m_group, &QButtonGroup::idToggled, this, [this] {
        keepOneTabStop(m_group);
        fold();
    });
}

int TabBar::addTab(const QString &text, const QString &objectName)
{
    const int index = int(m_tabs.size());
    auto *tab = new TabButton(index + 1, text, this);
    tab->setObjectName(objectName);
    m_tabs.append(tab);
    m_group->addButton(tab, index);
    m_row->insertWidget(index, tab);
    tab->setChecked(index == 0);
    keepOneTabStop(m_group);
    return index;
}

QAbstractButton *TabBar::addEnd(IconName icon, const QString &text, const QString &objectName)
{
    m_end = new TabButton(icon, text, this);
    m_end->setObjectName(objectName);
    m_row->addWidget(m_end);
    connect(m_end, &QAbstractButton::toggled, this, &TabBar::fold);
    return m_end;
}

int TabBar::indexOf(const QString &objectName) const
{
    for (int i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs[i]->objectName() == objectName)
            return i;
    }
    return -1;
}

void TabBar::setTick(int index, Tick tick)
{
    m_tabs[index]->setTick(tick);
    fold();
}

TabBar::Tick TabBar::tick(int index) const
{
    return m_tabs[index]->tick();
}

int TabBar::current() const
{
    return m_group->checkedId();
}

void TabBar::setCurrent(int index)
{
    m_tabs[index]->setChecked(true);
}

QSize TabBar::sizeHint() const
{
    return {scaled(900), scaled(45)};
}

QSize TabBar::minimumSizeHint() const
{
    return {320, scaled(45)};
}

// Wide text: only the current tab keeps its words.
void TabBar::fold()
{
    int needed = m_row->contentsMargins().left() + m_row->contentsMargins().right();
    for (const TabButton *tab : std::as_const(m_tabs))
        needed += tab->fullWidth() + m_row->spacing();
    if (m_end)
        needed += m_end->fullWidth() + m_row->spacing();
    for (TabButton *tab : std::as_const(m_tabs))
        tab->setWords(needed > width() ? TabButton::Words::NumberOnly : TabButton::Words::Full);
}

void TabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

void TabBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

bool TabBar::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        fold();
    }
    return handled;
}

void TabBar::keyPressEvent(QKeyEvent *event)
{
    if (m_end && m_end->hasFocus())
        return QWidget::keyPressEvent(event);
    const int last = int(m_tabs.size()) - 1;
    int next = current();
    switch (event->key()) {
    case Qt::Key_Left:
        next = std::max(next - 1, 0);
        break;
    case Qt::Key_Right:
        next = std::min(next + 1, last);
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    if (next == current())
        return;
    setCurrent(next);
    Q_EMIT currentChanged(next);
    m_tabs[next]->setFocus(Qt::TabFocusReason); // a page shown for the first time takes the focus
}
