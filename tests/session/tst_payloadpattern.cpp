// SPDX-License-Identifier: MIT
#include "payloadbench.h"
#include "session/payloadevents.h"
#include "session/payloadsender.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

// Many events like one, rows of the log once more, and how both are sent to the real sandbox.
class TestPayloadPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreReadAsTheFieldHoldsThem_data();
    void valuesAreReadAsTheFieldHoldsThem();
    void numberedIdsCountOn_data();
    void numberedIdsCountOn();
    void everythingElseStaysAsWritten();
    void timesAreSpreadOldestFirst();
    void randomIdsAreNoPictures();
    void fieldsThatVaryAreOffered();
    void replayWithTheSameIdsChangesNothing();
    void replayWithNewIdsStampsWhatIsTooOld();
    void whatHoldsNoEventsIsLeftOut();
    void tenThousandAreSentAndCounted();
    void theSameAgainIsIgnored();
    void aRefusalEndsOrIsPassedOver();
    void cancelKeepsWhatWasAccepted();
    void aDeadServiceIsSaid();

private:
    void open();
    QString event(const QByteArray &id = "evt_001") const;
    PayloadOutcome outcomeOf(PayloadSender &sender);
    static QJsonObject json(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }
    PayloadSender::Make series(const PayloadPattern &pattern, int size);

    SeededIds m_ids{7};
    TimePoint m_now = *timeFromIso("2026-11-25T10:14:00Z");
    std::unique_ptr<PayloadBench> m_bench;
    std::shared_ptr<PayloadSeries> m_series;
};

QString TestPayloadPattern::event(const QByteArray &id) const
{
    const Customer *customer = m_bench ? m_bench->session().state().customer() : nullptr;
    const Event is{.id = {id},
        .customer = customer ? customer->id : CustomerId{"cus_1"},
        .name = "image.generated",
        .at = m_bench ? m_bench->clock->now() : m_now,
        .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}, {"n", MetaValue::ofNumber("1.50")}}};
    return QString::fromUtf8(toText(is));
}

void TestPayloadPattern::valuesAreReadAsTheFieldHoldsThem_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("asText");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("text") << u"standard, hd"_s << true << QStringList{u"\"standard\""_s, u"\"hd\""_s};
    QTest::newRow("numbers") << u"1, 2.50,x"_s << false << QStringList{u"1"_s, u"2.50"_s, u"\"x\""_s};
    QTest::newRow("numbers as text") << u"1,2"_s << true << QStringList{u"\"1\""_s, u"\"2\""_s};
    QTest::newRow("booleans") << u"true,false"_s << false << QStringList{u"true"_s, u"false"_s};
    QTest::newRow("counting") << u"3..5"_s << false << QStringList{u"3"_s, u"4"_s, u"5"_s};
    QTest::newRow("without an end") << u"8…"_s << false << QStringList{u"8"_s, u"9"_s, u"10"_s, u"11"_s};
    QTest::newRow("nothing") << u" , "_s << true << QStringList{};
}

void TestPayloadPattern::valuesAreReadAsTheFieldHoldsThem()
{
    QFETCH(QString, written);
    QFETCH(bool, asText);
    QFETCH(QStringList, values);
    QCOMPARE(payloadValues(written, asText, 4), values);
}

void TestPayloadPattern::numberedIdsCountOn_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QList<QByteArray>>("ids");
    QTest::newRow("zeros") << QByteArray("evt_009") << QList<QByteArray>{"evt_009", "evt_010", "evt_011"};
    QTest::newRow("no number") << QByteArray("evt") << QList<QByteArray>{"evt_1", "evt_2", "evt_3"};
    QTest::newRow("number") << QByteArray("98") << QList<QByteArray>{"98", "99", "100"};
    QTest::newRow("quotes") << QByteArray("a\"b1") << QList<QByteArray>{"a\"b1", "a\"b2", "a\"b3"};
}

void TestPayloadPattern::numberedIdsCountOn()
{
    QFETCH(QByteArray, id);
    QFETCH(QList<QByteArray>, ids);
    PayloadPattern pattern;
    pattern.count = 3;
    const PayloadRequest made = PayloadSeries(event(id), pattern, m_ids).take(0, 10, m_now);
    QCOMPARE(made.ids, ids);
    for (qsizetype i = 0; i < ids.size(); ++i)
        QCOMPARE(json(made.texts[i]).value("event_id"_L1).toString().toUtf8(), ids[i]);
}

