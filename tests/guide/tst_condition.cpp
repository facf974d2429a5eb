// SPDX-License-Identifier: MIT
#include "guide/fakescreen.h"

#include "guide/placeholders.h"
#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

// What must hold, as data: each row is one condition over one small world and one small screen.
class TestCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsOrNot_data();
    void holdsOrNot();
    void slipsAreRefused_data();
    void slipsAreRefused();
    void onlyFactsAreTheServices();
    void placeholdersAreFilled();

private:
    static QJsonObject world();
    static FakeScreen screen();
};

QJsonObject TestCondition::world()
{
    return *readObject(R"({
        "sent_name": "image.generated",
        "count": 3,
        "none": 0,
        "usage": [{"meters": [{"consumed_units": "12.5", "total_price": 10}]}],
        "meters": [
            {"event_name": "image.generated", "aggregation": {"type": "count"}},
            {"event_name": "tokens.used", "filter": {"conjunction": "or"}}
        ],
        "wanted": [{"event_name": "image.generated"}, {"event_name": "tokens.used"}],
        "more": [{"event_name": "image.generated"}, {"event_name": "storage"}],
        "empty": []
    })");
}

FakeScreen TestCondition::screen()
{
    FakeScreen screen;
    screen.texts = {{u"eventName"_s, u"Image.generated"_s}, {u"meterName"_s, u" "_s},
        {u"price"_s, u"0.050"_s}, {u"createMeter"_s, u"Create Meter"_s}};
    screen.off = {u"createMeter"_s};
    screen.chosen = {u"filterToggle"_s};
    return screen;
}

void TestCondition::holdsOrNot_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *json, bool expected) {
        QTest::newRow(name) << QByteArray(json) << expected;
    };
    row("a fact is equal", R"({"fact": "meters.0.event_name", "equals": "{sent_name}"})", true);
    row("a fact differs", R"({"fact": "meters.1.event_name", "equals": "{sent_name}"})", false);
    row("a missing fact equals nothing", R"({"fact": "nowhere", "equals": null})", false);
    row("a whole object is compared", R"({"fact": "meters.0.aggregation", "equals": {"type": "count"}})",
        true);
    row("at least, exact", R"({"fact": "usage.0.meters.0.consumed_units", "atLeast": "12.5"})", true);
    row("at least, one too many", R"({"fact": "usage.0.meters.0.consumed_units", "atLeast": "12.51"})",
        false);
    row("at least, a number", R"({"fact": "count", "atLeast": 3})", true);
    row("at least, a missing one", R"({"fact": "nowhere", "atLeast": 0})", false);
    row("it matches", R"({"fact": "sent_name", "matches": "^image[.]"})", true);
    row("it does not match", R"({"fact": "sent_name", "matches": "^Image"})", false);
    row("it is there", R"({"fact": "meters", "is": "there"})", true);
    row("an empty list is not there", R"({"fact": "empty", "is": "there"})", false);
    row("nought is not there", R"({"fact": "none", "is": "there"})", false);
    row("some", R"({"some": "meters", "where": {"event_name": "tokens.used"}})", true);
    row("some, but not both",
        R"({"some": "meters", "where": {"event_name": "tokens.used", "aggregation.type": "count"}})", false);
    row("some at least", R"({"some": "usage", "where": {"meters.0.total_price": {"atLeast": 10}}})", true);
    row("some with a filter",
        R"({"some": "meters", "where": {"event_name": "tokens.used", "filter": {"there": true}}})", true);
    row("some without a filter",
        R"({"some": "meters", "where": {"event_name": "tokens.used", "filter": {"there": false}}})", false);
    row("every",
        R"({"every": "wanted", "holds": {"some": "meters", "where": {"event_name": "{item.event_name}"}}})",
        true);
    row("not every",
        R"({"every": "more", "holds": {"some": "meters", "where": {"event_name": "{item.event_name}"}}})",
        false);
    row("every of none", R"({"every": "empty", "holds": {"fact": "count", "is": "there"}})", false);
    row("a field's text", R"({"on": "eventName", "equals": "Image.generated"})", true);
    row("a field's text with its case", R"({"on": "eventName", "equals": "{sent_name}"})", false);
    row("an amount written otherwise", R"({"on": "price", "equals": "0.05"})", true);
    row("an amount on screen", R"({"on": "price", "atLeast": "0.5"})", false);
    row("only spaces are empty", R"({"on": "meterName", "is": "empty"})", true);
    row("filled", R"({"on": "eventName", "is": "filled"})", true);
    row("a control out of sight is neither", R"({"on": "gone", "is": "empty"})", false);
    row("shown", R"({"on": "createMeter", "is": "shown"})", true);
    row("off", R"({"on": "createMeter", "is": "enabled"})", false);
    row("checked", R"({"on": "filterToggle", "is": "checked"})", true);
    row("all", R"({"all": [{"fact": "count", "atLeast": 1}, {"on": "gone", "is": "shown"}]})", false);
    row("any", R"({"any": [{"fact": "count", "atLeast": 1}, {"on": "gone", "is": "shown"}]})", true);
    row("not", R"({"not": {"on": "gone", "is": "shown"}})", true);
}

