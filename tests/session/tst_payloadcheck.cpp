// SPDX-License-Identifier: MIT
#include "billing/rules.h"
#include "payloadbench.h"
#include "session/payloadcheck.h"
#include "session/payloadevents.h"
#include "session/scenario.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

// What is said of a payload before it is sent, and whether the service then says the same.
class TestPayloadCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSoundEventHasNoRemark();
    void theServiceAgrees_data();
    void theServiceAgrees();
    void everyMistakeIsFoundAtItsPlace();
    void mendsMakeTheEventSound_data();
    void mendsMakeTheEventSound();
    void listsAndRequestsAreRead();
    void aRepeatedIdIsNamed();
    void theNearestMissComesFirst();
    void anotherNameIsNotGuessed();
    void theDateIsTheServices();
    void numbersKeepTheirDigits();
    void anIdOfTheLogIsAWarning();
    void aThousandEventsAreBounded();

private:
    QJsonObject event(const QString &member = {}, const QJsonValue &value = {}) const;
    QJsonObject metadata(const QString &key, const QJsonValue &value) const;
    static QString textOf(const QJsonObject &json) { return QString::fromUtf8(QJsonDocument(json).toJson()); }
    PayloadOpinion opinion(const QString &text) const { return opinionOf(text, m_state, m_now); }
    PayloadOpinion opinion(const QJsonObject &json) const { return opinion(textOf(json)); }

    ServiceState m_state;
    TimePoint m_now = *timeFromIso("2026-11-25T10:14:00Z");
};

void TestPayloadCheck::init()
{
    m_state = {};
    Meter images{.id = {"mtr_images"},
        .businessId = {},
        .is = loadScenario(pixelgen)->meter,
        .createdAt = m_now,
        .updatedAt = m_now};
    Meter tokens = images;
    tokens.id = {"mtr_tokens"};
    tokens.is = {.name = u"Tokens"_s,
        .eventName = u"tokens.used"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"tokens"_s},
        .description = {},
        .filter = {}};
    m_state.meters = {images, tokens};
    Subscription own;
    own.customer.id = {"cus_1"};
    own.customer.is.name = u"Test customer"_s;
    m_state.subscription = own;
    m_state.subscriptions = {own};
    m_state.loaded = true;
}

QJsonObject TestPayloadCheck::event(const QString &member, const QJsonValue &value) const
{
    QJsonObject out{{"event_id"_L1, u"evt_1"_s}, {"customer_id"_L1, u"cus_1"_s},
        {"event_name"_L1, u"image.generated"_s}, {"timestamp"_L1, QString::fromLatin1(toIso(m_now))},
        {"metadata"_L1, QJsonObject{{"quality"_L1, u"hd"_s}}}};
    if (value.isUndefined())
        out.remove(member);
    else if (!member.isEmpty())
        out.insert(member, value);
    return out;
}

QJsonObject TestPayloadCheck::metadata(const QString &key, const QJsonValue &value) const
{
    return event(u"metadata"_s, QJsonObject{{"quality"_L1, u"hd"_s}, {key, value}});
}

void TestPayloadCheck::aSoundEventHasNoRemark()
{
    const PayloadOpinion is = opinion(event());
    QVERIFY2(is.remarks.isEmpty(), qPrintable(is.remarks.value(0).sentence));
    QVERIFY(is.sendable());
    QCOMPARE(is.countedOn(), 1);
    QCOMPARE(is.verdicts.size(), 1);
    QCOMPARE(is.verdicts.first().meters.size(), 2);
    QCOMPARE(is.ids, QList<QByteArray>{"evt_1"});
}

