// SPDX-License-Identifier: MIT
#include "session/eventpages.h"

#include <algorithm>

namespace {

// A late event stands among newer ones, also where the newest come first.
bool fallsMostly(const QList<Event> &events)
{
    qsizetype falls = 0;
    qsizetype rises = 0;
    for (qsizetype i = 1; i < events.size(); ++i) {
        falls += events[i].at < events[i - 1].at ? 1 : 0;
        rises += events[i].at > events[i - 1].at ? 1 : 0;
    }
    return falls >= rises;
}

} // namespace

EventPages::EventPages(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::worldChanged, this, &EventPages::forget);
}

void EventPages::forget()
{
    ++m_round;
    m_filter = {};
    m_events.clear();
    m_known.clear();
    m_read = 0;
    m_again = m_more = m_loaded = m_loading = false;
    m_newestFirst = true;
    Q_EMIT changed();
}

void EventPages::read(const EventFilter &filter)
{
    if (!(filter == m_filter)) {
        forget();
        m_filter = filter;
    } else if (m_loading) {
        m_again = true;
        return;
    }
    if (m_session.inSandbox())
        return askAll();
    if (m_loaded && m_newestFirst)
        return ask(Purpose::Newer, 0, pagesAtOnce);
    // In a list of another order a new one may stand anywhere: what was read is read again.
    ask(Purpose::First, 0, std::max(pagesAtOnce, int((m_read + listPageSize - 1) / listPageSize)));
}

// The rows that came since have pushed the others back: what was passed before may come once more.
void EventPages::readMore()
{
    if (m_more && !m_loading)
        ask(Purpose::Older, int(m_read / listPageSize), pagesAtOnce);
}

void EventPages::ask(Purpose purpose, int page, int left)
{
    m_loading = true;
    Q_EMIT changed();
    whenDone(m_session.client().eventsPage(m_filter, page), this,
        [this, purpose, page, left, round = m_round](const Result<ListPage<Event>> &read) {
            if (round != m_round)
                return;
            if (read)
                return arrived(purpose, page, left - 1, read->items, read->more);
            ended();
            if (read.error().kind != Error::Kind::Cancelled)
                Q_EMIT failed(read.error());
        });
}

// The sandbox has no budget: a late event may stand anywhere in its list, so all of it is read.
void EventPages::askAll()
{
    m_loading = true;
    whenDone(m_session.client().events(m_filter), this,
        [this, round = m_round](const Result<QList<Event>> &events) {
            if (round != m_round)
                return;
            if (events) {
                m_events = *events;
                m_loaded = true;
            }
            ended();
            if (!events && events.error().kind != Error::Kind::Cancelled)
                Q_EMIT failed(events.error());
        });
}

// The events that were not known; the newest stand first, whatever the service's order.
qsizetype EventPages::take(const QList<Event> &events)
{
    const auto time = [](const Event &event) { return event.at.value_or(TimePoint{}); };
    m_newestFirst = m_newestFirst && fallsMostly(events);
    QList<Event> fresh;
    for (const Event &event : events) {
        if (m_known.contains(event.id))
            continue;
        m_known.insert(event.id);
        fresh.append(event);
    }
    const bool newer
        = !m_events.isEmpty() && !fresh.isEmpty() && time(fresh.last()) >= time(m_events.first());
    if (newer)
        m_events = fresh + m_events;
    else
        m_events += fresh;
    if (!newer || !m_newestFirst)
        std::ranges::stable_sort(m_events, std::ranges::greater{}, time);
    return fresh.size();
}

void EventPages::arrived(Purpose purpose, int page, int left, const QList<Event> &events, bool more)
{
    const qsizetype fresh = take(events);
    m_loaded = true;
    if (purpose == Purpose::Newer) {
        m_read += fresh;
        // Everything on this page is new: the next one may hold more of it.
        if (fresh == events.size() && more && left > 0)
            return ask(purpose, page + 1, left);
        if (fresh == events.size() && more)
            m_more = true;
        return ended();
    }
    m_read = qsizetype(page) * listPageSize + events.size();
    m_more = more;
    if (more && left > 0)
        return ask(purpose, page + 1, left);
    ended();
}

void EventPages::ended()
{
    m_loading = false;
    Q_EMIT changed();
    if (std::exchange(m_again, false))
        read(EventFilter(m_filter));
}
