// SPDX-License-Identifier: MIT
#include "support/call.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

class CallTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finishesExactlyOnce()
    {
        const CallSource<int> source;
        const Call<int> call = source.call();
        QVERIFY(!call.future().isFinished());
        source.finish(7);
        source.finish(8);
        QVERIFY(call.future().isFinished());
        QCOMPARE(call.future().resultCount(), 1);
        QCOMPARE(*call.future().result(), 7);
    }

    void cancelReachesTheWork()
    {
        const CallSource<int> source;
        source.onCancel(
            [&source] { source.finish(Error{.kind = Error::Kind::Cancelled, .message = u"x"_s}); });
        source.call().cancel();
        QVERIFY(source.cancelled());
        const Result<int> result = source.call().future().result();
        QCOMPARE(result.error().kind, Error::Kind::Cancelled);
        QVERIFY(!source.call().future().isCanceled());
    }

    void aCancelBeforeTheHandlerRunsItAtOnce()
    {
        const CallSource<int> source;
        source.call().cancel();
        bool ran = false;
        source.onCancel([&ran] { ran = true; });
        QVERIFY(ran);
    }

    void aCancelAfterTheEndReachesNobody()
    {
        const CallSource<int> source;
        int times = 0;
        source.onCancel([&times] { ++times; });
        source.finish(1);
        source.call().cancel();
        QCOMPARE(times, 0);
        QCOMPARE(*source.call().future().result(), 1);
    }

    void cancelWorksFromAnotherThread()
    {
        const CallSource<int> source;
        source.onCancel([&source] { source.finish(Error{.kind = Error::Kind::Cancelled, .message = {}}); });
        const std::unique_ptr<QThread> thread(QThread::create([call = source.call()] { call.cancel(); }));
        thread->start();
        QVERIFY(thread->wait(5000));
        QCOMPARE(source.call().future().result().error().kind, Error::Kind::Cancelled);
    }

    void whenDoneRunsOnce()
    {
        const CallSource<int> source;
        QList<int> seen;
        whenDone(source.call(), this, [&seen](const Result<int> &result) { seen.append(*result); });
        source.finish(7);
        QTRY_COMPARE(seen, QList<int>{7});
    }

    void aContextThatDiedFirstIsNotCalled()
    {
        const CallSource<int> source;
        auto context = std::make_unique<QObject>();
        bool ran = false;
        whenDone(source.call(), context.get(), [&ran](const Result<int> &) { ran = true; });
        context.reset();
        bool other = false;
        whenDone(source.call(), this, [&other](const Result<int> &) { other = true; });
        source.finish(7);
        QTRY_VERIFY(other);
        QVERIFY(!ran);
    }

    void progressReachesTheCaller()
    {
        const CallSource<int> source;
        QSignalSpy stages(source.call().progress(), &CallProgress::stage);
        Q_EMIT source.progress()->stage(u"painting"_s, 3, 10, {});
        QCOMPARE(stages.size(), 1);
        QCOMPARE(stages[0][1].toInt(), 3);
        source.finish(1);
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "tst_call.moc"