void TestPayloadPattern::everythingElseStaysAsWritten()
{
    PayloadPattern pattern;
    pattern.count = 4;
    pattern.field = u"quality"_s;
    pattern.values = {u"\"standard\""_s, u"\"hd\""_s, u"\"draft\""_s};
    const QString written
        = u"{ \"event_id\": \"e1\", \"customer_id\": \"c\", \"event_name\": \"n\", \"metadata\": { \"quality\": \"x\", \"n\": 1.50 }, \"more\": [1] }"_s;
    const PayloadRequest made = PayloadSeries(written, pattern, m_ids).take(0, 4, m_now);
    QCOMPARE(QString::fromUtf8(made.texts[1]),
        u"{\n  \"timestamp\": \"2026-11-25T10:14:00Z\", \"event_id\": \"e2\", \"customer_id\": \"c\", \"event_name\": \"n\", \"metadata\": { \"quality\": \"hd\", \"n\": 1.50 }, \"more\": [1] }"_s);
    QCOMPARE(json(made.texts[3])["metadata"_L1]["quality"_L1].toString(), u"standard"_s);
    pattern.field = u"event_name"_s;
    QCOMPARE(
        json(PayloadSeries(written, pattern, m_ids).take(2, 1, m_now).texts[0])["event_name"_L1].toString(),
        u"draft"_s);
}

void TestPayloadPattern::timesAreSpreadOldestFirst()
{
    PayloadPattern pattern;
    pattern.count = 3;
    pattern.times = PayloadPattern::Times::Spread;
    pattern.minutes = 30;
    const PayloadRequest made = PayloadSeries(event(), pattern, m_ids).take(0, 3, m_now);
    QStringList times;
    for (const QByteArray &text : made.texts)
        times.append(json(text).value("timestamp"_L1).toString());
    QCOMPARE(times,
        (QStringList{u"2026-11-25T09:44:00Z"_s, u"2026-11-25T09:59:00Z"_s, u"2026-11-25T10:14:00Z"_s}));
}

void TestPayloadPattern::randomIdsAreNoPictures()
{
    PayloadPattern pattern;
    pattern.count = 50;
    pattern.ids = PayloadPattern::Ids::Random;
    const PayloadRequest made = PayloadSeries(event(), pattern, m_ids).take(0, 50, m_now);
    QCOMPARE(QSet<QByteArray>(made.ids.cbegin(), made.ids.cend()).size(), 50);
    QVERIFY(made.ids.first().startsWith(trafficEvents));
}

void TestPayloadPattern::fieldsThatVaryAreOffered()
{
    const QList<PayloadField> fields = payloadFields(event());
    QStringList names;
    for (const PayloadField &field : fields)
        names.append(field.name);
    QCOMPARE(names, (QStringList{u"quality"_s, u"n"_s, u"customer_id"_s, u"event_name"_s}));
    QVERIFY(fields[0].text);
    QVERIFY(!fields[1].text);
    QVERIFY(payloadFields(u"[1,"_s).isEmpty());
}

void TestPayloadPattern::replayWithTheSameIdsChangesNothing()
{
    const QByteArray one = event("a").toUtf8();
    const QByteArray two = event("b").toUtf8();
    const PayloadRequest again = replayed(
        "{ \"events\": [" + one + ", " + two + "] }", ReplayIds::Same, m_ids, m_now + std::chrono::hours{9});
    QCOMPARE(again.texts, (QList<QByteArray>{one, two}));
    QCOMPARE(again.ids, (QList<QByteArray>{"a", "b"}));
    QCOMPARE(again.stamped, 0);
}

void TestPayloadPattern::replayWithNewIdsStampsWhatIsTooOld()
{
    const QByteArray body = "{\"events\":[" + event("a").toUtf8() + "]}";
    const PayloadRequest soon = replayed(body, ReplayIds::New, m_ids, m_now + std::chrono::minutes{59});
    QCOMPARE(soon.stamped, 0);
    QVERIFY(soon.ids.first() != "a");
    QCOMPARE(json(soon.texts.first()).value("timestamp"_L1).toString().toUtf8(), toIso(m_now));
    const TimePoint late = m_now + std::chrono::hours{2};
    const PayloadRequest later = replayed(body, ReplayIds::New, m_ids, late);
    QCOMPARE(later.stamped, 1);
    QCOMPARE(json(later.texts.first()).value("timestamp"_L1).toString().toUtf8(), toIso(late));
    QVERIFY(later.texts.first().contains("\"n\":1.5"));
}

void TestPayloadPattern::whatHoldsNoEventsIsLeftOut()
{
    for (const QByteArray &body :
        QList<QByteArray>{"", "[]", "{\"name\":1", QByteArray("abc") + cutNoteStart + "1 MB" + cutNoteEnd}) {
        const PayloadRequest again = replayed(body, ReplayIds::New, m_ids, m_now);
        QVERIFY(again.texts.isEmpty());
        QVERIFY(!again.left.isEmpty());
    }
}

void TestPayloadPattern::open()
{
    m_bench = std::make_unique<PayloadBench>();
    QVERIFY(m_bench->makeExample());
}

