// SPDX-License-Identifier: MIT
#include "sandbox/eventids.h"
#include "sandbox/store.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

TimePoint second(int count)
{
    return *timeFromIso("2026-01-01T00:00:00Z") + std::chrono::seconds{count};
}

QByteArray idOf(int i)
{
    return "event-" + QByteArray::number(i);
}

// Every fiftieth event is of a customer with few of them.
QByteArray customerOf(int i)
{
    return i % 50 == 0 ? "cus_rare" : "cus_many";
}

std::unique_ptr<Store> opened(const QTemporaryDir &folder)
{
    auto store = Store::open(folder.path());
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    return std::move(*store);
}

qint64 append(Store &store, int from, int to)
{
    qint64 stored = -1;
    const auto effects = [&](Writing &out) {
        QByteArrayList texts;
        for (int i = from; i < to; ++i)
            texts << idOf(i) << customerOf(i) << (i % 100 == 0 ? "even" : "odd");
        std::vector<EventRow> rows;
        for (int i = from; i < to; ++i) {
            const qsizetype at = qsizetype(i - from) * 3;
            rows.push_back({texts[at], texts[at + 1], texts[at + 2], second(i), {}});
        }
        stored = out.append(rows);
        return true;
    };
    const auto done = store.write({.effects = effects, .record = {}, .checkedFirst = true});
    return done ? stored : -1;
}

QByteArrayList idsFor(const Store &store, const EventQuery &query)
{
    const auto found = store.read([&](const Reading &world) {
        QByteArrayList out;
        world.events(query, [&](const StoredEvent &event) {
            out.append(event.view.id.toByteArray());
            return true;
        });
        return out;
    });
    return found ? *found : QByteArrayList{"error"};
}

} // namespace

Q_DECLARE_METATYPE(EventQuery)

