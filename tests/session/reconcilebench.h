// SPDX-License-Identifier: MIT
#pragma once

#include "session/reconcile.h"

#include "bench.h"
#include "ui/patience.h"

#include <QJsonArray>
#include <QJsonDocument>

// A program with one customer whose events it sends, and the service's own list of them to be changed.
class ReconcileBench {
protected:
    void begin();
    void end();
    Event event(int number) const;
    QList<EventId> sendEvents(int count);
    bool settled() const;
    Reconciliation compared(const std::optional<CustomerId> &customer = {});
    ReconcileQuery query() const;
    void changeEvents(const std::function<QJsonArray(QJsonArray)> &change);
    void addFault(const QByteArray &json) const;

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Reconcile> m_reconcile;
    CustomerId m_customer;
    int m_sent = 0;
};

inline void ReconcileBench::begin()
{
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load());
    const auto customer = resultOf((*m_bench)->client().createCustomer(
        {QStringLiteral("ada@example.com"), QStringLiteral("Ada"), {}, {}}));
    QVERIFY(customer);
    m_customer = customer->id;
    m_reconcile = std::make_unique<Reconcile>(m_bench->session());
    m_sent = 0;
}

inline void ReconcileBench::end()
{
    m_reconcile.reset();
    m_bench.reset();
}

inline Event ReconcileBench::event(int number) const
{
    return {.id = {"use_" + QByteArray::number(number).rightJustified(6, '0')},
        .customer = m_customer,
        .name = "image.generated",
        .at = m_bench->session().now() - milliseconds(number),
        .metadata
        = {{"quality", MetaValue::ofText(QStringLiteral("hd"))}, {"cost", MetaValue::ofNumber("0.125")}}};
}

inline QList<EventId> ReconcileBench::sendEvents(int count)
{
    QList<Event> events;
    for (int i = 0; i < count; ++i)
        events.append(event(m_sent++));
    const auto queued = resultOf(m_bench->session().outbox().enqueueAll(events));
    return queued && settled() ? *queued : QList<EventId>();
}

inline bool ReconcileBench::settled() const
{
    Outbox &outbox = m_bench->session().outbox();
    return QTest::qWaitFor(
        [&] {
            const auto open = resultOf(outbox.page({.show = OutboxQuery::Show::Waiting}, 1));
            return open && open->isEmpty();
        },
        60000);
}

inline ReconcileQuery ReconcileBench::query() const
{
    const TimePoint now = m_bench->session().now();
    return {.from = now - 24h, .until = now + 1s};
}

inline Reconciliation ReconcileBench::compared(const std::optional<CustomerId> &customer)
{
    ReconcileQuery asked = query();
    asked.customer = customer;
    const auto found = resultOf(m_reconcile->compare(asked));
    if (!found)
        qFatal("%s", qPrintable(found.error().message));
    return *found;
}

// The server's own list of events, written anew.
inline void ReconcileBench::changeEvents(const std::function<QJsonArray(QJsonArray)> &change)
{
    SandboxControls *controls = m_bench->session().sandbox();
    auto state = resultOf(controls->state());
    QVERIFY(state);
    QJsonObject world = *state;
    world[QLatin1StringView("events")] = change(world[QLatin1StringView("events")].toArray());
    QVERIFY(resultOf(controls->setState(world)));
}

inline void ReconcileBench::addFault(const QByteArray &json) const
{
    QVERIFY(resultOf((*m_bench)->transport().send({.method = "POST",
        .segments = {"_sandbox", "faults"},
        .body = json,
        .repeat = ApiRequest::Repeat::Unsafe})));
}
