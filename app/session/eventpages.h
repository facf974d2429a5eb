// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

// The service's events of one filter, read page by page (GET /events, dodo-api.md 2.3). In the sandbox all of
// them; of a real account the first `pagesAtOnce` pages, and more on request: reading has a budget there.
// Reading anew asks only for what came since, as far as the list's order tells where that stands.
class EventPages : public QObject {
    Q_OBJECT
public:
    static constexpr int pagesAtOnce = 3;

    explicit EventPages(Session &session, QObject *parent = nullptr);

    void read(const EventFilter &filter); // another filter starts over; the same one reads what is new
    void readMore(); // `pagesAtOnce` older pages
    void forget();

    const QList<Event> &events() const { return m_events; } // newest first
    const EventFilter &filter() const { return m_filter; }
    bool loaded() const { return m_loaded; }
    bool loading() const { return m_loading; }
    bool more() const { return m_more; } // the service holds more than these
    // The service lists newest first; the contract does not promise it (dodo-api.md 5.1.17).
    bool newestFirst() const { return m_newestFirst; }

Q_SIGNALS:
    void changed();
    void failed(const Error &error);

private:
    enum class Purpose { First, Newer, Older };

    void ask(Purpose purpose, int page, int left);
    void arrived(Purpose purpose, int page, int left, const QList<Event> &events, bool more);
    void ended();
    void askAll();
    qsizetype take(const QList<Event> &events);

    Session &m_session;
    int m_round = 0; // an answer to an older question is dropped
    EventFilter m_filter;
    QList<Event> m_events;
    QSet<EventId> m_known;
    qsizetype m_read = 0; // rows of the list that were passed, for the next page's number
    bool m_again = false;
    bool m_more = false;
    bool m_loaded = false;
    bool m_loading = false;
    bool m_newestFirst = true;
};
