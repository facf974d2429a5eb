// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtimeline.h"

#include "session/session.h"
#include "ui/eventlog/eventlogpayload.h"
#include "ui/eventlog/eventlogtimelinerow.h"
#include "ui/fonts.h"
#include "ui/pages/generateimages.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

EventLogTimeline::EventLogTimeline(Session &session, QWidget *parent)
    : EventLogPane(tr("Timeline"), parent)
    , m_session(session)
    , m_area(new QScrollArea(this))
{
    m_area->setObjectName(u"logTimeline"_s);
    m_area->setAccessibleName(tr("Timeline"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_area);
    connect(&session.outbox(), &Outbox::changed, this, [this] {
        m_read = {};
        read();
    });
    rebuild();
}

void EventLogTimeline::showNothing()
{
    m_facts = {};
    m_read = {};
    m_thumb = {};
    setSub({});
    refresh();
}

void EventLogTimeline::showChoice(const LogChoice &choice)
{
    const bool other = choice.event != m_facts.choice.event;
    if (other) {
        m_facts = {};
        m_thumb = {};
    }
    if (choice.exchange && !m_facts.choice.exchange)
        m_facts.stamped = logpayload::stamped(choice);
    m_facts.choice = choice;
    m_facts.usage = choice.usage;
    m_facts.now = m_session.now();
    setSub(choice.event.string());
    read();
    refresh();
}

void EventLogTimeline::setTries(const QList<LogRow> &tries)
{
    m_facts.tries = tries;
    refresh();
}

// Only while it is looked at: most rows are left again without it.
void EventLogTimeline::read()
{
    const EventId event = m_facts.choice.event;
    if (!isVisible() || event.isEmpty() || event == m_read)
        return;
    m_read = event;
    const auto current = [this, event] { return event == m_facts.choice.event; };
    whenDone(
        m_session.outbox().image(event), this, [this, current](const Result<std::optional<ImageRow>> &image) {
            if (!current() || !image)
                return;
            m_facts.image = *image;
            refresh();
            readThumb();
        });
    whenDone(m_session.outbox().entry(event), this,
        [this, current](const Result<std::optional<OutboxEntry>> &entry) {
            if (!current() || !entry)
                return;
            m_facts.entry = *entry;
            refresh();
        });
}

void EventLogTimeline::readThumb()
{
    if (!m_facts.image || !m_thumb.isNull())
        return;
    const QString path = m_session.outbox().files().path(m_facts.image->file);
    const int side = int(EventLogTimelineRow::thumbSide() * devicePixelRatioF());
    whenDone(generate::loadedThumb(path, side), this,
        [this, event = m_facts.choice.event](const Result<QImage> &thumb) {
            if (event != m_facts.choice.event || !thumb)
                return;
            m_thumb = *thumb;
            rebuild();
        });
}

void EventLogTimeline::refresh()
{
    const bool none = m_facts.choice.row.exchange.isNull() || m_facts.choice.event.isEmpty();
    const QList<TimelineStep> steps = none ? QList<TimelineStep>() : timelineSteps(m_facts);
    if (steps == m_steps)
        return; // the keyboard stays where it is
    m_steps = steps;
    rebuild();
}

void EventLogTimeline::rebuild()
{
    const int scrolled = m_area->verticalScrollBar()->value();
    const auto held = std::ranges::find_if(m_rows, [](const QWidget *row) { return row->hasFocus(); });
    const qsizetype focused = held == m_rows.end() ? -1 : held - m_rows.begin();
    auto *content = new QWidget(this);
    content->setProperty("scrolled", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 14, 0, 8);
    column->setSpacing(0);
    m_rows.clear();
    std::optional<TimePoint> before;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        const TimelineStep &step = m_steps[i];
        const QString since = before && step.at ? timeline::since(*before, *step.at) : QString();
        before = step.at ? step.at : before;
        auto *row = new EventLogTimelineRow(step, since,
            i + 1 == m_steps.size() ? EventLogTimelineRow::Position::Last
                                    : EventLogTimelineRow::Position::Inner,
            content);
        if (step.opens == TimelineStep::Opens::Picture && !m_thumb.isNull())
            row->setThumb(m_thumb);
        connect(row, &QAbstractButton::clicked, this, [this, step] { open(step); });
        column->addWidget(row);
        m_rows.append(row);
    }
    if (m_steps.isEmpty()) {
        QLabel *hint
            = makeLabel(tr("This request has no event to follow."), TextRole::Small, Ink::Mute, content);
        hint->setContentsMargins(16, 0, 16, 0);
        hint->setWordWrap(true);
        column->addWidget(hint);
    }
    column->addStretch();
    if (QWidget *old = m_area->takeWidget())
        old->deleteLater(); // a click on one of its rows may have led here
    m_area->setWidget(content);
    QWidget *last = m_area; // new rows would come after everything else in the window
    for (EventLogTimelineRow *row : std::as_const(m_rows)) {
        setTabOrder(last, row);
        last = row;
    }
    m_area->verticalScrollBar()->setValue(scrolled);
    if (focused >= 0 && focused < m_rows.size())
        m_rows[focused]->setFocus(Qt::OtherFocusReason);
}

void EventLogTimeline::open(const TimelineStep &step)
{
    switch (step.opens) {
    case TimelineStep::Opens::Picture:
        Q_EMIT pictureRequested(m_facts.choice.event);
        break;
    case TimelineStep::Opens::Row:
        Q_EMIT rowRequested(step.exchange);
        break;
    case TimelineStep::Opens::Meter:
        Q_EMIT meterRequested(step.meter);
        break;
    case TimelineStep::Opens::Bill:
        Q_EMIT invoiceRequested();
        break;
    case TimelineStep::Opens::Nothing:
        break;
    }
}

void EventLogTimeline::showEvent(QShowEvent *event)
{
    EventLogPane::showEvent(event);
    read();
}
