// SPDX-License-Identifier: MIT
#include "sandbox/store.h"

#include "sandbox/eventids.h"
#include "sandbox/schema.h"
#include "sandbox/writer.h"

#include <QDir>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype snapshotsKept = 20;
constexpr size_t readersWithPages = 4;
constexpr char emptyWorld[] = "DELETE FROM objects; DELETE FROM events; DELETE FROM exchanges;"
                              "DELETE FROM meta WHERE key IN ('clock', 'exchanges_gone');";
constexpr char copyWorld[]
    = "INSERT INTO objects SELECT * FROM snapshot.objects; INSERT INTO events SELECT * FROM snapshot.events;"
      "INSERT INTO exchanges SELECT * FROM snapshot.exchanges;"
      "INSERT INTO meta SELECT * FROM snapshot.meta WHERE key IN ('clock', 'exchanges_gone');";

Result<quint64> nextGeneration(Writing &world)
{
    const quint64 next = world.meta("generation").value_or("1").toULongLong() + 1;
    world.setMeta("generation", QByteArray::number(next));
    if (world.error())
        return *world.error();
    return next;
}

bool isSnapshotId(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
            || c == '_';
    });
}

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

// The file holds the keys of this workspace: its owner alone reads it. SQLite gives its side files the same.
Result<void> makePrivate(const QString &folder, const QString &file)
{
    QFile database(file);
    const bool there = database.open(QIODevice::Append);
    const QString snapshots = folder + u"/snapshots"_s;
    if (there && database.setPermissions(ownerOnly)
        && QFile::setPermissions(snapshots, ownerOnly | QFile::ExeOwner))
        return {};
    return Error{.kind = Error::Kind::Storage, .message = u"The file “%1” cannot be written."_s.arg(file)};
}

// A snapshot of an earlier version has the tables of that version.
Result<void> stepUp(const QString &snapshot)
{
    const auto db = Database::open(snapshot, Database::Mode::Write);
    return db ? prepareSchema(**db, snapshot) : Result<void>(db.error());
}

QByteArray quoted(const QString &text)
{
    return '\'' + QString(text).replace(u'\'', "''"_L1).toUtf8() + '\'';
}

} // namespace

struct Store::Parts {
    explicit Parts(const RecordLimits &limits)
        : bound(limits)
    {
    }

    QString folder;
    RecordBound bound;
    EventIds ids;
    Database *db = nullptr; // the writer's; touched only by jobs of the writer
    std::unique_ptr<Writer> writer;
    std::atomic<quint64> generation = 1;

    std::mutex poolMutex;
    std::vector<std::unique_ptr<Database>> pool;

    std::mutex exchangeMutex;
    std::condition_variable exchangeCame;
    qint64 lastExchange = 0;
    std::atomic<bool> stopped = false; // set under exchangeMutex

    std::atomic<bool> leaving = false;
    std::thread loader; // of the ids

    QString file() const { return folder + u"/sandbox.db"_s; }
    QString snapshotFile(const QByteArray &id) const
    {
        return u"%1/snapshots/%2.db"_s.arg(folder, QString::fromLatin1(id));
    }
    ~Parts();
    void loadIds();
    void noteExchanges(Database &from);
    Result<void> inOneTransaction(const std::function<Result<void>(Writing &)> &change, Writing &world);
    Result<std::unique_ptr<Database>> borrow();
    void giveBack(std::unique_ptr<Database> reader);
};

Store::Parts::~Parts()
{
    leaving = true;
    if (loader.joinable())
        loader.join();
}

// On a connection of its own, which reads the file as memory: no event is written before it has ended.
void Store::Parts::loadIds()
{
    std::optional<Error> problem;
    const auto reader = Database::open(file(), Database::Mode::ReadOnly);
    if (reader)
        static_cast<void>((*reader)->run("PRAGMA mmap_size=4294967296").ok());
    if (!reader)
        problem = reader.error();
    else if (const auto rebuilt = rebuildIds(**reader, ids, &leaving); !rebuilt)
        problem = rebuilt.error();
    ids.loaded(problem);
}

