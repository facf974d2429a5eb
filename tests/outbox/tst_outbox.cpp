// SPDX-License-Identifier: MIT
#include "outbox/outbox.h"

#include "support/faultpoint.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <deque>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

std::mutex reachedMutex;
QList<FaultPoint> reachedPoints;

void note(FaultPoint point)
{
    const std::lock_guard lock(reachedMutex);
    reachedPoints.append(point);
}

// A service the test answers by hand.
struct Service {
    struct Request {
        QList<QByteArray> json;
        CallSource<int> answer;
    };
    std::deque<Request> open;
    QList<QStringList> seen; // ids of each request, in the order they left

    Deliver deliver()
    {
        return [this](const QList<QByteArray> &json) {
            QStringList ids;
            for (const QByteArray &event : json)
                ids.append(QJsonDocument::fromJson(event)["event_id"_L1].toString());
            seen.append(ids);
            open.push_back({json, {}});
            return open.back().answer.call();
        };
    }
    void answer(Result<int> result)
    {
        Request request = open.front();
        open.pop_front();
        request.answer.finish(std::move(result));
    }
    void accept() { answer(int(open.front().json.size())); }
};

Error failure(Error::Kind kind, int status = 0)
{
    return {.kind = kind, .message = u"It failed."_s, .status = status};
}

template<typename T>
Result<T> waited(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }))
        return Error{.kind = Error::Kind::Timeout, .message = u"The call did not finish."_s};
    return call.future().result();
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void storesBeforeItSendsAndMarksAfterTheAnswer();
    void pictureWithoutEventIsKeptAndNotSent();
    void eventWithoutADestinationIsRefused();
    void sameIdTwiceIsRefused();
    void keepsOrderWithTwoBatchesInFlight();
    void batchStaysUnderItsLimits();
    void rowsInSendingGoOutAgainAfterReopen();
    void failedSendWaitsTwiceAsLongEachTime();
    void waitingTimeSurvivesReopenAndAClockSetBack();
    void refusedBatchIsSplitAndTheBadOneParked();
    void parkedOneCanBeTriedAgain();
    void lateEventIsParkedWithItsReason();
    void wrongKeyPausesUntilAsked();
    void nothingGoesToAnotherDestination();
    void answerOfTheOldDestinationDoesNotHoldUpTheNew();
    void imagesComeNewestFirstAndCanGo();
    void picturesWithoutARowGoAtStart();
    void settingsAndDraftsSurvive();
    void garbageWorkspaceIsRefused();
    void newerWorkspaceIsRefused();
    void mayDieWhileABatchIsUnderWay();

