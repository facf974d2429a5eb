// SPDX-License-Identifier: MIT
#include "sandbox/store.h"

#include "sandbox/eventids.h"
#include "sandbox/schema.h"
#include "sandbox/writer.h"
#include "support/statement.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

QJsonObject customer(const QString &id)
{
    return {{"customer_id"_L1, id}, {"created_at"_L1, "2026-01-01T00:00:00Z"_L1}, {"email"_L1, u"A@b.c"_s}};
}

TimePoint day(int count)
{
    return *timeFromIso("2026-01-01T00:00:00Z") + std::chrono::days{count};
}

std::unique_ptr<Store> opened(const QTemporaryDir &folder)
{
    auto store = Store::open(folder.path());
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    return std::move(*store);
}

qint64 events(const Store &store)
{
    qint64 rows = 0;
    const auto done = store.read([&](const Reading &world) {
        world.events({}, [&](const StoredEvent &) { return ++rows > 0; });
        return world.eventCount();
    });
    return done && *done == rows ? rows : -1;
}

// The file as the first version of this program left it.
void makeFirstVersion(const QString &file)
{
    const auto db = Database::open(file, Database::Mode::Write);
    const auto done = db ? (*db)->run("DROP INDEX objects_due; ALTER TABLE objects DROP COLUMN due;"
                                      "ALTER TABLE exchanges DROP COLUMN nth;"
                                      "ALTER TABLE exchanges DROP COLUMN total;"
                                      "PRAGMA user_version=1;")
                         : Result<void>(db.error());
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
}

