// SPDX-License-Identifier: MIT
#pragma once

#include "billing/subscription.h"
#include "billing/verdict.h"

#include <QHash>

#include <map>

// A meter as the service lists it. When it was archived is not told: what changed last may be that.
struct JudgeMeter {
    Meter meter;
    bool live = true;
};

// One customer's active subscriptions and the events that are known of their current periods, with the
// verdicts and totals that `billing` makes of them. Asks nobody. Of very many events the newest are held.
class JudgeBook {
public:
    static constexpr int mostEvents = 100'000;

    explicit JudgeBook(CustomerId customer, int most = mostEvents);

    const CustomerId &customer() const { return m_customer; }
    bool holds(const EventId &event) const { return m_events.contains(event); }
    bool wasListed(const EventId &event) const { return m_events.value(event).listed; }
    int size() const { return int(m_events.size()); }
    bool isCut() const; // older ones of these periods were let go
    int late() const; // came in after events of a later time, or were sent late
    TimePoint since() const; // from when on events are held
    const QList<Subscription> &subscriptions() const { return m_subscriptions; }

    void setSubscriptions(const QList<Subscription> &subscriptions); // active, whole
    void setUnknown(bool unknown) { m_unknown = unknown; } // the service has no such customer

    // In the service's order, which is newest first unless their times tell otherwise. A whole listing puts
    // those of one time in order; else they come after those that are known.
    void addListed(const QList<Event> &events, bool whole);
    void hear(const Event &event, TimePoint at); // sent from here and taken

    // nullopt: not known, or of an earlier period, which is not held.
    std::optional<Verdict> verdict(const EventId &event, const QList<JudgeMeter> &meters);
    // Of the current period, by meter; nullopt when it cannot be said.
    std::optional<QList<MeterUsage>> usage(
        const SubscriptionId &subscription, const QList<JudgeMeter> &meters);

private:
    struct Held {
        Event event;
        TimePoint at;
        qint64 arrival = 0;
        bool late = false;
        bool listed = false;
    };

    bool isEarlier(TimePoint at) const; // of a period that is over
    void letGo();
    void makeLedgers(const QList<JudgeMeter> &meters);
    void addTerms(MeterVerdict &verdict, const Subscription &subscription, const MeterPrice &price,
        const Held &held) const;

    CustomerId m_customer;
    int m_most;
    std::optional<TimePoint> m_letGo; // the time of the newest of those
    QList<Subscription> m_subscriptions;
    QHash<EventId, Held> m_events;
    std::map<QByteArray, Ledger> m_ledgers; // by subscription; empty when something has changed
    qint64 m_lastArrival = 0;
    TimePoint m_latest; // the time of the latest that was ever held
    bool m_unknown = false;
};
