// SPDX-License-Identifier: MIT
#include "sandbox/store.h"
#include "sandbox/wire.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr auto othersAccess = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

} // namespace

// How a sandbox comes and goes: the port first, then the world; and the end within its time.
class TestStartStop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTakenPortLeavesTheWorldAlone()
    {
        Twin running;
        running.start();
        QTemporaryDir folder;
        SandboxOptions options;
        options.folder = folder.filePath(u"world"_s);
        options.port = running.port();
        options.portPolicy = SandboxOptions::PortPolicy::Exact;
        options.seedFile = folder.filePath(u"missing.json"_s);
        const auto started = Sandbox::start(options);
        QVERIFY(!started);
        QCOMPARE(started.error().kind, Error::Kind::Network);
        QVERIFY(!QFileInfo::exists(options.folder));
    }

    void idleConnectionsDoNotHoldUpTheEnd()
    {
        Twin twin;
        twin.start();
        Wire idle(twin.port());
        QCOMPARE(idle.send(twin.bytes("GET", "/meters")).status, 200);
        Wire fresh(twin.port());
        QElapsedTimer timer;
        timer.start();
        twin.stop();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
        QVERIFY(idle.closed());
    }

    void aRequestUnderWayIsAnswered()
    {
        Twin twin;
        twin.start();
        const QByteArray customer = twin.makeCustomer();
        const QByteArray whole
            = twin.bytes("POST", "/events/ingest", R"({"events":[)" + Twin::event("evt_1", customer) + "]}");
        Wire wire(twin.port());
        wire.write(whole.chopped(5));
        // The other one is answered behind it, so this one has begun.
        QCOMPARE(twin.call("GET", "/meters").status, 200);
        std::thread stopping([&] { twin.stop(); });
        const WireAnswer answer = wire.send(whole.last(5));
        stopping.join();
        QCOMPARE(answer.status, 200);
        twin.start();
        QCOMPARE(twin.storedEvents(), 1);
    }

    void theWorldIsItsOwnersAlone()
    {
        QTemporaryDir folder;
        const QString made = folder.filePath(u"made"_s);
        QVERIFY(Store::open(made).ok());
        for (const auto name : {""_L1, "/sandbox.db"_L1, "/snapshots"_L1})
            QVERIFY2(!(QFile::permissions(made + name) & othersAccess), name.data());

        const QString shared = folder.filePath(u"shared"_s);
        QVERIFY(QDir().mkpath(shared));
        const auto before = QFile::permissions(shared);
        QVERIFY(Store::open(shared).ok());
        QCOMPARE(QFile::permissions(shared), before);
        QVERIFY(!(QFile::permissions(shared + u"/sandbox.db"_s) & othersAccess));
    }
};

QTEST_GUILESS_MAIN(TestStartStop)
#include "tst_startstop.moc"