void TestPayloadCheck::theServiceAgrees_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("path"); // of the error; empty: accepted
    const auto at = [this](qint64 seconds) {
        return QString::fromLatin1(toIso(m_now + std::chrono::seconds{seconds}));
    };
    QJsonObject many;
    for (int i = 0; i < 51; ++i)
        many.insert(u"key%1"_s.arg(i), i);
    QJsonObject fifty = many;
    fifty.remove(u"key50"_s);
    QTest::newRow("sound") << event() << QString();
    QTest::newRow("no id") << event(u"event_id"_s, QJsonValue::Undefined) << u"event_id"_s;
    QTest::newRow("empty id") << event(u"event_id"_s, QString()) << u"event_id"_s;
    QTest::newRow("number as id") << event(u"event_id"_s, 7) << u"event_id"_s;
    QTest::newRow("null id") << event(u"event_id"_s, QJsonValue::Null) << u"event_id"_s;
    QTest::newRow("long id") << event(u"event_id"_s, QString(256, u'x')) << u"event_id"_s;
    QTest::newRow("longest id") << event(u"event_id"_s, QString(255, u'x')) << QString();
    QTest::newRow("no customer") << event(u"customer_id"_s, QJsonValue::Undefined) << u"customer_id"_s;
    QTest::newRow("no name") << event(u"event_name"_s, QJsonValue::Undefined) << u"event_name"_s;
    QTest::newRow("empty name") << event(u"event_name"_s, QString()) << u"event_name"_s;
    QTest::newRow("no time") << event(u"timestamp"_s, QJsonValue::Undefined) << QString();
    QTest::newRow("null time") << event(u"timestamp"_s, QJsonValue::Null) << QString();
    QTest::newRow("no zone") << event(u"timestamp"_s, u"2026-11-25T10:14:00"_s) << u"timestamp"_s;
    QTest::newRow("number as time") << event(u"timestamp"_s, 1764065640) << u"timestamp"_s;
    QTest::newRow("an hour old") << event(u"timestamp"_s, at(-3600)) << QString();
    QTest::newRow("too old") << event(u"timestamp"_s, at(-3601)) << u"timestamp"_s;
    QTest::newRow("5 min ahead") << event(u"timestamp"_s, at(300)) << QString();
    QTest::newRow("too far ahead") << event(u"timestamp"_s, at(301)) << u"timestamp"_s;
    QTest::newRow("nested") << metadata(u"more"_s, QJsonObject{{"a"_L1, 1}}) << u"metadata.more"_s;
    QTest::newRow("list") << metadata(u"more"_s, QJsonArray{1}) << u"metadata.more"_s;
    QTest::newRow("null value") << metadata(u"more"_s, QJsonValue::Null) << u"metadata.more"_s;
    QTest::newRow("dotted key") << metadata(u"a.b"_s, QJsonValue::Null) << u"metadata.a.b"_s;
    QTest::newRow("metadata is text") << event(u"metadata"_s, u"hd"_s) << u"metadata"_s;
    QTest::newRow("51 pairs") << event(u"metadata"_s, many) << u"metadata"_s;
    QTest::newRow("50 pairs") << event(u"metadata"_s, fifty) << QString();
    QTest::newRow("long key") << metadata(QString(101, u'k'), 1) << u"metadata"_s;
    QTest::newRow("longest key") << metadata(QString(100, u'k'), 1) << QString();
    QTest::newRow("long value") << metadata(u"v"_s, QString(501, u'v')) << u"metadata.v"_s;
    QTest::newRow("longest value") << metadata(u"v"_s, QString(500, u'v')) << QString();
    QTest::newRow("unknown field") << event(u"quality"_s, u"hd"_s) << QString();
}

void TestPayloadCheck::theServiceAgrees()
{
    QFETCH(QJsonObject, json);
    QFETCH(QString, path);
    const PayloadBench stack;
    const auto customer = answerOf(stack.client().createCustomer(
        {.email = u"t@example.com"_s, .name = u"Test"_s, .phoneNumber = {}, .metadata = {}}));
    QVERIFY(customer);
    m_state.subscription->customer = *customer;
    m_state.subscriptions = {*m_state.subscription};
    if (json.contains("customer_id"_L1))
        json.insert("customer_id"_L1, customer->id.string());
    const PayloadOpinion is = opinion(json);
    QCOMPARE(is.sendable(), path.isEmpty());
    if (!path.isEmpty()) {
        QCOMPARE(is.remarks.first().path, path);
        QCOMPARE(is.remarks.first().kind, PayloadRemark::Kind::Error);
        QVERIFY(is.remarks.first().at >= 0 && is.remarks.first().length > 0);
    }
    QCOMPARE(is.texts.size(), 1);
    const auto answer = answerOf(stack.client().ingest(is.texts, is.ids));
    QVERIFY2(bool(answer) == path.isEmpty(), answer ? "accepted" : qPrintable(answer.error().message));
}

void TestPayloadCheck::everyMistakeIsFoundAtItsPlace()
{
    const QString text
        = u"{\n  \"event_id\": 7,\n  \"event_name\": \"image.generated\",\n  \"timestamp\": \"yesterday\",\n  \"metadata\": { \"a\": null }\n}"_s;
    const PayloadOpinion is = opinion(text);
    QStringList paths;
    QStringList places;
    for (const PayloadRemark &remark : is.remarks) {
        paths.append(remark.path);
        places.append(text.sliced(remark.at, remark.length));
    }
    QCOMPARE(paths, (QStringList{u"customer_id"_s, u"event_id"_s, u"timestamp"_s, u"metadata.a"_s}));
    QCOMPARE(places, (QStringList{u"{"_s, u"7"_s, u"\"yesterday\""_s, u"null"_s}));
    QVERIFY(!is.sendable());
    QCOMPARE(is.texts.size(), 1); // it can be sent all the same, to see what the service says
}

