// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogdetail.h"

#include "eventlog/log.h"
#include "ui/eventlog/eventlogbatch.h"
#include "ui/eventlog/eventlogexchange.h"
#include "ui/eventlog/eventloglinks.h"
#include "ui/eventlog/eventlogtimeline.h"
#include "ui/eventlog/eventlogtries.h"
#include "ui/parts/button.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/segments.h"
#include "ui/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>

#include <algorithm>

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
    buildTabs();
    buildPanes(); // after the tabs: the Tab key goes as one reads
    connectPanes();
    arrange();
}

void EventLogDetail::buildTabs()
{
    m_tabs->setObjectName(u"logDetailTabs"_s);
    m_tabs->setAccessibleName(tr("Detail"));
    m_tabs->setSize(Segments::Size::Small);
    const QStringList titles{tr("Verdict"), tr("Request"), tr("Answer"), tr("Timeline")};
    const QStringList names{
        u"logDetailVerdict"_s, u"logDetailRequest"_s, u"logDetailAnswer"_s, u"logDetailTimeline"_s};
    for (int i = 0; i < titles.size(); ++i)
        m_tabs->segment(m_tabs->addSegment(titles[i]))->setObjectName(names[i]);
    m_tabs->setCurrent(m_tab);
    connect(m_tabs, &Segments::currentChanged, this, &EventLogDetail::showTab);
}

void EventLogDetail::buildPanes()
{
    m_verdict = new EventLogVerdict(this);
    m_verdict->setSession(m_session);
    m_request = new EventLogRequest(m_session, this);
    m_answer = new EventLogAnswer(this);
    m_timeline = new EventLogTimeline(m_session, this);
    m_fromTimeline = new Button(tr("Answer"), ButtonRole::Quiet, m_timeline);
    m_fromTimeline->setObjectName(u"logFromTimeline"_s);
    m_fromTimeline->setButtonSize(ButtonSize::Small);
    m_fromTimeline->setIconName(IconName::ArrowLeft, Ink::Dim);
    m_timeline->addHeadWidget(m_fromTimeline);
    setTabOrder(m_fromTimeline, m_timeline->list());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_verdict);
    row->addWidget(m_lines[0]);
    row->addWidget(m_request, 1);
    row->addWidget(m_lines[1]);
    row->addWidget(m_answer);
    row->addWidget(m_timeline);
}

void EventLogDetail::connectPanes()
{
    connect(m_verdict, &EventLogVerdict::eventChosen, this, &EventLogDetail::eventChosen);
    connect(m_request->batch(), &EventLogBatch::eventChosen, this, &EventLogDetail::eventChosen);
    const EventLogLinks *links = m_request->links();
    connect(links, &EventLogLinks::customerRequested, this, &EventLogDetail::customerRequested);
    connect(links, &EventLogLinks::productRequested, this, &EventLogDetail::productRequested);
    connect(links, &EventLogLinks::meterRequested, this, &EventLogDetail::meterRequested);
    connect(links, &EventLogLinks::invoiceRequested, this, &EventLogDetail::invoiceRequested);
    connect(m_answer->tries(), &EventLogTries::rowRequested, this, &EventLogDetail::rowRequested);
    connect(m_answer->toTimeline(), &QAbstractButton::clicked, this, [this] { showTimeline(true); });
    connect(m_fromTimeline, &QAbstractButton::clicked, this, [this] { showTimeline(false); });
    connect(m_timeline, &EventLogTimeline::pictureRequested, this, &EventLogDetail::pictureRequested);
    connect(m_timeline, &EventLogTimeline::rowRequested, this, &EventLogDetail::rowRequested);
    connect(m_timeline, &EventLogTimeline::meterRequested, this, &EventLogDetail::meterRequested);
    connect(m_timeline, &EventLogTimeline::invoiceRequested, this, &EventLogDetail::invoiceRequested);
    connect(&m_log, &EventLog::appended, this, &EventLogDetail::noteRows);
}

