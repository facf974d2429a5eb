// SPDX-License-Identifier: MIT
#include "outbox/outbox.h"
#include "outbox/workspaceschema.h"
#include "powercut/cuts.h"
#include "support/sqlfile.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;
constexpr int patience = 20000;
constexpr int rows = 60;
constexpr qint64 at = 1'780'000'000'000'000;
const QByteArray place = "test";

// What a state was in the third version, and what it is now.
constexpr std::array statesNow{State::Queued, State::Queued, State::Sent, State::Parked, State::Discarded};

QByteArray idOf(int row)
{
    return "img_" + QByteArray::number(row);
}

QByteArray jsonOf(int row)
{
    return "{\"event_id\":\"" + idOf(row) + "\",\"filling\":\"" + QByteArray(300, 'x') + "\"}";
}

Result<void> writeThirdVersion(const QString &path)
{
    const auto file = SqlFile::open(path, Durability::Full, workspaceSchema().first(3));
    if (!file)
        return file.error();
    QList<QVariantList> all;
    for (int row = 0; row < rows; ++row) {
        const int state = row % int(statesNow.size());
        all.append({idOf(row), jsonOf(row), place, state, row, at, at + row, at,
            state == int(State::Sent) ? QVariant(at + rows) : QVariant()});
    }
    return (*file)->transaction([&] {
        return (*file)->runEach(u"INSERT INTO outbox(id, json, destination, state, tries, queued_at,"
                                " event_at, next_at, sent_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            all);
    });
}

template<typename T>
Result<T> waited(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = u"The outbox does not answer."_s};
    return call.future().result();
}

QString compared(const OutboxEntry &entry, int row)
{
    const State state = statesNow[size_t(row) % statesNow.size()];
    const bool same = entry.id.text == idOf(row) && entry.json == jsonOf(row) && entry.state == state
        && entry.tries == row && entry.destination == place
        && entry.sentAt.has_value() == (state == State::Sent);
    return same ? QString() : u"Event %1 is missing, doubled or another one."_s.arg(row);
}

// Empty when every event is there once, as it was, and waits where it waited.
QString complaintOf(const DiskImage &image)
{
    const QTemporaryDir folder;
    if (const QString failed = writeFiles(image, folder.path()); !failed.isEmpty())
        return failed;
    const SystemClock clock;
    const auto outbox = Outbox::open(folder.path(), clock);
    if (!outbox)
        return outbox.error().message;
    const auto all = waited((*outbox)->page({.show = OutboxQuery::Show::All}, 2 * rows));
    const auto waiting = waited((*outbox)->page({.show = OutboxQuery::Show::Waiting}, 2 * rows));
    const auto owed = waited((*outbox)->owed());
    if (!all || !waiting || !owed)
        return u"The outbox cannot be read."_s;
    if (all->size() != rows || waiting->size() != rows / 5 * 2 || owed->size() != 1)
        return u"There are %1 events, %2 of them wait."_s.arg(all->size()).arg(waiting->size());
    if (owed->first().waiting != rows / 5 * 2 || owed->first().parked != rows / 5)
        return u"Other events are owed."_s;
    for (int row = 0; row < rows; ++row) {
        if (const QString complaint = compared(all->at(row), row); !complaint.isEmpty())
            return complaint;
    }
    return {};
}

int versionIn(const DiskImage &image)
{
    const QTemporaryDir folder;
    if (!writeFiles(image, folder.path()).isEmpty())
        return -1;
    // Three steps refuse a file of the fourth.
    const auto file
        = SqlFile::open(folder.filePath(u"workspace.db"_s), Durability::Full, workspaceSchema().first(3));
    return file ? 3 : 4;
}

} // namespace

// The power goes while a workspace of the third version is opened by this program and stepped up.
class TestStepUpPowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noCutLosesOrDoublesAnEvent();
};

void TestStepUpPowerCut::noCutLosesOrDoublesAnEvent()
{
    startRecording({});
    const QTemporaryDir folder;
    const Recording recording(QFile::encodeName(folder.path()));
    QVERIFY(writeThirdVersion(folder.filePath(u"workspace.db"_s)));
    const qsizetype third = recording.position();
    {
        const SystemClock clock;
        const auto outbox = Outbox::open(folder.path(), clock);
        QVERIFY2(outbox, outbox ? "" : qPrintable(outbox.error().message));
    }
    const qsizetype end = recording.position();

    QRandomGenerator random(4);
    Disk disk(recording.steps());
    int cuts = 0;
    std::array<int, 2> seen{}; // files of the third version, and of the fourth
    for (qsizetype position = third; position <= end; ++position) {
        disk.playTo(position);
        for (int unsynced = 0; unsynced < unsyncedKinds; ++unsynced) {
            const DiskImage image = disk.cut(Unsynced(unsynced), random);
            const QString complaint = complaintOf(image);
            QVERIFY2(complaint.isEmpty(),
                qPrintable(u"step %1, unsynced %2: %3"_s.arg(position).arg(unsynced).arg(complaint)));
            ++cuts;
        }
        ++seen[size_t(versionIn(disk.cut(Unsynced::Dropped, random)) - 3)];
    }
    qInfo("%d cuts at %d steps, %d of them before and %d after the step was on disk", cuts,
        int(end - third + 1), seen[0], seen[1]);
    QVERIFY(cuts >= 200);
    QVERIFY(seen[0] > 0 && seen[1] > 0);
}

QTEST_GUILESS_MAIN(TestStepUpPowerCut)
#include "tst_stepuppowercut.moc"
