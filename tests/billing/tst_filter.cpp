// SPDX-License-Identifier: MIT
#include "billing/filter.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray group(const QByteArray &clauses, const QByteArray &conjunction = "and")
{
    return R"({"conjunction":")" + conjunction + R"(","clauses":[)" + clauses + "]}";
}

const QByteArray plain = R"({"key":"plan","operator":"equals","value":"pro"})";

// The root and `levels` groups below it, the last one holding a condition.
QByteArray nested(int levels)
{
    return levels == 0 ? group(plain) : group(nested(levels - 1));
}

Result<Filter> read(const QByteArray &text)
{
    return filterFromJson(samples::json(text), u"filter"_s);
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("condition") << group(plain);
        QTest::newRow("number") << group(R"({"key":"calls","operator":"greater_than","value":5.5})");
        QTest::newRow("boolean") << group(R"({"key":"cached","operator":"not_equals","value":false})");
        QTest::newRow("groups") << group(group(plain, "or") + ',' + group(plain));
        QTest::newRow("root and three") << nested(3);
        QTest::newRow("ten clauses") << group(QByteArrayList(10, plain).join(','));
    }
    void roundTrips()
    {
        QFETCH(const QByteArray, text);
        const auto filter = read(text);
        QVERIFY2(filter.ok(), filter ? "" : qPrintable(filter.error().message));
        QCOMPARE(toJson(*filter), samples::json(text));
        QCOMPARE(*filterFromJson(toJson(*filter), {}), *filter);
    }

    void aMixOfConditionsAndGroupsIsWrittenAsGroups() // dodo-api.md 5.2 "mixed clause lists"
    {
        const auto mixed = read(group(plain + ',' + group(plain, "or")));
        QVERIFY(mixed.ok());
        QCOMPARE(toJson(*mixed), samples::json(group(group(plain) + ',' + group(plain, "or"))));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto condition = [](const char *members) { return group(QByteArray("{") + members + '}'); };
        QTest::newRow("too deep") << nested(4) << u"filter.clauses[0].clauses[0].clauses[0].clauses[0]"_s;
        QTest::newRow("no clause") << group("") << u"filter.clauses"_s;
        QTest::newRow("eleven clauses") << group(QByteArrayList(11, plain).join(',')) << u"filter.clauses"_s;
        QTest::newRow("no conjunction") << QByteArray(R"({"clauses":[]})") << u"filter.conjunction"_s;
        QTest::newRow("conjunction") << group(plain, "xor") << u"filter.conjunction"_s;
        QTest::newRow("clauses missing") << QByteArray(R"({"conjunction":"or"})") << u"filter.clauses"_s;
        QTest::newRow("clause is text") << group("\"plan\"") << u"filter.clauses[0]"_s;
        QTest::newRow("key missing") << condition(R"("operator":"equals","value":1)")
                                     << u"filter.clauses[0].key"_s;
        QTest::newRow("key empty") << condition(R"("key":"","operator":"equals","value":1)")
                                   << u"filter.clauses[0].key"_s;
        QTest::newRow("operator") << condition(R"("key":"a","operator":"is","value":1)")
                                  << u"filter.clauses[0].operator"_s;
        QTest::newRow("value missing")
            << condition(R"("key":"a","operator":"equals")") << u"filter.clauses[0].value"_s;
        QTest::newRow("value null") << condition(R"("key":"a","operator":"equals","value":null)")
                                    << u"filter.clauses[0].value"_s;
        QTest::newRow("order needs a number")
            << condition(R"("key":"a","operator":"less_than","value":"5")") << u"filter.clauses[0].value"_s;
        QTest::newRow("search needs text")
            << condition(R"("key":"a","operator":"contains","value":5)") << u"filter.clauses[0].value"_s;
    }
    void refuses()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, field);
        const auto filter = read(text);
        QVERIFY(!filter.ok());
        QCOMPARE(filter.error().field, field);
        QCOMPARE(filter.error().status, 422);
        QVERIFY(filter.error().message.startsWith(field));
    }

    void keyLengthCountsCharacters()
    {
        const auto withKey = [](const QString &key) {
            return group(compact({{"operator"_L1, "equals"_L1}, {"value"_L1, 1}, {"key"_L1, key}}));
        };
        QVERIFY(read(withKey(QString(100, u'ä'))).ok());
        QVERIFY(read(withKey(u"🖼"_s.repeated(100))).ok());
        QVERIFY(!read(withKey(QString(101, u'a'))).ok());
    }

    void keysAreListedOnceInOrder()
    {
        const auto filter = read(group(group(R"({"key":"b","operator":"equals","value":1},
            {"key":"a","operator":"equals","value":1})")
            + ',' + group(R"({"key":"b","operator":"equals","value":2})")));
        QCOMPARE(keysOf(*filter), (QList<QString>{u"b"_s, u"a"_s}));
    }

    void operatorNamesRoundTrip()
    {
        for (int op = 0; op <= int(Operator::DoesNotContain); ++op)
            QCOMPARE(operatorFromWire(QString(wireName(Operator(op)))), Operator(op));
        QVERIFY(!operatorFromWire(u"Equals"));
    }
};

QTEST_GUILESS_MAIN(FilterTest)
#include "tst_filter.moc"