void EventLogDetail::showChoice(const LogChoice &choice)
{
    m_verdict->showChoice(choice);
    m_request->showChoice(choice);
    m_answer->showChoice(choice);
    m_timeline->showChoice(choice);
    const bool other = m_event != choice.event;
    const bool row = m_exchange != choice.row.exchange;
    m_event = choice.event;
    m_exchange = choice.row.exchange;
    if (other)
        takeTries({});
    if (other || row)
        readTries();
}

void EventLogDetail::showNothing()
{
    m_event = {};
    m_exchange = {};
    m_verdict->showNothing();
    m_request->showNothing();
    m_answer->showNothing();
    m_timeline->showNothing();
}

void EventLogDetail::setWords(const QStringList &words)
{
    m_request->json()->setWords(words);
    m_answer->json()->setWords(words);
}

void EventLogDetail::readTries()
{
    if (m_event.isEmpty())
        return;
    whenDone(m_log.tries(m_event), this, [this, event = m_event](const Result<QList<LogRow>> &tries) {
        if (event == m_event && tries)
            takeTries(*tries);
    });
}

void EventLogDetail::takeTries(const QList<LogRow> &tries)
{
    m_answer->tries()->setTries(tries, m_exchange);
    m_timeline->setTries(tries);
}

void EventLogDetail::noteRows(const QList<LogRow> &rows)
{
    const auto carries = [this](const LogRow &row) { return row.events.contains(m_event); };
    if (!m_event.isEmpty() && std::ranges::any_of(rows, carries))
        readTries();
}

bool EventLogDetail::cancel()
{
    if (m_request->json()->cancel() || m_answer->json()->cancel())
        return true;
    const bool open = m_tab == TimelineTab;
    if (open)
        showTimeline(false);
    return open;
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

void EventLogDetail::showTab(int tab)
{
    m_tab = tab;
    arrange();
}

// The keyboard goes along to the button that leads back.
void EventLogDetail::showTimeline(bool on)
{
    const bool held = isAncestorOf(window()->focusWidget());
    showTab(on ? TimelineTab : AnswerTab);
    if (!held)
        return;
    QWidget *next = on ? m_fromTimeline : m_answer->toTimeline();
    if (m_fold == Fold::Tabs)
        next = m_tabs->segment(m_tab);
    next->setFocus(Qt::OtherFocusReason);
}

// The tabs lie over the heads, so that switching moves no control that has the keyboard.
void EventLogDetail::arrange()
{
    const bool tabs = m_fold == Fold::Tabs;
    setMinimumHeight(scaled(m_lowest));
    m_tabs->setCurrent(m_tab);
    m_tabs->setVisible(tabs);
    m_tabs->setGeometry(QRect({tabsAt.x(), scaled(tabsAt.y())}, m_tabs->sizeHint()));
    m_tabs->raise();
    for (QWidget *line : m_lines)
        line->setVisible(!tabs);
    EventLogPane *panes[] = {m_verdict, m_request, m_answer, m_timeline};
    for (int i = 0; i < 4; ++i) {
        const bool beside = i < AnswerTab || (i == TimelineTab) == (m_tab == TimelineTab);
        panes[i]->setTabsWidth(tabs ? m_tabs->sizeHint().width() + tabsAt.x() : 0);
        panes[i]->setVisible(tabs ? m_tab == i : beside);
        panes[i]->setMinimumWidth(0);
        panes[i]->setMaximumWidth(QWIDGETSIZE_MAX);
    }
    m_verdict->setLow(tabs);
    m_fromTimeline->setVisible(!tabs);
    m_answer->allowTimeline(!tabs);
    if (tabs)
        return;
    m_verdict->setFixedWidth(scaled(verdictWidth));
    m_answer->setFixedWidth(scaled(answerWidth));
    m_timeline->setFixedWidth(scaled(answerWidth));
}

void EventLogDetail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && cancel())
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

bool EventLogDetail::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
    return handled;
}
