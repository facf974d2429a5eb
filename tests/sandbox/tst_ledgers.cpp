// SPDX-License-Identifier: MIT
#include "sandbox/ledgers.h"

#include "sandbox/store.h"
#include "support/strictjson.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

const TimePoint begin = *timeFromIso("2026-11-01T00:00:00Z");
constexpr int customers = 4;

QByteArray customerId(int i)
{
    return "cus_" + QByteArray::number(i);
}

Meter meterOf(const QByteArray &id, Aggregation::Type type)
{
    Meter out;
    out.id = {id};
    out.businessId = "bus_1";
    out.is.name = QString::fromLatin1(id);
    out.is.eventName = u"image.generated"_s;
    out.is.measurementUnit = u"image"_s;
    out.is.aggregation = {type, type == Aggregation::Type::Count ? QString() : u"value"_s};
    out.createdAt = begin;
    out.updatedAt = begin;
    return out;
}

Subscription subscriptionOf(int customer, qint64 free)
{
    Subscription out;
    out.id = {"sub_" + QByteArray::number(customer)};
    out.customer.id = {customerId(customer)};
    out.customer.is = {.email = u"a@example.com"_s, .name = u"A"_s, .phoneNumber = {}, .metadata = {}};
    out.customer.createdAt = begin;
    out.period = {1, Interval::Year};
    out.product = {"pdt_1"};
    out.status = SubscriptionStatus::Active;
    out.currency = "USD";
    out.createdAt = begin;
    out.previousBillingDate = begin;
    out.nextBillingDate = begin + 30 * 24h;
    for (const auto *meter : {"mtr_count", "mtr_sum"}) {
        MeterPrice price;
        price.meter = {meter};
        price.name = QString::fromLatin1(meter);
        price.measurementUnit = u"image"_s;
        price.pricePerUnit = *Decimal::fromText("0.5");
        price.freeThreshold = free;
        out.meters.append(price);
    }
    return out;
}

struct Placed {
    QByteArray id;
    TimePoint at;
    qint64 arrival = 0;
};

} // namespace

