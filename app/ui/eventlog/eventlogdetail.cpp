// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogdetail.h"

#include "ui/eventlog/eventlogexchange.h"
#include "ui/parts/segments.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int verdictWidth = 500;
constexpr int answerWidth = 400;
constexpr QPoint tabsAt(12, 6);

QWidget *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("rule", true);
    line->setFixedWidth(1);
    return line;
}

} // namespace

EventLogDetail::EventLogDetail(Session &session, EventLog &log, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
    , m_tabs(new Segments(this))
    , m_lines{makeLine(this), makeLine(this)}
{
    m_tabs->setObjectName(u"logDetailTabs"_s);
    m_tabs->setAccessibleName(tr("Detail"));
    m_tabs->setSize(Segments::Size::Small);
    const QStringList titles{tr("Verdict"), tr("Request"), tr("Answer")};
    const QStringList names{u"logDetailVerdict"_s, u"logDetailRequest"_s, u"logDetailAnswer"_s};
    for (int i = 0; i < 3; ++i)
        m_tabs->segment(m_tabs->addSegment(titles[i]))->setObjectName(names[i]);
    m_tabs->setCurrent(0);
    m_verdict = new EventLogVerdict(this); // after the tabs: the Tab key goes as one reads
    m_verdict->setSession(session);
    m_request = new EventLogRequest(this);
    m_answer = new EventLogAnswer(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_verdict);
    row->addWidget(m_lines[0]);
    row->addWidget(m_request, 1);
    row->addWidget(m_lines[1]);
    row->addWidget(m_answer);
    connect(m_verdict, &EventLogVerdict::eventChosen, this, &EventLogDetail::eventChosen);
    connect(m_tabs, &Segments::currentChanged, this, &EventLogDetail::arrange);
    arrange();
}

void EventLogDetail::showChoice(const LogChoice &choice)
{
    m_verdict->showChoice(choice);
    m_request->showChoice(choice);
    m_answer->showChoice(choice);
}

void EventLogDetail::showNothing()
{
    m_verdict->showNothing();
    m_request->showNothing();
    m_answer->showNothing();
}

void EventLogDetail::setWords(const QStringList &words)
{
    Q_UNUSED(words)
}

bool EventLogDetail::cancel()
{
    return false;
}

void EventLogDetail::setFold(Fold fold)
{
    if (fold == m_fold)
        return;
    m_fold = fold;
    arrange();
}

void EventLogDetail::setLowest(int height)
{
    m_lowest = height;
    setMinimumHeight(scaled(height));
}

// The tabs lie over the heads, so that switching moves no control that has the keyboard.
void EventLogDetail::arrange()
{
    const bool tabs = m_fold == Fold::Tabs;
    setMinimumHeight(scaled(m_lowest));
    m_tabs->setVisible(tabs);
    m_tabs->setGeometry(QRect(tabsAt, m_tabs->sizeHint()));
    m_tabs->raise();
    for (QWidget *line : m_lines)
        line->setVisible(!tabs);
    EventLogPane *panes[] = {m_verdict, m_request, m_answer};
    for (int i = 0; i < 3; ++i) {
        panes[i]->setTabsWidth(tabs ? m_tabs->sizeHint().width() + tabsAt.x() : 0);
        panes[i]->setVisible(!tabs || m_tabs->current() == i);
        panes[i]->setMinimumWidth(0);
        panes[i]->setMaximumWidth(QWIDGETSIZE_MAX);
    }
    if (tabs)
        return;
    m_verdict->setFixedWidth(scaled(verdictWidth));
    m_answer->setFixedWidth(scaled(answerWidth));
}

bool EventLogDetail::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
    return handled;
}
