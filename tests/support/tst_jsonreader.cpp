// SPDX-License-Identifier: MIT
#include "support/jsonreader.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class JsonReaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEachType()
    {
        JsonReader in(json(R"({"s":"x","i":7,"b":true,"o":{"k":1},"a":[1],"t":"2026-01-05T10:30:00Z"})"));
        QCOMPARE(in.string("s"_L1), u"x"_s);
        QCOMPARE(in.integer("i"_L1), 7);
        QCOMPARE(in.boolean("b"_L1), true);
        QCOMPARE(in.object("o"_L1).size(), 1);
        QCOMPARE(in.array("a"_L1).size(), 1);
        QCOMPARE(toIso(in.time("t"_L1)), "2026-01-05T10:30:00Z");
        QVERIFY(in.finish(5).ok());
    }

    void missingKeyIsNamed()
    {
        JsonReader in(json("{}"), u"price"_s);
        QCOMPARE(in.string("currency"_L1), QString());
        const auto result = in.finish(5);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().message, u"price.currency is missing."_s);
        QCOMPARE(result.error().field, u"price.currency"_s);
        QCOMPARE(result.error().status, 422);
        QCOMPARE(result.error().code, u"INVALID_REQUEST_BODY"_s);
    }

    void onlyTheFirstErrorIsKept()
    {
        JsonReader in(json(R"({"a":1})"));
        (void)in.string("a"_L1);
        (void)in.string("b"_L1);
        QVERIFY(!in.ok());
        QCOMPARE(in.finish(5).error().field, u"a"_s);
    }

    void wrongTypesAreNamed_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<int>("which");
        QTest::newRow("text") << u"k must be text."_s << 0;
        QTest::newRow("whole number") << u"k must be a whole number."_s << 1;
        QTest::newRow("boolean") << u"k must be true or false."_s << 2;
        QTest::newRow("object") << u"k must be an object."_s << 3;
        QTest::newRow("list") << u"k must be a list."_s << 4;
    }
    void wrongTypesAreNamed()
    {
        QFETCH(const QString, sentence);
        QFETCH(const int, which);
        for (const char *text : {R"({"k":null})", R"({"k":1.5})"}) {
            JsonReader in(json(text));
            switch (which) {
            case 0:
                (void)in.string("k"_L1);
                break;
            case 1:
                (void)in.integer("k"_L1);
                break;
            case 2:
                (void)in.boolean("k"_L1);
                break;
            case 3:
                (void)in.object("k"_L1);
                break;
            default:
                (void)in.array("k"_L1);
            }
            QCOMPARE(in.finish(0).error().message, sentence);
        }
    }

    void integersKeepTheirBounds()
    {
        JsonReader in(json(R"({"low":0,"high":101})"));
        QCOMPARE(in.integer("low"_L1, 0, 100), 0);
        QVERIFY(in.ok());
        (void)in.integer("high"_L1, 0, 100);
        QCOMPARE(in.finish(0).error().message, u"high must be from 0 to 100."_s);
    }

    void integersAreExact()
    {
        JsonReader in(
            json(R"({"max":9223372036854775807,"min":-9223372036854775808,"whole":1.0,"over":1e30})"));
        QCOMPARE(in.integer("max"_L1), std::numeric_limits<qint64>::max());
        QCOMPARE(in.integer("min"_L1), std::numeric_limits<qint64>::min());
        QCOMPARE(in.integer("whole"_L1), 1);
        QVERIFY(in.ok());
        (void)in.integer("over"_L1);
        QVERIFY(!in.ok());
    }

    void nullCountsAsAbsentForOptionalReaders()
    {
        JsonReader in(json(R"({"n":null,"s":"x","i":5,"b":false})"));
        QVERIFY(!in.optionalString("n"_L1));
        QVERIFY(!in.optionalInteger("n"_L1));
        QVERIFY(!in.optionalBoolean("none"_L1));
        QVERIFY(!in.optionalObject("none"_L1));
        QVERIFY(!in.optionalArray("none"_L1));
        QVERIFY(!in.optionalTime("none"_L1));
        QCOMPARE(in.optionalString("s"_L1), u"x"_s);
        QCOMPARE(in.optionalInteger("i"_L1), qint64(5));
        QCOMPARE(in.optionalBoolean("b"_L1), false);
        QVERIFY(in.ok());
        QVERIFY(!in.has("n"_L1));
        QVERIFY(in.has("s"_L1));
    }

    void anIllTypedOptionalIsStillWrong()
    {
        JsonReader in(json(R"({"s":5})"));
        (void)in.optionalString("s"_L1);
        QVERIFY(!in.ok());
    }

    void timesNeedAZone()
    {
        JsonReader in(json(R"({"t":"2026-01-05T10:30:00"})"), u"events[3]"_s);
        (void)in.time("t"_L1);
        QCOMPARE(in.finish(0).error().field, u"events[3].t"_s);
    }

    void listsNameTheElement()
    {
        const auto read = [](const QJsonObject &object, const QString &path) {
            JsonReader inner(object, path);
            return inner.finish(inner.integer("n"_L1));
        };
        JsonReader good(json(R"({"items":[{"n":1},{"n":2}]})"));
        QCOMPARE(good.list<qint64>("items"_L1, read), (QList<qint64>{1, 2}));
        JsonReader bad(json(R"({"items":[{"n":1},{"n":"2"}]})"), u"page"_s);
        (void)bad.list<qint64>("items"_L1, read);
        QCOMPARE(bad.finish(0).error().field, u"page.items[1].n"_s);
        JsonReader text(json(R"({"items":["x"]})"));
        (void)text.list<qint64>("items"_L1, read);
        QCOMPARE(text.finish(0).error().message, u"items[0] must be an object."_s);
    }

    void callersMayAddTheirOwnChecks()
    {
        JsonReader in(json("{}"), u"price"_s);
        in.fail("meters"_L1, u"must have at most 10 meters"_s);
        QCOMPARE(in.finish(0).error().message, u"price.meters must have at most 10 meters."_s);
    }
};

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "tst_jsonreader.moc"