void TestPayloadCheck::mendsMakeTheEventSound_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::newRow("no id") << event(u"event_id"_s, QJsonValue::Undefined);
    QTest::newRow("no customer") << event(u"customer_id"_s, QJsonValue::Undefined);
    QTest::newRow("unknown customer") << event(u"customer_id"_s, u"cus_2"_s);
    QTest::newRow("too old") << event(u"timestamp"_s, u"2026-11-25T08:00:00Z"_s);
    QTest::newRow("no zone") << event(u"timestamp"_s, u"2026-11-25T10:00:00"_s);
    QTest::newRow("capital") << event(u"event_name"_s, u"Image.generated"_s);
    QTest::newRow("space") << event(u"event_name"_s, u"image.generated "_s);
    QTest::newRow("draft") << event(u"metadata"_s, QJsonObject{{"quality"_L1, u"draft"_s}});
    QTest::newRow("no quality") << event(u"metadata"_s, QJsonObject{{"size"_L1, u"big"_s}});
    QTest::newRow("no metadata") << event(u"metadata"_s, QJsonValue::Undefined);
    QTest::newRow("empty metadata") << event(u"metadata"_s, QJsonObject());
    QTest::newRow("two mistakes") << QJsonObject{{"event_id"_L1, u"e"_s},
        {"event_name"_L1, u"image.Generated"_s}, {"metadata"_L1, QJsonObject{{"quality"_L1, u"draft"_s}}}};
    QTest::newRow("text tokens") << QJsonObject{{"event_id"_L1, u"e"_s}, {"customer_id"_L1, u"cus_1"_s},
        {"event_name"_L1, u"tokens.used"_s}, {"metadata"_L1, QJsonObject{{"tokens"_L1, u"150"_s}}}};
}

void TestPayloadCheck::mendsMakeTheEventSound()
{
    QFETCH(QJsonObject, json);
    QString text = textOf(json);
    PayloadOpinion is = opinion(text);
    QVERIFY(!is.remarks.isEmpty());
    for (int tries = 0; !is.remarks.isEmpty() && tries < 4; ++tries) {
        QVERIFY2(is.remarks.first().mend, qPrintable(is.remarks.first().sentence));
        const PayloadMend &mend = *is.remarks.first().mend;
        const bool now = mend.kind == PayloadMend::Kind::Now;
        text = mendedText(text, mend, now ? QString::fromLatin1(toIso(m_now)) : u"new_id"_s);
        is = opinion(text);
    }
    QVERIFY2(is.remarks.isEmpty(), qPrintable(is.remarks.value(0).sentence + text));
    QCOMPARE(is.countedOn(), 1);
}

void TestPayloadCheck::listsAndRequestsAreRead()
{
    QJsonObject second = event(u"event_id"_s, u"evt_2"_s);
    const QJsonArray both{event(), second};
    const PayloadOpinion list = opinion(QString::fromUtf8(QJsonDocument(both).toJson()));
    QVERIFY(list.sendable());
    QCOMPARE(list.texts.size(), 2);
    const PayloadOpinion request = opinion(QJsonObject{{"events"_L1, both}, {"more"_L1, 1}});
    QCOMPARE(request.events.size(), 2);
    QCOMPARE(request.ids, (QList<QByteArray>{"evt_1", "evt_2"}));
    QCOMPARE(request.remarks.size(), 1);
    QCOMPARE(request.remarks.first().path, u"more"_s);
    QCOMPARE(request.remarks.first().kind, PayloadRemark::Kind::Warning);
    QVERIFY(!opinion(QJsonObject{{"events"_L1, QJsonArray()}}).sendable());
    QVERIFY(!opinion(QJsonObject{{"events"_L1, 1}}).sendable());
    QVERIFY(!opinion(u"7"_s).sendable());
    QVERIFY(!opinion(u" "_s).sendable());
    const PayloadOpinion mixed = opinion(u"[7]"_s);
    QCOMPARE(mixed.remarks.first().path, u"events[0]"_s);
}

void TestPayloadCheck::aRepeatedIdIsNamed()
{
    const PayloadOpinion is = opinion(QJsonObject{{"events"_L1, QJsonArray{event(), event()}}});
    QVERIFY(!is.sendable());
    QCOMPARE(is.remarks.first().path, u"events[1].event_id"_s);
    QCOMPARE(is.remarks.first().mend->kind, PayloadMend::Kind::NewId);
}

