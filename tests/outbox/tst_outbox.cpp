// SPDX-License-Identifier: MIT
#include "outbox/outboxbench.h"
#include "outbox/workspaceschema.h"
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
    void aWorkspaceOfTheThirdVersionLosesNothing();
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

// It marked in the row itself what was sent, and what was on its way.
void TestOutbox::aWorkspaceOfTheThirdVersionLosesNothing()
{
    using State = OutboxEntry::State;
    const QTemporaryDir dir;
    const qint64 at = m_clock.now().time_since_epoch().count();
    {
        const auto third
            = SqlFile::open(dir.filePath(u"workspace.db"_s), Durability::Full, workspaceSchema().first(3));
        QVERIFY(third);
        for (int state = 0; state <= 4; ++state) {
            const QVariantList row{"img_"_ba + char('0' + state), toText(newEvent("img")), "sandbox:1"_ba,
                state, state + 1, at, at + state, at,
                state == int(State::Sent) ? QVariant(at + 7) : QVariant(),
                state == int(State::Queued) ? QVariant(int(Error::Kind::Network)) : QVariant()};
            QVERIFY(
                (*third)->run(u"INSERT INTO outbox(id, json, destination, state, tries, queued_at, event_at,"
                              " next_at, sent_at, error_kind) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    row));
        }
    }
    m_outbox.reset();
    auto opened = Outbox::open(dir.path(), m_clock);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    m_outbox = std::move(*opened);
    const std::array states{State::Queued, State::Queued, State::Sent, State::Parked, State::Discarded};
    for (int i = 0; i < 5; ++i) {
        const OutboxEntry there = entry("img_"_ba + char('0' + i));
        QCOMPARE(there.state, states[size_t(i)]);
        QCOMPARE(there.tries, i + 1);
        QCOMPARE(there.eventAt, m_clock.now() + microseconds{i});
        QCOMPARE(there.sentAt.has_value(), i == 2);
        QCOMPARE(there.lastError.has_value(), i == 0);
    }
    QCOMPARE(entry("img_2").sentAt, m_clock.now() + 7us);
    QCOMPARE(waited(m_outbox->owed())->first(),
        (OutboxOwed{.destination = "sandbox:1", .waiting = 2, .parked = 1, .oldest = m_clock.now()}));
    QVERIFY(waited(m_outbox->resend({{"img_2"}})));
    QCOMPARE(entry("img_2").state, State::Queued);
    m_outbox->setDestination("sandbox:1");
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[0], (QStringList{u"img_0"_s, u"img_1"_s, u"img_2"_s}));
    m_service.accept();
    QTRY_COMPARE(entry("img_2").state, State::Sent);
    QCOMPARE(entry("img_2").tries, 4);
    QVERIFY(!entry("img_0").lastError);
    QVERIFY(QFile::exists(dir.filePath(u"workspace.db.v3"_s)));
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