PayloadSender::Make TestPayloadPattern::series(const PayloadPattern &pattern, int size)
{
    m_series = std::make_shared<PayloadSeries>(event(), pattern, m_ids);
    return [this, size](int request) {
        const CallSource<PayloadRequest> made;
        made.finish(m_series->take(request * size, size, m_bench->session().now()));
        return made.call();
    };
}

PayloadOutcome TestPayloadPattern::outcomeOf(PayloadSender &sender)
{
    QSignalSpy finished(&sender, &PayloadSender::finished);
    if (!finished.wait(60000))
        qFatal("nothing came of it");
    return finished.first().first().value<PayloadOutcome>();
}

void TestPayloadPattern::tenThousandAreSentAndCounted()
{
    open();
    PayloadSender sender(m_bench->session());
    QSignalSpy progress(&sender, &PayloadSender::progressed);
    PayloadPattern pattern;
    pattern.count = 10'000;
    pattern.field = u"quality"_s;
    pattern.values = {u"\"hd\""_s, u"\"draft\""_s};
    sender.send(10, series(pattern, 1000));
    const PayloadOutcome is = outcomeOf(sender);
    QVERIFY(!is.error && !is.refusal);
    QCOMPARE(is.accepted, 10'000);
    QCOMPARE(is.counted, 5000);
    QCOMPARE(is.bill, (5000 - 10) * 5);
    QCOMPARE(is.first, EventId{"evt_001"});
    QCOMPARE(progress.size(), 11);
}

void TestPayloadPattern::theSameAgainIsIgnored()
{
    open();
    PayloadSender sender(m_bench->session());
    const PayloadRequest one{.texts = {event().toUtf8()}, .ids = {"evt_001"}, .stamped = 0, .left = {}};
    sender.send(one);
    QCOMPARE(outcomeOf(sender).accepted, 1);
    sender.send(one);
    const PayloadOutcome again = outcomeOf(sender);
    QCOMPARE(again.accepted, 0);
    QCOMPARE(again.events, 1);
    QCOMPARE(again.counted, 1);
    QCOMPARE(again.bill, 0);
}

void TestPayloadPattern::aRefusalEndsOrIsPassedOver()
{
    open();
    PayloadSender sender(m_bench->session());
    const auto make = [this](int request) {
        const CallSource<PayloadRequest> made;
        QByteArray text = event("evt_" + QByteArray::number(request)).toUtf8();
        if (request == 1)
            text.replace("\"cus_", "\"nobody_");
        made.finish(request == 2 ? PayloadRequest{.texts = {}, .ids = {}, .stamped = 0, .left = u"why"_s}
                                 : PayloadRequest{.texts = {text}, .ids = {"e"}, .stamped = 1, .left = {}});
        return made.call();
    };
    sender.send(4, make);
    PayloadOutcome is = outcomeOf(sender);
    QCOMPARE(is.accepted, 1);
    QCOMPARE(is.done, 2);
    QCOMPARE(is.refused, 1);
    QCOMPARE(is.refusal->status, 400);
    sender.send(4, make, PayloadSender::Refusal::IsPassedOver);
    is = outcomeOf(sender);
    QCOMPARE(is.done, 4);
    QCOMPARE(is.refused, 1);
    QCOMPARE(is.left, 1);
    QCOMPARE(is.leftWhy, u"why"_s);
    QCOMPARE(is.events, 2);
    QCOMPARE(is.accepted, 1); // the first was stored before
    QCOMPARE(is.stamped, 2);
}

void TestPayloadPattern::cancelKeepsWhatWasAccepted()
{
    open();
    PayloadSender sender(m_bench->session());
    PayloadPattern pattern;
    pattern.count = 1000;
    connect(&sender, &PayloadSender::progressed, &sender, [&sender](int done) {
        if (done == 2)
            sender.cancel();
    });
    sender.send(10, series(pattern, 100));
    const PayloadOutcome is = outcomeOf(sender);
    QVERIFY(is.error);
    QCOMPARE(is.error->kind, Error::Kind::Cancelled);
    QCOMPARE(is.accepted, 200);
    QCOMPARE(is.counted, 200);
    QVERIFY(!sender.running());
}

void TestPayloadPattern::aDeadServiceIsSaid()
{
    open();
    m_bench->stopServer();
    PayloadSender sender(m_bench->session());
    sender.send({.texts = {event().toUtf8()}, .ids = {"evt_001"}, .stamped = 0, .left = {}});
    const PayloadOutcome is = outcomeOf(sender);
    QVERIFY(is.error);
    QCOMPARE(is.error->kind, Error::Kind::Network);
    QCOMPARE(is.accepted, 0);
}

QTEST_GUILESS_MAIN(TestPayloadPattern)
#include "tst_payloadpattern.moc"
