// SPDX-License-Identifier: MIT
#include "guide/facts.h"
#include "guide/readiness.h"
#include "guide/recipe.h"
#include "session/bench.h"
#include "ui/otherprogram.h"

using namespace Qt::StringLiterals;

// From the facts of a real sandbox and the log of what really travelled.
class TestReadiness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsShownBeforeAnythingHappened();
    void everyLineIsProvenByTheService();
    void withoutAFilterNothingIsAskedOfIt();
    void anEventThatDoesNotCountIsNoProgramArrived();
    void aServerThatFailedHasRefusedNothing();
    void aWebhookIsProvenInThisWorldOnly();
    void theTextHasEachLineAndNoKey();
    void sentencesAreShort();

private:
    QJsonObject facts() const;
    Readiness readiness() const
    {
        return readinessOf(facts(), seenIn((*m_bench)->logModel(), m_bench->session()));
    }
    QString customer() const { return m_bench->session().state().customer()->id.string(); }
    void sendAll();
    static ReadinessLine line(const Readiness &readiness, const char *id);

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<OtherProgram> m_program;
};

void TestReadiness::init()
{
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load());
    m_program = std::make_unique<OtherProgram>((*m_bench)->address().dodoUrl, (*m_bench)->address().apiKey);
    (*m_bench)->follower().start();
}

void TestReadiness::cleanup()
{
    m_program.reset();
    m_bench.reset();
}

QJsonObject TestReadiness::facts() const
{
    const auto recipe = loadRecipe(u"images"_s);
    if (!recipe)
        qFatal("%s", qPrintable(recipe.error().message));
    return factsOf((*m_bench)->studio(), (*m_bench)->logModel(), *recipe);
}

ReadinessLine TestReadiness::line(const Readiness &readiness, const char *id)
{
    for (const ReadinessLine &line : readiness.shown + readiness.left) {
        if (line.id == QLatin1StringView(id))
            return line;
    }
    return {};
}

// Twelve that count, a draft, one of them again, and one for nobody.
void TestReadiness::sendAll()
{
    QJsonArray events;
    for (int i = 0; i < 12; ++i)
        events.append(OtherProgram::event(u"own_%1"_s.arg(i), customer()));
    m_program->send(events);
    m_program->send({OtherProgram::event(u"own_draft"_s, customer(), u"image.generated"_s, u"draft"_s)});
    QTRY_COMPARE(seenIn((*m_bench)->logModel(), m_bench->session()).programEvents, 12);
    QTRY_COMPARE(seenIn((*m_bench)->logModel(), m_bench->session()).filtered, 1);
    m_program->send({OtherProgram::event(u"own_0"_s, customer())});
    m_program->send({OtherProgram::event(u"own_lost"_s, u"cus_nobody"_s)});
    QTRY_COMPARE(seenIn((*m_bench)->logModel(), m_bench->session()).duplicates, 1);
    QTRY_COMPARE(seenIn((*m_bench)->logModel(), m_bench->session()).refused, 1);
    QTRY_COMPARE(m_bench->session().bill()->total, 10);
}

void TestReadiness::nothingIsShownBeforeAnythingHappened()
{
    const Readiness none = readiness();
    QCOMPARE(none.proven(), 0);
    QCOMPARE(none.left.size(), 5);
    QCOMPARE(line(none, "meter").proof, u"Send one event with its name."_s);
    QVERIFY(m_bench->makeExample());
    const Readiness made = readiness();
    QCOMPARE(made.proven(), 0);
    QStringList ids;
    for (const ReadinessLine &line : made.shown)
        ids << line.id;
    QCOMPARE(ids.join(u' '), u"meter filter free bill duplicate refused program webhook"_s);
}

void TestReadiness::everyLineIsProvenByTheService()
{
    QVERIFY(m_bench->makeExample());
    sendAll();
    keepWebhookProof(m_bench->session(), u"200 in 12 ms"_s);
    const Readiness sheet = readiness();
    QCOMPARE(sheet.proven(), sheet.shown.size());
    QCOMPARE(line(sheet, "meter").proof, u"“Image Generation Meter” counted 12 images."_s);
    QCOMPARE(line(sheet, "filter").proof, u"1 event left out: quality is “draft”."_s);
    QCOMPARE(line(sheet, "free").proof, u"10 images cost nothing."_s);
    QCOMPARE(line(sheet, "bill").proof, u"12 images − 10 free = 2 × $0.05 = $0.10 so far."_s);
    QCOMPARE(line(sheet, "duplicate").proof, u"1 event came again and was ignored."_s);
    QCOMPARE(line(sheet, "refused").proof, u"1 request refused: Customer unknown."_s);
    QCOMPARE(line(sheet, "program").proof, u"12 events counted from TypeScript SDK 2.52.0."_s);
    QCOMPARE(line(sheet, "webhook").proof, u"A signed test event: 200 in 12 ms."_s);
    for (const ReadinessLine &line : sheet.left)
        QVERIFY2(!line.done, qPrintable(line.id));
    QCOMPARE(line(sheet, "testMeter").proof, u"Event name `image.generated`, letter for letter."_s);
}