std::optional<TimePoint> nextRenewal(const Store &store)
{
    const auto due = store.read([](const Reading &world) { return world.nextDue(Kind::Subscription); });
    return due ? *due : std::nullopt;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private:
    static void insert(Store &store, const QString &id)
    {
        const auto done = store.write({.effects =
                                           [&](Writing &out) {
                                               out.insert(Kind::Customer, customer(id));
                                               return true;
                                           },
            .record = {}});
        QVERIFY2(done, qPrintable(done.error().message));
    }

    static qint64 append(Store &store, const QByteArrayList &ids)
    {
        qint64 stored = 0;
        const auto done = store.write({.effects =
                                           [&](Writing &out) {
                                               std::vector<EventRow> rows;
                                               for (const QByteArray &id : ids)
                                                   rows.push_back({id, "cus_1", "n", day(0), R"({"k":1})"});
                                               stored = out.append(rows);
                                               return true;
                                           },
            .record = {},
            .checkedFirst = true});
        return done ? stored : -1;
    }

private Q_SLOTS:
    void whatIsWrittenIsThereAfterReopening()
    {
        QTemporaryDir folder;
        {
            const auto store = opened(folder);
            insert(*store, u"cus_1"_s);
            QCOMPARE(append(*store, {"a", "b"}), 2);
        }
        const auto store = opened(folder);
        QCOMPARE(append(*store, {"b", "c"}), 1);
        QCOMPARE(events(*store), 3);
        const auto row
            = store->read([](const Reading &world) { return world.find(Kind::Customer, "cus_1"); });
        QVERIFY(row && *row);
        QCOMPARE((*row)->label, u"A@b.c"_s);
        QCOMPARE((*row)->createdAt, day(0));
    }

    void listsFilterAndPage()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        for (int i = 0; i < 5; ++i)
            insert(*store, u"cus_%1"_s.arg(i));
        const auto ids = [&](const ObjectQuery &query) {
            const auto rows = store->read([&](const Reading &world) { return world.list(query); });
            QByteArrayList out;
            for (const Row &row : rows.valueOr({}))
                out.append(row.id);
            return out;
        };
        QCOMPARE(ids({.kind = Kind::Customer, .offset = 1, .limit = 2}), QByteArrayList({"cus_3", "cus_2"}));
        QCOMPARE(ids({.kind = Kind::Customer, .newestFirst = false, .limit = 1}), QByteArrayList({"cus_0"}));
        QCOMPARE(ids({.kind = Kind::Customer, .label = u"a@B.C"_s}).size(), 5);
        QCOMPARE(ids({.kind = Kind::Customer, .archived = true}).size(), 0);
        QCOMPARE(ids({.kind = Kind::Meter}).size(), 0);
    }

    void archivedSpansAreKept()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        insert(*store, u"cus_1"_s);
        const auto done = store->write({.effects =
                                            [](Writing &out) {
                                                out.archive(Kind::Customer, "cus_1", day(1));
                                                out.unarchive(Kind::Customer, "cus_1", day(2));
                                                out.archive(Kind::Customer, "cus_1", day(3));
                                                return true;
                                            },
            .record = {}});
        QVERIFY(done);
        const auto row
            = store->read([](const Reading &world) { return world.find(Kind::Customer, "cus_1"); });
        QVERIFY((*row)->archived);
        QCOMPARE((*row)->archivedSpans, QList<Period>({{day(1), day(2)}, {day(3), TimePoint::max()}}));
    }

    void manyThreadsShareCommits()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 16; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    const QByteArray own = QByteArray::number(t) + '-' + QByteArray::number(i);
                    // Every thread also sends the same id: exactly one of them stores it.
                    if (append(*store, {own, "shared-" + QByteArray::number(i)}) < 1)
                        ++failed;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(events(*store), 16 * 50 + 50);
    }

    void aRefusedJobLeavesNothingAndHarmsNobody()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&, t] {
                const QString id = u"cus_%1"_s.arg(t);
                const QByteArray event = id.toUtf8();
                static_cast<void>(store->write({.effects =
                                                    [&](Writing &out) {
                                                        out.insert(Kind::Customer, customer(id));
                                                        const EventRow row{event, "c", "n", day(0), {}};
                                                        out.append({&row, 1});
                                                        return t % 2 == 0;
                                                    },
                    .record = {}}));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        const auto count = store->read([](const Reading &world) { return world.count(Kind::Customer); });
        QCOMPARE(*count, 4);
        QCOMPARE(events(*store), 4);
        QCOMPARE(append(*store, {"cus_1"}), 1); // the id was not kept in mind either
    }

    void anErrorInsideIsGivenBack()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        insert(*store, u"cus_1"_s);
        const auto again = store->write({.effects =
                                             [](Writing &out) {
                                                 out.insert(Kind::Customer, customer(u"cus_1"_s));
                                                 return true;
                                             },
            .record = {}});
        QVERIFY(!again);
        QCOMPARE(again.error().status, 500);
        insert(*store, u"cus_2"_s);
    }

    void atAFullDiskNothingOfATransactionStays()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"sandbox.db"_s);
        auto db = Database::open(file, Database::Mode::Write);
        QVERIFY(db && prepareSchema(**db, file));
        const auto pages = (*db)->prepared("PRAGMA page_count");
        QVERIFY(pages && (*pages)->step());
        const QByteArray most = "PRAGMA max_page_count=" + QByteArray::number((*pages)->integer(0) + 2);
        (*pages)->reset();
        QVERIFY((*db)->run(most.constData()));
        EventIds ids;
        ids.loaded({});
        RecordBound bound({});
        Writer writer(std::move(*db), ids, bound, [](Database &) {});
        const auto inserts = [](const QString &id, qsizetype size) {
            return [id, size](Writing &out) {
                QJsonObject json = customer(id);
                json.insert("name"_L1, QString(size, u'x'));
                out.insert(Kind::Customer, json);
                return Result<void>();
            };
        };
        std::promise<void> begun;
        std::promise<void> goOn;
        writer.post({.run = [&](Writing &) {
            begun.set_value();
            goOn.get_future().wait();
            return Result<void>();
        }});
        begun.get_future().wait();
        const auto itsRecord
            = [&](Writing &out) { static_cast<void>(inserts(u"cus_record"_s, 1)(out).ok()); };
        writer.post({.run = inserts(u"cus_large"_s, 200000), .after = itsRecord}); // both in one transaction
        writer.post({.run = inserts(u"cus_behind"_s, 1)});
        goOn.set_value();
        writer.flush();
        for (const char *id : {"cus_large", "cus_record", "cus_behind"})
            QVERIFY2(!ids.hasCustomer(id), id);
        QVERIFY(writer.write({.run = inserts(u"cus_later"_s, 1)}));
        QVERIFY(ids.hasCustomer("cus_later"));
    }

    void snapshotsRestoreEventsAndIds()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        insert(*store, u"cus_1"_s);
        append(*store, {"a"});
        QVERIFY(store->snapshot("one"));
        append(*store, {"b"});
        const quint64 before = store->generation();
        QVERIFY(store->restore("one"));
        QVERIFY(store->generation() > before);
        QCOMPARE(events(*store), 1);
        QCOMPARE(append(*store, {"a", "b"}), 1);
        QCOMPARE(store->snapshots(), QList<QByteArray>{"one"});
        QCOMPARE(store->restore("none").error().status, 404);
        QCOMPARE(store->restore("../one").error().status, 404);
    }

    void nothingIsWrittenBetweenAReplaceAndWhatFollowsIt() // the clock would be another world's
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        bool followed = false;
        bool seen = false;
        const auto fill = [&](Writing &) {
            store->post([&](Writing &) { seen = followed; });
            return Result<void>();
        };
        QVERIFY(store->replace(fill, [&](const Reading &) { followed = true; }));
        store->flush();
        QVERIFY(seen);
    }

    void aFailedReplaceKeepsTheOldWorld()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        insert(*store, u"cus_1"_s);
        append(*store, {"a"});
        const auto failed = store->replace([](Writing &out) -> Result<void> {
            out.insert(Kind::Customer, customer(u"cus_2"_s));
            return Error{.message = u"no"_s};
        });
        QVERIFY(!failed);
        QCOMPARE(events(*store), 1);
        QCOMPARE(append(*store, {"a"}), 0);
        QVERIFY(store->read([](const Reading &world) { return world.find(Kind::Customer, "cus_1"); })
                    ->has_value());
    }

    void newerFilesAndGarbageAreRefused()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"sandbox.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto store = Store::open(folder.path());
        QVERIFY(!store);
        QCOMPARE(store.error().kind, Error::Kind::Storage);
        QVERIFY(!store.error().message.isEmpty());
    }

    void onlyTheNewestOfAHistoryStay()
    {
        QTemporaryDir folder;
        const auto store = opened(folder);
        const auto fill = [](Writing &out) {
            for (int i = 0; i < 6; ++i) {
                const QJsonValue due = i == 1 ? QJsonValue(u"2026-02-01T00:00:00Z"_s) : QJsonValue();
                out.insert(Kind::Message,
                    {{"id"_L1, u"msg_%1"_s.arg(i)}, {"created_at"_L1, "2026-01-01T00:00:00Z"_L1},
                        {"next_attempt_at"_L1, due}});
            }
            out.keepNewest(Kind::Message, 3);
            return true;
        };
        insert(*store, u"cus_1"_s);
        QVERIFY(store->write({.effects = fill, .record = {}}).ok());
        QByteArrayList ids;
        const auto read = store->read([&](const Reading &world) {
            const auto rows = world.list({.kind = Kind::Message, .newestFirst = false});
            for (const Row &row : rows)
                ids.append(row.id);
            return world.count(Kind::Customer);
        });
        QCOMPARE(ids, (QByteArrayList{"msg_1", "msg_3", "msg_4", "msg_5"})); // the second is still due
        QCOMPARE(read.valueOr(0), 1);
    }

    void aWorldOfTheFirstVersionIsSteppedUp()
    {
        QTemporaryDir folder;
        {
            const auto store = opened(folder);
            const auto fill = [](Writing &out) {
                out.insert(Kind::Subscription,
                    {{"subscription_id"_L1, "sub_1"_L1}, {"created_at"_L1, "2026-01-01T00:00:00Z"_L1},
                        {"status"_L1, "active"_L1}, {"next_billing_date"_L1, "2026-02-01T00:00:00.5Z"_L1}});
                return true;
            };
            QVERIFY(store->write({.effects = fill, .record = {}}).ok());
            QVERIFY(store->snapshot("old").ok());
        }
        makeFirstVersion(folder.filePath(u"sandbox.db"_s));
        makeFirstVersion(folder.filePath(u"snapshots/old.db"_s));
        const auto store = opened(folder);
        QVERIFY(QFile::exists(folder.filePath(u"sandbox.db.v1"_s)));
        QCOMPARE(
            QFile::permissions(folder.filePath(u"sandbox.db.v1"_s)) & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
        QCOMPARE(nextRenewal(*store), std::optional(day(31)));
        const auto empty = [](Writing &) { return Result<void>(); };
        QVERIFY(store->replace(empty).ok());
        QVERIFY(!nextRenewal(*store));
        QVERIFY(store->restore("old").ok());
        QCOMPARE(nextRenewal(*store), std::optional(day(31)));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
