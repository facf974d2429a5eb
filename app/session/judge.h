// SPDX-License-Identifier: MIT
#pragma once

#include "session/judgebook.h"
#include "session/session.h"

// Why events counted or not outside the sandbox, as far as we know: `billing` over what the service lists
// (meters, subscriptions, GET /events of the customer and period) and what was sent from here. Reads only for
// events it is asked about, and few pages (dodo-api.md 1.7). Of each customer it holds the newest events
// alone (JudgeBook::mostEvents), and known().whole says so.
class Judge : public QObject {
    Q_OBJECT
public:
    static constexpr int mostPages = 10; // of one customer's events
    static constexpr int mostCustomers = 8; // whose books are kept
    static constexpr int mostSingles = 5; // events of unknown customers that one question asks for

    explicit Judge(Session &session); // the session must outlive it

    void close(); // nothing is asked any more; whoever waits hears Kind::Cancelled

    // In the order asked. Left out are events nobody knows here: of earlier periods, not among the pages
    // read, beyond the budget.
    Call<QList<Verdict>> verdicts(const QList<EventId> &events);
    KnownEvents known() const { return m_known; }

    void hear(const Exchange &exchange); // a call to this service
    void stateRead(); // the session has read the service anew

Q_SIGNALS:
    void changed(); // known()

private:
    struct Book {
        explicit Book(const CustomerId &customer)
            : judged(customer)
        {
        }
        JudgeBook judged;
        QList<Event> listed; // while they are read
        int pages = 0;
        bool read = false;
        bool stale = true; // the service may hold more by now
        bool whole = false; // it held no more when it was read
    };
    struct Question {
        QList<EventId> events;
        CallSource<QList<Verdict>> source;
        int singles = 0;
    };
    using Then = std::function<void()>;

    Book *find(const CustomerId &customer) const;
    Book &bookOf(const CustomerId &customer);
    const Customer *played() const { return m_session.state().customer(); }
    QByteArray customerOf(const EventId &event) const { return m_customers.value(event.text); }
    void remember(const Event &event);
    void forgetStrays();
    void addStranger(const EventId &event);

    void next(); // the next thing that has to be read, or the answer
    std::optional<CustomerId> wantedBook(const Question &question);
    std::optional<EventId> wantedSingle(const Question &question);
    void answer();
    void fail(const Error &error);
    void readBook(const CustomerId &customer);
    void readSubscription(const CustomerId &customer, QList<Subscription> read, QList<SubscriptionId> left);
    void readMissingMeters(const CustomerId &customer, QList<MeterId> left);
    void checkCustomer(const CustomerId &customer);
    void readEvents(const CustomerId &customer, int page);
    void takeEvents(Book &book, const ListPage<Event> &page);
    void readSingle(const EventId &event);
    void readStored(const EventId &event);
    QList<JudgeMeter> meters() const; // oldest first
    void tellKnown();

    template<typename T, typename Handler>
    void ask(const Call<T> &call, Handler handle); // a failure ends the question

    Session &m_session;
    std::vector<std::unique_ptr<Book>> m_books; // the one used last at the end
    QHash<QByteArray, QByteArray> m_customers; // by event id, of those known here
    qsizetype m_forgetAt = 2 * JudgeBook::mostEvents; // of those
    QSet<QByteArray> m_strangers; // events the service does not know
    QHash<QByteArray, Meter> m_otherMeters; // beyond the session's pages
    QSet<QUuid> m_heard;
    QList<Question> m_waiting;
    KnownEvents m_known;
    bool m_busy = false;
};