private:
    void open();
    void reopen();
    Event event(const QByteArray &id) const;
    ImageRow image(const QByteArray &id) const;
    void enqueue(const QByteArray &id);
    OutboxEntry entry(const QByteArray &id);

    std::unique_ptr<QTemporaryDir> m_dir;
    FrozenClock m_clock{TimePoint{std::chrono::hours{500'000}}};
    QList<int> m_triesAsked;
    milliseconds m_delay{1};
    std::unique_ptr<Outbox> m_outbox;
    Service m_service;
};

void TestOutbox::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock.set(TimePoint{std::chrono::hours{500'000}});
    m_triesAsked.clear();
    m_delay = 1ms;
    m_service = {};
    open();
}

void TestOutbox::cleanup()
{
    setFaultHook(nullptr);
    m_outbox.reset();
}

void TestOutbox::open()
{
    auto opened = Outbox::open(m_dir->path(), m_clock, [this](int tries) {
        m_triesAsked.append(tries);
        return m_delay;
    });
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    m_outbox = std::move(*opened);
    m_outbox->setDestination("sandbox:1");
}

void TestOutbox::reopen()
{
    m_outbox.reset();
    open();
}

Event TestOutbox::event(const QByteArray &id) const
{
    return {
        .id = {id}, .customer = {"cus_1"}, .name = "image.generated", .at = m_clock.now(), .metadata = {}};
}

ImageRow TestOutbox::image(const QByteArray &id) const
{
    return {.id = {id},
        .file = QString::fromLatin1(id) + ".png"_L1,
        .prompt = u"a sea"_s,
        .caption = u"A sea"_s,
        .unknown = {u"zeppelin"_s, u"quark"_s},
        .engine = u"demo"_s,
        .model = u"demo-painter"_s,
        .tier = "hd",
        .providerQuality = "high",
        .style = "vivid",
        .size = QSize(1024, 768),
        .seed = 18'000'000'000'000'000'000ull,
        .at = m_clock.now(),
        .bytes = 12345,
        .paintMs = 400,
        .customer = {"cus_1"},
        .event = true};
}

void TestOutbox::enqueue(const QByteArray &id)
{
    QVERIFY(waited(m_outbox->enqueue(event(id), image(id))));
}

OutboxEntry TestOutbox::entry(const QByteArray &id)
{
    const auto found = waited(m_outbox->entry({id}));
    return found ? found->value_or(OutboxEntry()) : OutboxEntry();
}

void TestOutbox::storesBeforeItSendsAndMarksAfterTheAnswer()
{
    reachedPoints.clear();
    setFaultHook(note);
    m_outbox->setDeliver(m_service.deliver());
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Sending);
    QCOMPARE(m_outbox->counts().sending, 1);
    m_service.accept();
    QTRY_COMPARE(sent.count(), 1);
    QCOMPARE(sent[0][0].value<QList<EventId>>(), QList<EventId>{{"img_1"}});
    QCOMPARE(sent[0][1].toInt(), 1);
    const OutboxEntry done = entry("img_1");
    QCOMPARE(done.state, OutboxEntry::State::Sent);
    QCOMPARE(done.sentAt, m_clock.now());
    QCOMPARE(done.tries, 1);
    QTRY_COMPARE(m_outbox->counts(), OutboxCounts());
    setFaultHook(nullptr);
    QCOMPARE(reachedPoints,
        (QList{FaultPoint::Stored, FaultPoint::Sent, FaultPoint::Answered, FaultPoint::Marked}));
}

void TestOutbox::pictureWithoutEventIsKeptAndNotSent()
{
    m_outbox->setDeliver(m_service.deliver());
    QVERIFY(waited(m_outbox->enqueue(std::nullopt, image("img_1"))));
    const auto images = waited(m_outbox->images());
    QCOMPARE(images->size(), 1);
    QVERIFY(!images->first().event);
    QVERIFY(waited(m_outbox->entries(Outbox::Show::All))->isEmpty());
    QVERIFY(m_service.seen.isEmpty());
}

void TestOutbox::eventWithoutADestinationIsRefused()
{
    m_outbox->setDestination({});
    const auto stored = waited(m_outbox->enqueue(event("img_1"), image("img_1")));
    QVERIFY(!stored);
    QCOMPARE(stored.error().message, u"No billing service is chosen."_s);
}

void TestOutbox::sameIdTwiceIsRefused()
{
    enqueue("img_1");
    const auto again = waited(m_outbox->enqueue(event("img_1"), image("img_1")));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::Storage);
    QCOMPARE(waited(m_outbox->entries())->size(), 1);
}

void TestOutbox::keepsOrderWithTwoBatchesInFlight()
{
    for (int i = 0; i < 250; ++i)
        m_outbox->enqueue(event("img_" + QByteArray::number(i)), image("img_" + QByteArray::number(i)));
    QVERIFY(waited(m_outbox->flushed()));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 2u);
    QCOMPARE(m_service.seen[0].size(), 100);
    QCOMPARE(m_service.seen[1].size(), 100);
    QCOMPARE(waited(m_outbox->entries())->size(), 250); // and the third batch has not left meanwhile
    QCOMPARE(m_service.open.size(), 2u);
    m_service.accept();
    QTRY_COMPARE(m_service.seen.size(), 3);
    m_service.accept();
    m_service.accept();
    QTRY_COMPARE(m_outbox->counts().waiting(), 0);
    const QStringList order = m_service.seen[0] + m_service.seen[1] + m_service.seen[2];
    QCOMPARE(order.size(), 250);
    for (int i = 0; i < 250; ++i)
        QCOMPARE(order[i], u"img_%1"_s.arg(i));
}

void TestOutbox::batchStaysUnderItsLimits()
{
    for (int i = 0; i < 8; ++i) {
        const QByteArray id = "img_" + QByteArray::number(i);
        Event large = event(id);
        for (int k = 0; k < 120; ++k)
            large.metadata.append({"key" + QByteArray::number(k), MetaValue::ofText(QString(500, u'x'))});
        QVERIFY(waited(m_outbox->enqueue(large, image(id)))); // about 61 kB each
    }
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[0].size(), 4);
    qsizetype bytes = 0;
    for (const QByteArray &json : m_service.open.front().json)
        bytes += json.size();
    QVERIFY(bytes <= 256 * 1024);
}