// Ledgers that are kept between questions answer as ledgers that are made for one.
class TestLedgers : public QObject {
    Q_OBJECT

private:
    void write(const std::function<void(Writing &)> &job)
    {
        const auto effects = [&](Writing &out) {
            job(out);
            return true;
        };
        const auto done = m_store->write({.effects = effects, .record = {}});
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().message));
    }

    // Some events of some customers, a third of them late.
    void ingest(int count)
    {
        for (int i = 0; i < count; ++i) {
            const QByteArray customer = customerId(m_random.bounded(customers));
            const bool late = m_random.bounded(3) == 0;
            m_now += 1s;
            const TimePoint at = late ? m_now - std::chrono::seconds(m_random.bounded(3000)) : m_now;
            const QByteArray id = "evt_" + QByteArray::number(m_events.size() + 1);
            const QByteArray metadata = "{\"value\":" + QByteArray::number(m_random.bounded(100)) + '}';
            const std::array row{EventRow{id, customer, "image.generated", at, metadata}};
            write([&](Writing &out) { out.append(row); });
            m_events.append({id, at, m_events.size() + 1});
        }
    }

    static QStringList answers(Ledgers &ledgers, const Reading &read, const QList<Placed> &events)
    {
        QStringList out;
        const auto rows = read.list({.kind = Kind::Subscription, .newestFirst = false});
        ledgers.visit(read, rows, [&](const Ledgers::View &view) {
            for (const SubscriptionBook *book : view.books) {
                const auto usage = book ? book->ledger.usage() : Error{};
                for (const UsagePeriod &period : usage.valueOr({}))
                    out.append(QString::fromUtf8(compact(toJson(period))));
                for (const Placed &event : events) {
                    for (const auto *meter : {"mtr_count", "mtr_sum"}) {
                        const auto share = book->ledger.standing(event.at, event.arrival, {meter});
                        out.append(share ? share->runningTotal.toString() + u' ' + share->amount.toString()
                                         : u"none"_s);
                    }
                }
            }
        });
        return out;
    }

    void compare()
    {
        QList<Placed> events;
        for (int i = 0; i < 20 && !m_events.isEmpty(); ++i)
            events.append(m_events[m_random.bounded(int(m_events.size()))]);
        const auto same = m_store->read([&](const Reading &read) {
            Ledgers fresh;
            const QStringList wanted = answers(fresh, read, events);
            return wanted.size() > 0 && answers(*m_kept, read, events) == wanted
                && answers(*m_small, read, events) == wanted;
        });
        QVERIFY(same && *same);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Ledgers> m_kept;
    std::unique_ptr<Ledgers> m_small; // has room for those in use alone
    QRandomGenerator m_random{20261121};
    QList<Placed> m_events;
    TimePoint m_now = begin + 1h;

private Q_SLOTS:
    void init()
    {
        m_store.reset();
        m_store = std::move(*Store::open(m_folder.path() + u'/' + QString::number(m_random.generate())));
        m_kept = std::make_unique<Ledgers>();
        m_small = std::make_unique<Ledgers>(1);
        m_events.clear();
        m_now = begin + 1h;
        write([](Writing &out) {
            out.insert(Kind::Meter, toJson(meterOf("mtr_count", Aggregation::Type::Count)));
            out.insert(Kind::Meter, toJson(meterOf("mtr_sum", Aggregation::Type::Sum)));
            for (int i = 0; i < customers; ++i)
                out.insert(Kind::Subscription, toJson(subscriptionOf(i, 10)));
        });
    }

    void eventsAreReadOn()
    {
        for (int round = 0; round < 30; ++round) {
            ingest(1 + m_random.bounded(20));
            compare();
        }
    }

    void changesMakeThemAnew()
    {
        ingest(60);
        compare();
        write([&](Writing &out) { out.archive(Kind::Meter, "mtr_sum", m_now - 600s); });
        compare();
        ingest(10);
        compare();
        write([&](Writing &out) { out.unarchive(Kind::Meter, "mtr_sum", m_now - 5s); });
        ingest(10);
        compare();
        write([](Writing &out) { out.update(Kind::Subscription, toJson(subscriptionOf(1, 3))); });
        compare();
        write([](Writing &out) {
            Subscription moved = subscriptionOf(2, 10);
            moved.previousBillingDate = begin + 2h;
            out.update(Kind::Subscription, toJson(moved));
        });
        ingest(30);
        compare();
        write([](Writing &out) {
            out.insert(Kind::Meter, toJson(meterOf("mtr_new", Aggregation::Type::Max)));
            out.insert(Kind::Subscription, toJson(subscriptionOf(7, 1)));
        });
        ingest(10);
        compare();
    }

    // The same ids and arrivals may come again in another world.
    void anotherWorldIsAnother()
    {
        ingest(40);
        QVERIFY(m_store->snapshot("before").ok());
        ingest(20);
        compare();
        QVERIFY(m_store->restore("before").ok());
        m_events.resize(40);
        compare();
        ingest(20);
        compare();
    }

    // A question from a view that is older than what was read is answered too.
    void anOlderViewIsAnswered()
    {
        ingest(40);
        bool fine = false;
        const auto done = m_store->read([&](const Reading &old) {
            std::thread newer([&] {
                QVERIFY(m_store->snapshot("now").ok() && m_store->restore("now").ok());
                compare();
            });
            newer.join();
            fine = answers(*m_kept, old, m_events).size() > 0;
            return true;
        });
        QVERIFY(done.ok() && fine);
        compare();
    }

    void manyMayAskAtOnce()
    {
        ingest(50);
        std::vector<std::thread> askers;
        std::atomic<int> wrong = 0;
        const QList<Placed> events = m_events;
        const auto wanted = *m_store->read([&](const Reading &read) {
            Ledgers fresh;
            return answers(fresh, read, events);
        });
        for (int i = 0; i < 8; ++i)
            askers.emplace_back([&] {
                for (int round = 0; round < 20; ++round) {
                    const auto got
                        = m_store->read([&](const Reading &read) { return answers(*m_kept, read, events); });
                    wrong += got && *got == wanted ? 0 : 1;
                }
            });
        for (std::thread &asker : askers)
            asker.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLedgers)
#include "tst_ledgers.moc"
