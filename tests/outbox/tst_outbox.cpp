// SPDX-License-Identifier: MIT
#include "outbox/outboxbench.h"
#include "support/faultpoint.h"

#include <QSignalSpy>
#include <QSqlQuery>

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

} // namespace

// What the outbox stores, and what it refuses to open.
class TestOutbox : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup()
    {
        setFaultHook(nullptr);
        end();
    }
    void storesBeforeItSendsAndMarksAfterTheAnswer();
    void pictureWithoutEventIsKeptAndNotSent();
    void eventWithoutADestinationIsRefused();
    void sameIdTwiceIsFineWithTheSameContentAlone();
    void settingsAndDraftsSurvive();
    void garbageWorkspaceIsRefused();
    void newerWorkspaceIsRefused();
};

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
    const auto stored = waited(m_outbox->enqueue(newEvent("img_1"), image("img_1")));
    QVERIFY(!stored);
    QCOMPARE(stored.error().message, u"No billing service is chosen."_s);
}

void TestOutbox::sameIdTwiceIsFineWithTheSameContentAlone()
{
    enqueue("img_1");
    QVERIFY(waited(m_outbox->enqueue(newEvent("img_1"), image("img_1"))));
    Event other = newEvent("img_1");
    other.customer = {"cus_2"};
    const auto refused = waited(m_outbox->enqueue(other, image("img_1")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    QCOMPARE(refused.error().field, u"event_id"_s);
    QCOMPARE(
        refused.error().message, u"The id “img_1” belongs to another event already. Choose a new one."_s);
    const auto entries = waited(m_outbox->entries());
    QCOMPARE(entries->size(), 1);
    QVERIFY(entries->first().json.contains("cus_1"));
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

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