void TestOutbox::rowsInSendingGoOutAgainAfterReopen()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    const QByteArray first = m_service.open.front().json.first();
    reopen();
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_service = {};
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.open.front().json.first(), first);
}

void TestOutbox::failedSendWaitsTwiceAsLongEachTime()
{
    m_outbox->setDeliver(m_service.deliver());
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    enqueue("img_1");
    const QList<Error::Kind> kinds
        = {Error::Kind::Network, Error::Kind::Timeout, Error::Kind::Server, Error::Kind::RateLimited};
    for (int i = 0; i < kinds.size(); ++i) {
        QTRY_COMPARE(m_service.open.size(), 1u);
        m_service.answer(failure(kinds[i], 503));
        QTRY_COMPARE(failed.count(), i + 1);
        QCOMPARE(failed[i][2].value<TimePoint>(), m_clock.now() + 1ms);
    }
    QCOMPARE(m_triesAsked, (QList{1, 2, 3, 4}));
    QTRY_COMPARE(m_service.open.size(), 1u);
    const OutboxEntry waiting = entry("img_1");
    QCOMPARE(waiting.tries, 4);
    QCOMPARE(waiting.nextAt, m_clock.now() + 1ms);
    QCOMPARE(waiting.lastError, failure(Error::Kind::RateLimited, 503));
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, OutboxEntry::State::Sent);
    QCOMPARE(m_service.seen.size(), 5);
}

void TestOutbox::waitingTimeSurvivesReopenAndAClockSetBack()
{
    m_delay = 50s;
    m_outbox->setDeliver(m_service.deliver());
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Network));
    QTRY_COMPARE(failed.count(), 1);
    reopen();
    m_outbox->setDeliver(m_service.deliver());
    QCOMPARE(waited(m_outbox->entries())->size(), 1);
    QCOMPARE(m_service.seen.size(), 1); // still waiting
    m_clock.advance(51s);
    reopen();
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen.size(), 2); // due by now
}

void TestOutbox::refusedBatchIsSplitAndTheBadOneParked()
{
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    for (const QByteArray &id : {"img_1"_ba, "img_bad"_ba, "img_3"_ba})
        enqueue(id);
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Invalid, 400));
    for (int done = 0; done < 3; ++done) {
        QTRY_VERIFY(!m_service.open.empty());
        QCOMPARE(m_service.open.front().json.size(), 1);
        if (m_service.open.front().json.first().contains("img_bad"))
            m_service.answer(failure(Error::Kind::Invalid, 400));
        else
            m_service.accept();
    }
    QTRY_COMPARE(sent.count(), 2);
    QTRY_COMPARE(parked.count(), 1);
    QCOMPARE(parked[0][0].value<EventId>(), EventId{"img_bad"});
    const QList<QStringList> order{
        {u"img_1"_s, u"img_bad"_s, u"img_3"_s}, {u"img_1"_s}, {u"img_bad"_s}, {u"img_3"_s}};
    QCOMPARE(m_service.seen, order);
    const OutboxEntry bad = entry("img_bad");
    QCOMPARE(bad.state, OutboxEntry::State::Parked);
    QCOMPARE(bad.parkedWhy, u"It failed."_s);
    QCOMPARE(bad.lastError->status, 400);
    QTRY_COMPARE(m_outbox->counts().parked, 1);
    QCOMPARE(m_triesAsked, QList<int>()); // no waiting for what waiting does not mend
}

void TestOutbox::parkedOneCanBeTriedAgain()
{
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Invalid, 400));
    QTRY_COMPARE(parked.count(), 1);
    m_outbox->retry({"img_1"});
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, OutboxEntry::State::Sent);
}

void TestOutbox::lateEventIsParkedWithItsReason()
{
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    enqueue("img_old");
    m_clock.advance(std::chrono::hours{1});
    enqueue("img_new");
    m_clock.advance(1us);
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen, (QList<QStringList>{{u"img_new"_s}}));
    QCOMPARE(parked.count(), 1);
    QCOMPARE(entry("img_old").state, OutboxEntry::State::Parked);
    QCOMPARE(
        entry("img_old").parkedWhy, u"The event is older than 1 hour. The service accepts it no longer."_s);
}