void TestPayloadCheck::theNearestMissComesFirst()
{
    const PayloadOpinion is = opinion(event(u"event_name"_s, u"Image.generated"_s));
    QVERIFY(is.sendable());
    QCOMPARE(is.countedOn(), 0);
    QCOMPARE(is.verdicts.first().meters.first().meterName, u"Image Generation Meter"_s);
    QCOMPARE(is.remarks.first().sentence,
        u"No meter would count it. Image Generation Meter: Capital “I” in the name."_s);
    QCOMPARE(is.remarks.first().mend->shown, u"image.generated"_s);
}

void TestPayloadCheck::anotherNameIsNotGuessed()
{
    const PayloadOpinion is = opinion(event(u"event_name"_s, u"video.rendered"_s));
    QCOMPARE(
        is.remarks.first().sentence, u"No live meter reads “video.rendered”. It would not be counted."_s);
    QVERIFY(!is.remarks.first().mend); // two meters: nobody knows which was meant
    m_state.meters.removeLast();
    QCOMPARE(opinion(event(u"event_name"_s, u"video.rendered"_s)).remarks.first().mend->shown,
        u"image.generated"_s);
    m_state.meters.clear();
    QVERIFY(opinion(event()).remarks.first().sentence.startsWith(u"There is no live meter yet."_s));
}

void TestPayloadCheck::theDateIsTheServices()
{
    m_now += std::chrono::hours{24 * 31};
    QVERIFY(opinion(event()).sendable());
    const QJsonObject before = event();
    m_now += std::chrono::hours{2};
    const PayloadOpinion is = opinion(before);
    QVERIFY(!is.sendable());
    QVERIFY2(is.remarks.first().sentence.contains(QString::fromLatin1(toIso(m_now))),
        qPrintable(is.remarks.first().sentence));
}

void TestPayloadCheck::numbersKeepTheirDigits()
{
    const PayloadOpinion is = opinion(
        u"{\"event_id\":\"e\",\"customer_id\":\"cus_1\",\"event_name\":\"tokens.used\",\"metadata\":{\"z\":1,\"tokens\":0.10000000000000000001}}"_s);
    QVERIFY(is.sendable());
    const Metadata expected{
        {"z", MetaValue::ofNumber("1")}, {"tokens", MetaValue::ofNumber("0.10000000000000000001")}};
    QCOMPARE(is.events.first().metadata, expected);
    QVERIFY(is.texts.first().contains("0.10000000000000000001"));
}

void TestPayloadCheck::anIdOfTheLogIsAWarning()
{
    const QString text = textOf(event());
    PayloadOpinion is = opinion(text);
    addSentBefore(is, text, {EventId{"other"}});
    QVERIFY(is.remarks.isEmpty());
    addSentBefore(is, text, {EventId{"evt_1"}});
    QCOMPARE(is.remarks.size(), 1);
    QCOMPARE(text.sliced(is.remarks.first().at, is.remarks.first().length), u"\"evt_1\""_s);
    QVERIFY(is.sendable());
    const PayloadOpinion mended = opinion(mendedText(text, *is.remarks.first().mend, u"evt_2"_s));
    QCOMPARE(mended.ids, QList<QByteArray>{"evt_2"});
}

void TestPayloadCheck::aThousandEventsAreBounded()
{
    QJsonArray all;
    for (int i = 0; i < limits::eventsPerRequest; ++i)
        all.append(event(u"event_id"_s, u"evt_%1"_s.arg(i)));
    const PayloadOpinion fine = opinion(QJsonObject{{"events"_L1, all}});
    QVERIFY(fine.sendable());
    QCOMPARE(fine.verdicts.size(), 1000);
    all.append(event(u"event_id"_s, u"one more"_s));
    const PayloadOpinion over = opinion(QJsonObject{{"events"_L1, all}});
    QVERIFY(!over.sendable());
    QCOMPARE(over.remarks.first().sentence, u"These are 1,001 events. One request holds at most 1,000."_s);
    QJsonArray wrong;
    for (int i = 0; i < limits::eventsPerRequest; ++i)
        wrong.append(7);
    QCOMPARE(opinion(QString::fromUtf8(QJsonDocument(wrong).toJson())).remarks.size(), mostPayloadRemarks);
    QVERIFY(!opinion(QString(5 * 1024 * 1024, u' ')).sendable());
}

QTEST_GUILESS_MAIN(TestPayloadCheck)
#include "tst_payloadcheck.moc"