void TestCondition::holdsOrNot()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, expected);
    const auto criterion = criterionFromJson(*readObject(json));
    QVERIFY2(criterion, criterion ? "" : qPrintable(criterion.error().message));
    QCOMPARE(holds(*criterion, world(), screen()), expected);
}

void TestCondition::slipsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named"); // in the message
    QTest::newRow("no kind") << QByteArray(R"({"equals": 1})") << u"condition"_s;
    QTest::newRow("an unknown key") << QByteArray(R"({"fact": "a", "equal": 1})") << u"“equal”"_s;
    QTest::newRow("an unknown look") << QByteArray(R"({"on": "a", "is": "visible"})") << u"is"_s;
    QTest::newRow("a look of a fact") << QByteArray(R"({"fact": "a", "is": "shown"})") << u"is"_s;
    QTest::newRow("two comparisons") << QByteArray(R"({"fact": "a", "equals": 1, "atLeast": 1})")
                                     << u"one of"_s;
    QTest::newRow("no comparison") << QByteArray(R"({"fact": "a"})") << u"one of"_s;
    QTest::newRow("a broken expression") << QByteArray(R"({"on": "a", "matches": "("})") << u"matches"_s;
    QTest::newRow("nothing in all") << QByteArray(R"({"all": []})") << u"all"_s;
    QTest::newRow("deep inside") << QByteArray(R"({"all": [{"not": {"on": "a", "is": "x"}}]})")
                                 << u"all[0].not.is"_s;
}

void TestCondition::slipsAreRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const auto criterion = criterionFromJson(*readObject(json));
    QVERIFY(!criterion);
    QVERIFY2(criterion.error().message.contains(named), qPrintable(criterion.error().message));
}

void TestCondition::onlyFactsAreTheServices()
{
    const auto reads = [](const char *json) { return criterionFromJson(*readObject(json))->readsFacts(); };
    QVERIFY(reads(R"({"fact": "count", "atLeast": 1})"));
    QVERIFY(!reads(R"({"on": "eventName", "is": "filled"})"));
    QVERIFY(reads(R"({"all": [{"on": "a", "is": "shown"}, {"not": {"some": "meters", "where": {}}}]})"));
    QVERIFY(!reads(R"({"any": [{"on": "a", "is": "shown"}]})"));
}

void TestCondition::placeholdersAreFilled()
{
    const QJsonObject facts = world();
    QCOMPARE(filledIn(u"Sends `{sent_name}`, {count} of {usage.0.meters.0.total_price}."_s, facts),
        u"Sends `image.generated`, 3 of 10."_s);
    QCOMPARE(filledIn(u"{nowhere} and {meters} stay, { so } does this"_s, facts),
        u"{nowhere} and {meters} stay, { so } does this"_s);
    QCOMPARE(placeholders(u"{a.b} {c.0.d}"_s), QStringList({u"a.b"_s, u"c.0.d"_s}));
    QCOMPARE(filledIn(QJsonValue(u"{meters.0.aggregation}"_s), facts),
        QJsonValue(QJsonObject{{"type"_L1, u"count"_s}}));
}

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_condition.moc"