void TestOutbox::wrongKeyPausesUntilAsked()
{
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Unauthorized, 401));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][2].value<TimePoint>(), TimePoint());
    QVERIFY(m_outbox->paused());
    enqueue("img_2");
    QCOMPARE(waited(m_outbox->entries())->size(), 2);
    QCOMPARE(m_service.seen.size(), 1);
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], (QStringList{u"img_1"_s, u"img_2"_s}));
}

void TestOutbox::nothingGoesToAnotherDestination()
{
    enqueue("img_1");
    m_outbox->setDestination("test");
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_2");
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen, (QList<QStringList>{{u"img_2"_s}}));
    QTRY_COMPARE(m_outbox->counts().waiting(), 1); // the other world's one is not counted
    m_service.accept();
    QTRY_COMPARE(entry("img_2").state, OutboxEntry::State::Sent);
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_outbox->setDestination("sandbox:1");
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], QStringList{u"img_1"_s});
}

void TestOutbox::answerOfTheOldDestinationDoesNotHoldUpTheNew()
{
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    m_delay = 60s;
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_outbox->setDestination("test");
    m_service.answer(failure(Error::Kind::Unauthorized, 401));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!m_outbox->paused());
    enqueue("img_2");
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], QStringList{u"img_2"_s});
}

void TestOutbox::imagesComeNewestFirstAndCanGo()
{
    for (const QByteArray &id : {"img_1"_ba, "img_2"_ba}) {
        QVERIFY(m_outbox->files().write({id}, "PNG"));
        enqueue(id);
    }
    const auto images = waited(m_outbox->images());
    QCOMPARE(*images, (QList{image("img_2"), image("img_1")}));
    QCOMPARE(waited(m_outbox->images(1))->size(), 1);
    QVERIFY(waited(m_outbox->removeImage({"img_2"})));
    QCOMPARE(*waited(m_outbox->images()), QList{image("img_1")});
    QVERIFY(!QFile::exists(m_outbox->files().path(u"img_2.png"_s)));
    QCOMPARE(entry("img_2").state, OutboxEntry::State::Queued); // its event still goes
}

void TestOutbox::picturesWithoutARowGoAtStart()
{
    QVERIFY(m_outbox->files().write({"img_1"}, "PNG"));
    QVERIFY(m_outbox->files().write({"img_lost"}, "PNG"));
    enqueue("img_1");
    reopen();
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
    QVERIFY(!QFile::exists(m_outbox->files().path(u"img_lost.png"_s)));
    // Without a workspace nobody can know whose they are, so none goes.
    m_outbox.reset();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(m_dir->filePath(u"workspace.db"_s + suffix));
    open();
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
}

void TestOutbox::settingsAndDraftsSurvive()
{
    QCOMPARE(m_outbox->setting(u"theme"_s, u"dark"_s), u"dark"_s);
    m_outbox->setSetting(u"theme"_s, u"light"_s);
    m_outbox->setDraft(u"prompt"_s, u"a sea at"_s);
    m_outbox->setDraft(u"prompt"_s, u"a sea at night"_s);
    QCOMPARE(m_outbox->setting(u"theme"_s), u"light"_s);
    reopen();
    QCOMPARE(m_outbox->setting(u"theme"_s), u"light"_s);
    QCOMPARE(m_outbox->draft(u"prompt"_s), u"a sea at night"_s);
    m_outbox->setDraft(u"prompt"_s, {});
    reopen();
    QCOMPARE(m_outbox->draft(u"prompt"_s), QString());
}

void TestOutbox::garbageWorkspaceIsRefused()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"workspace.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, '?'));
    file.close();
    const auto opened = Outbox::open(dir.path(), m_clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().message,
        u"“workspace.db” is not a file of this program. Move it away and start again."_s);
}

void TestOutbox::newerWorkspaceIsRefused()
{
    m_outbox.reset();
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        db.setDatabaseName(m_dir->filePath(u"workspace.db"_s));
        QVERIFY(db.open());
        QVERIFY(QSqlQuery(db).exec(u"PRAGMA user_version=99"_s));
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    const auto opened = Outbox::open(m_dir->path(), m_clock);
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains("newer PixelMeter"_L1));
}

void TestOutbox::mayDieWhileABatchIsUnderWay()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_outbox.reset();
    m_service.accept();
    QCoreApplication::sendPostedEvents(); // the late answer finds nobody
    open();
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