void Store::Parts::noteExchanges(Database &from)
{
    const auto statement = from.prepared("SELECT max(seq) FROM exchanges");
    if (!statement)
        return;
    const auto row = (*statement)->step();
    const qint64 last = row && *row ? (*statement)->integer(0) : 0;
    (*statement)->reset();
    {
        const std::lock_guard lock(exchangeMutex);
        if (last == lastExchange)
            return;
        lastExchange = last;
    }
    exchangeCame.notify_all();
}

// The world is exchanged as a whole: readers see the old one or the new one, a crash leaves the old one.
Result<void> Store::Parts::inOneTransaction(
    const std::function<Result<void>(Writing &)> &change, Writing &world)
{
    auto transaction = Transaction::begin(*db, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const auto loaded = ids.awaitLoaded(); !loaded)
        return loaded;
    ids.clear();
    if (const auto emptied = db->run(emptyWorld); !emptied)
        return emptied;
    if (const auto changed = change(world); !changed)
        return changed;
    if (world.error())
        return *world.error();
    const auto next = nextGeneration(world);
    if (!next)
        return next.error();
    if (auto done = transaction->commit(); !done)
        return done;
    generation = *next;
    return bound.load(*db);
}

Result<std::unique_ptr<Database>> Store::Parts::borrow()
{
    {
        const std::lock_guard lock(poolMutex);
        if (!pool.empty()) {
            auto out = std::move(pool.back());
            pool.pop_back();
            return out;
        }
    }
    return Database::open(file(), Database::Mode::ReadOnly);
}

// After a crowd, only some keep the pages they have read: each has up to 4 MB of them.
void Store::Parts::giveBack(std::unique_ptr<Database> reader)
{
    std::unique_lock lock(poolMutex);
    if (pool.size() >= readersWithPages) {
        lock.unlock();
        static_cast<void>(reader->run("PRAGMA shrink_memory").ok());
        lock.lock();
        pool.insert(pool.begin(), std::move(reader)); // taken last
    } else {
        pool.push_back(std::move(reader));
    }
}