// Events are found by id and by customer without an index on disk: what stands in for it is read at the
// start, beside the first answers.
class TestEventReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCustomersEventsAreFoundAlone_data()
    {
        QTest::addColumn<EventQuery>("query");
        QTest::addColumn<QByteArrayList>("expected");
        const std::optional<QByteArray> rare = "cus_rare";
        const auto row = [](const char *name, const EventQuery &query, const QByteArrayList &expected) {
            QTest::newRow(name) << query << expected;
        };
        row("newest first", {.customer = rare, .limit = 3}, {idOf(950), idOf(900), idOf(850)});
        row("oldest first", {.customer = rare, .newestFirst = false, .limit = 2}, {idOf(0), idOf(50)});
        row("a later page", {.customer = rare, .offset = 18, .limit = 10}, {idOf(50), idOf(0)});
        row("behind the last page", {.customer = rare, .offset = 20, .limit = 10}, {});
        row("of one name", {.customer = rare, .name = "even", .offset = 1, .limit = 2},
            {idOf(800), idOf(700)});
        row("of a time", {.customer = rare, .from = second(100), .to = second(200)}, {idOf(150), idOf(100)});
        row("of nobody", {.customer = "cus_none"}, {});
        row("of one with many", {.customer = "cus_many", .limit = 1}, {idOf(999)});
    }
    void aCustomersEventsAreFoundAlone()
    {
        QFETCH(EventQuery, query);
        QFETCH(QByteArrayList, expected);
        QTemporaryDir folder;
        auto store = opened(folder);
        QCOMPARE(append(*store, 0, 600), 600);
        QCOMPARE(append(*store, 500, 1000), 400); // some twice
        QCOMPARE(idsFor(*store, query), expected);
        store.reset();
        store = opened(folder);
        QCOMPARE(idsFor(*store, query), expected); // whether the ids have been read or not
        QCOMPARE(append(*store, 0, 1), 0); // now they have
        QCOMPARE(idsFor(*store, query), expected);
    }

    void readsAndWritesFromTheFirstMomentAreRight()
    {
        QTemporaryDir folder;
        {
            const auto store = opened(folder);
            for (int i = 0; i < 40; ++i)
                QCOMPARE(append(*store, i * 1000, i * 1000 + 1000), 1000);
        }
        for (int round = 0; round < 5; ++round) {
            const auto store = opened(folder);
            std::thread writer([&] { QCOMPARE(append(*store, 39'990, 40'000), 0); });
            const auto read = store->read([](const Reading &world) {
                bool last = world.event(idOf(39'999), [](const StoredEvent &) {});
                bool none = world.event(idOf(40'000), [](const StoredEvent &) {});
                return last && !none ? world.eventCount() : -1;
            });
            writer.join();
            QVERIFY(read);
            QCOMPARE(*read, 40'000);
        }
    }

    void eachCustomerGoesOnFromItsOwnPlace()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        QCOMPARE(append(*store, 0, 1000), 1000);
        const auto after = [&](const std::vector<CustomerEvents> &wanted) {
            const auto found = store->read([&](const Reading &world) {
                QList<qint64> rows;
                const qint64 last = world.eventsAfter(
                    wanted, [&](const StoredEvent &event) { rows.append(event.arrival); });
                rows.append(last);
                return rows;
            });
            return found ? *found : QList<qint64>();
        };
        QCOMPARE(after({{"cus_rare", 850}}), (QList<qint64>{851, 901, 951, 1000}));
        QCOMPARE(after({{"cus_rare", 951}}), (QList<qint64>{1000}));
        QCOMPARE(after({{"cus_rare", 900}, {"cus_none", 0}}), (QList<qint64>{901, 951, 1000}));
        QCOMPARE(after({{"cus_many", 998}, {"cus_rare", 1000}}), (QList<qint64>{999, 1000, 1000}));
        QCOMPARE(after({{"cus_many", 0}}).size(), 981);
    }

    void whatIsTakenBackOrExchangedIsFoundNoMore()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        QCOMPARE(append(*store, 0, 100), 100);
        QVERIFY(store->snapshot("before").ok());
        const auto undone = [&](Writing &out) {
            const QByteArray id = idOf(200);
            const EventRow row{id, "cus_rare", "n", second(0), {}};
            out.append(std::span(&row, 1));
            return false;
        };
        QVERIFY(store->write({.effects = undone, .record = {}}).ok());
        QCOMPARE(idsFor(*store, {.customer = "cus_rare"}), (QByteArrayList{idOf(50), idOf(0)}));
        QCOMPARE(append(*store, 100, 101), 1);
        QCOMPARE(idsFor(*store, {.customer = "cus_rare"}), (QByteArrayList{idOf(100), idOf(50), idOf(0)}));
        QVERIFY(store->restore("before").ok());
        QCOMPARE(idsFor(*store, {.customer = "cus_rare"}), (QByteArrayList{idOf(50), idOf(0)}));
        const auto empty = [](Writing &) { return Result<void>(); };
        QVERIFY(store->replace(empty).ok());
        QCOMPARE(idsFor(*store, {.customer = "cus_rare"}), QByteArrayList());
    }

    void placesKeepAnyStep()
    {
        EventPlaces places;
        const std::vector<qint64> rows{1, 2, 129, 130, 20'000, 3'000'000, 4'000'000'000};
        for (const qint64 row : rows)
            places.add("a", row);
        places.add("b", 5);
        QCOMPARE(places.after("a", 0), (std::vector<qint64>{rows.rbegin(), rows.rend()}));
        QCOMPARE(places.after("a", 130), (std::vector<qint64>{4'000'000'000, 3'000'000, 20'000}));
        QCOMPARE(places.after("b", 5), std::vector<qint64>());
        QCOMPARE(places.after("c", 0), std::vector<qint64>());
    }

    void idsOfOneHashStayApart() // 32 bits of it: among so many, some fall together
    {
        EventIds ids;
        const auto never = [](qint64) { return false; };
        qint64 asked = 0;
        for (int i = 1; i <= 200'000; ++i) {
            QCOMPARE(ids.find(idOf(i), never), 0);
            ids.insert(idOf(i), "c", i);
        }
        for (int i = 1; i <= 200'000; ++i)
            QCOMPARE(ids.find(idOf(i), [&](qint64 row) { return ++asked > 0 && row == i; }), i);
        QVERIFY(asked >= 200'000);
        QCOMPARE(ids.size(), size_t(200'000));
    }
};

QTEST_GUILESS_MAIN(TestEventReading)
#include "tst_eventreading.moc"