void TestReadiness::withoutAFilterNothingIsAskedOfIt()
{
    const NewMeter plain{.name = u"Images"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
    QVERIFY(resultOf((*m_bench)->client().createMeter(plain)));
    QVERIFY(m_bench->load());
    QVERIFY(line(readiness(), "filter").id.isEmpty());
    QVERIFY(line(readiness(), "free").id.isEmpty());
    QVERIFY(!line(readiness(), "meter").done);
}

void TestReadiness::anEventThatDoesNotCountIsNoProgramArrived()
{
    QVERIFY(m_bench->makeExample());
    m_program->send({OtherProgram::event(u"own_1"_s, customer(), u"image.generate"_s)}, "curl/8.5.0");
    const auto judged = [this] { return (*m_bench)->logModel().verdictFor(EventId{"own_1"}).has_value(); };
    QTRY_VERIFY(judged());
    QVERIFY(!line(readiness(), "program").done);
    QVERIFY(!line(readiness(), "filter").done);
    m_program->send({OtherProgram::event(u"own_2"_s, customer())}, "curl/8.5.0");
    QTRY_COMPARE(line(readiness(), "program").proof, u"1 event counted from curl 8.5.0."_s);
}

// A 500 is tried again; only what the service turned down is a proof.
void TestReadiness::aServerThatFailedHasRefusedNothing()
{
    LogRow row;
    row.exchange = QUuid::createUuid();
    row.ingest = true;
    row.status = 500;
    row.refusal.kind = Refusal::Kind::Server;
    LogModel log;
    log.replace({row});
    QCOMPARE(seenIn(log, m_bench->session()).refused, 0);
    row.status = 400;
    row.refusal.kind = Refusal::Kind::CustomerUnknown;
    log.replace({row});
    QCOMPARE(seenIn(log, m_bench->session()).refused, 1);
}

void TestReadiness::aWebhookIsProvenInThisWorldOnly()
{
    keepWebhookProof(m_bench->session(), u"200 in 3 ms"_s);
    QVERIFY(line(readiness(), "webhook").done);
    QSignalSpy changed(&m_bench->session(), &Session::worldChanged);
    m_bench->session().reset();
    QVERIFY(changed.wait(20000));
    QVERIFY(!line(readiness(), "webhook").done);
}

void TestReadiness::theTextHasEachLineAndNoKey()
{
    QVERIFY(m_bench->makeExample());
    QJsonObject known = facts();
    QJsonArray meters = known["meters"_L1].toArray();
    QJsonObject meter = meters.first().toObject();
    meter["name"_L1] = u"dodo_test_canary1234567890"_s;
    meters[0] = meter;
    known["meters"_L1] = meters;
    Seen seen;
    seen.programEvents = 1;
    seen.program = u"whsec_canary5678"_s;
    const Readiness sheet = readinessOf(known, seen);
    const QString text = asText(sheet);
    QVERIFY(!text.contains("canary"_L1));
    QVERIFY(text.startsWith("# Ready to go live\n\n## Shown to work here: 1 of 8\n"_L1));
    QCOMPARE(text.count("\n- [x] "_L1), 1);
    QCOMPARE(text.count("\n- ["_L1), sheet.shown.size() + sheet.left.size());
    QVERIFY(!text.contains(QString::fromLatin1((*m_bench)->address().apiKey)));
}

void TestReadiness::sentencesAreShort()
{
    QVERIFY(m_bench->makeExample());
    sendAll();
    const Readiness sheet = readiness();
    for (const ReadinessLine &line : sheet.shown + sheet.left) {
        for (const QString &sentence : line.proof.split(u". "_s))
            QVERIFY2(sentence.count(u' ') < 15, qPrintable(sentence));
        QVERIFY2(!(line.title + line.proof).contains(u'!'), qPrintable(line.proof));
    }
}

QTEST_GUILESS_MAIN(TestReadiness)
#include "tst_readiness.moc"