Store::Store(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Store::~Store()
{
    stopWaiting();
    m_parts->writer.reset(); // first what is queued, which may wait for the ids
}

Result<std::unique_ptr<Store>> Store::open(const QString &folder, const RecordLimits &limits)
{
    auto parts = std::make_unique<Parts>(limits);
    parts->folder = folder;
    const bool made = !QDir(folder).exists();
    if (!QDir().mkpath(folder + u"/snapshots"_s)) {
        return Error{
            .kind = Error::Kind::Storage, .message = u"The folder “%1” cannot be made."_s.arg(folder)};
    }
    if (made) // one that was there may serve others too
        QFile::setPermissions(folder, ownerOnly | QFile::ExeOwner);
    if (const auto done = makePrivate(folder, parts->file()); !done)
        return done.error();
    auto db = Database::open(parts->file(), Database::Mode::Write);
    if (!db)
        return db.error();
    if (const auto prepared = prepareSchema(**db, parts->file()); !prepared)
        return prepared.error();
    if (const auto loaded = parts->bound.load(**db); !loaded)
        return loaded.error();
    const Reading reading(**db, parts->ids);
    parts->generation = reading.meta("generation").value_or("1").toULongLong();
    parts->db = db->get();
    parts->noteExchanges(*parts->db);
    auto *shared = parts.get();
    parts->loader = std::thread([shared] { shared->loadIds(); });
    parts->writer = std::make_unique<Writer>(std::move(*db), parts->ids, parts->bound,
        [shared](Database &written) { shared->noteExchanges(written); });
    return std::unique_ptr<Store>(new Store(std::move(parts)));
}

Result<void> Store::visit(const std::function<void(const Reading &)> &use) const
{
    auto db = m_parts->borrow();
    if (!db)
        return db.error();
    std::optional<Error> error;
    {
        const auto transaction = Transaction::begin(**db, Transaction::Kind::Read);
        if (!transaction)
            return transaction.error();
        const Reading reading(**db, m_parts->ids);
        use(reading);
        error = reading.error();
    }
    m_parts->giveBack(std::move(*db));
    if (error)
        return *error;
    return {};
}

Result<void> Store::write(const Job &job)
{
    bool kept = true;
    const auto effects = [&](Writing &world) -> Result<void> {
        kept = job.effects(world);
        // The savepoint is rolled back by an error; this one is not told to anybody.
        return kept ? Result<void>() : Result<void>(Error{.message = {}});
    };
    auto done = m_parts->writer->write({.run = effects, .after = job.record, .savepoint = !job.checkedFirst});
    if (!done && !kept && done.error().message.isEmpty())
        return {};
    return done;
}

void Store::post(std::function<void(Writing &)> record)
{
    m_parts->writer->post({.run = nullptr, .after = std::move(record), .savepoint = false});
}

Result<void> Store::note(std::function<void(Writing &)> record)
{
    return m_parts->writer->write({.run = nullptr, .after = std::move(record), .savepoint = false});
}

void Store::flush()
{
    m_parts->writer->flush();
}

Result<void> Store::snapshot(const QByteArray &id)
{
    if (!isSnapshotId(id))
        return Error{.message = u"This is not a snapshot's id."_s, .status = 422};
    const auto copy = [&](Writing &) {
        const QByteArray sql = "VACUUM INTO " + quoted(m_parts->snapshotFile(id));
        const auto copied = m_parts->db->run(sql.constData());
        // The copy is not synced by itself. Opening it turns it to WAL, and that is.
        return copied ? stepUp(m_parts->snapshotFile(id)) : copied;
    };
    auto done = m_parts->writer->write({.run = copy, .alone = true});
    const auto all = snapshots();
    for (qsizetype i = snapshotsKept; i < all.size(); ++i)
        QFile::remove(m_parts->snapshotFile(all.at(i)));
    return done;
}

Result<void> Store::restore(const QByteArray &snapshotId, const Then &then)
{
    const QString file = m_parts->snapshotFile(snapshotId);
    if (!isSnapshotId(snapshotId) || !QFile::exists(file)) {
        return Error{.kind = Error::Kind::NotFound,
            .message = u"There is no snapshot “%1”."_s.arg(QString::fromUtf8(snapshotId)),
            .code = u"NOT_FOUND"_s,
            .field = {},
            .status = 404};
    }
    if (const auto stepped = stepUp(file); !stepped)
        return stepped;
    const auto change = [&](Writing &) { return m_parts->db->run(copyWorld); };
    const auto exchange = [&](Writing &world) -> Result<void> {
        const QByteArray attach = "ATTACH " + quoted(file) + " AS snapshot";
        if (auto attached = m_parts->db->run(attach.constData()); !attached)
            return attached;
        auto done = m_parts->inOneTransaction(change, world);
        static_cast<void>(m_parts->db->run("DETACH snapshot").ok());
        if (done && then)
            then(world);
        return done;
    };
    return m_parts->writer->write({.run = exchange, .alone = true});
}

Result<void> Store::replace(const std::function<Result<void>(Writing &)> &fill, const Then &then)
{
    const auto exchange = [&](Writing &world) {
        auto done = m_parts->inOneTransaction(fill, world);
        if (done && then)
            then(world);
        return done;
    };
    return m_parts->writer->write({.run = exchange, .alone = true});
}

QList<QByteArray> Store::snapshots() const
{
    QList<QByteArray> out;
    const QDir folder(m_parts->folder + u"/snapshots"_s);
    const auto files = folder.entryInfoList({u"*.db"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files)
        out.append(file.completeBaseName().toLatin1());
    return out;
}

quint64 Store::generation() const
{
    return m_parts->generation;
}

quint64 Store::terms() const
{
    return m_parts->ids.terms();
}

RecordBound &Store::bound() const
{
    return m_parts->bound;
}

bool Store::waitForExchange(qint64 after, milliseconds most) const
{
    std::unique_lock lock(m_parts->exchangeMutex);
    m_parts->exchangeCame.wait_for(
        lock, most, [&] { return m_parts->stopped || m_parts->lastExchange > after; });
    return m_parts->lastExchange > after;
}

void Store::stopWaiting()
{
    {
        const std::lock_guard lock(m_parts->exchangeMutex);
        m_parts->stopped = true;
    }
    m_parts->exchangeCame.notify_all();
}

bool Store::stopping() const
{
    return m_parts->stopped;
}
