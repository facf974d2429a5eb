// SPDX-License-Identifier: MIT
#include "session/purchase.h"
#include "stack.h"
#include "ui/pages/meternamecheck.h"
#include "ui/pages/meterpage.h"

#include <QLabel>

using namespace Qt::StringLiterals;

// Several event names that this program sends: kept by the session, and known to the meter form.
class TestSentNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyThePicturesNameWithoutARecipe();
    void aRecipesNamesReplaceIt();
    void ticksNeedEveryName();
    void anEventOfAnyNameIsThisPrograms();
    void theNearestNameIsChecked_data();
    void theNearestNameIsChecked();
    void theFormOffersTheNearest();
    void anotherNameOnPurposeIsSentInstead();
};

void TestSentNames::onlyThePicturesNameWithoutARecipe()
{
    const Stack stack;
    QCOMPARE(stack.session().sentNames(), QStringList({u"image.generated"_s}));
    stack.session().sendName(u"picture.made"_s);
    QCOMPARE(stack.session().eventName(), u"picture.made"_s);
    QCOMPARE(stack.session().sentNames(), QStringList({u"picture.made"_s}));
}

void TestSentNames::aRecipesNamesReplaceIt()
{
    const Stack stack;
    QSignalSpy changed(&stack.session(), &Session::eventNameChanged);
    stack.session().setRecipeNames({u"api.call"_s, u"tokens.used"_s});
    QCOMPARE(changed.size(), 1);
    stack.session().setRecipeNames({u"api.call"_s, u"tokens.used"_s});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(stack.session().sentNames(), QStringList({u"api.call"_s, u"tokens.used"_s}));
    QCOMPARE(stack.session().eventName(), u"image.generated"_s); // Generate's own stays
    stack.session().setRecipeNames({});
    QCOMPARE(stack.session().sentNames(), QStringList({u"image.generated"_s}));
}

static NewMeter counting(const QString &name, const QString &eventName)
{
    return {.name = name,
        .eventName = eventName,
        .measurementUnit = u"things"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
}

static NewProduct pricing(const QList<Meter> &meters)
{
    UsagePrice price;
    price.frequency = {1, Interval::Month};
    for (const Meter &meter : meters)
        price.meters.append({.meter = meter.id,
            .pricePerUnit = Decimal(1),
            .freeThreshold = 0,
            .creditEntitlementId = {},
            .meterUnitsPerCredit = {},
            .name = {},
            .measurementUnit = {},
            .description = {}});
    return {.name = u"P"_s, .taxCategory = "saas", .price = price, .description = {}, .metadata = {}};
}

void TestSentNames::ticksNeedEveryName()
{
    const Stack stack;
    Session &session = stack.session();
    session.setRecipeNames({u"a.done"_s, u"b.done"_s});
    const auto first = answerOf(session.client().createMeter(counting(u"A"_s, u"a.done"_s)));
    QVERIFY(first);
    QVERIFY(stack.load());
    QCOMPARE(session.meterOfThisProgram()->id, first->id);
    QVERIFY(!session.ticks()[0]);
    QVERIFY(answerOf(session.client().createMeter(counting(u"B"_s, u"b.done"_s))));
    QVERIFY(answerOf(session.client().createProduct(pricing({*first}))));
    QVERIFY(stack.load());
    QVERIFY(session.ticks()[0]);
    QVERIFY(session.productOfThisProgram());
    QVERIFY(!session.ticks()[1]);
    const auto both = answerOf(session.client().createProduct(pricing(session.state().meters)));
    QVERIFY(both);
    QVERIFY(answerOf(session.client().createProduct(pricing({*first})))); // newer, and links less
    QVERIFY(stack.load());
    QCOMPARE(session.productOfThisProgram()->id, both->id);
    QVERIFY(session.ticks()[1]);
}

void TestSentNames::anEventOfAnyNameIsThisPrograms()
{
    const Stack stack;
    Session &session = stack.session();
    session.setRecipeNames({u"a.done"_s, u"b.done"_s});
    QVERIFY(answerOf(session.client().createMeter(counting(u"A"_s, u"a.done"_s))));
    QVERIFY(answerOf(session.client().createMeter(counting(u"B"_s, u"b.done"_s))));
    QVERIFY(stack.load());
    const auto product = answerOf(session.client().createProduct(pricing(session.state().meters)));
    QVERIFY(product);
    Purchase purchase(session);
    QSignalSpy bought(&purchase, &Purchase::succeeded);
    purchase.start({.existing = {},
        .customer = {.email = u"a@example.com"_s, .name = u"A"_s, .phoneNumber = {}, .metadata = {}},
        .product = product->id,
        .card = testcards::works.toByteArray()});
    QVERIFY(bought.wait(30000));
    QVERIFY(stack.load());
    const CustomerId customer = session.state().customer()->id;
    const auto send = [&](const QByteArray &id, const QByteArray &name) {
        return answerOf(session.client().ingest(
            {{.id = {id}, .customer = customer, .name = name, .at = {}, .metadata = {}}}));
    };
    QVERIFY(send("other_1", "a.done")); // another program's
    QVERIFY(send("use_1", "c.done")); // no name of the recipe
    QVERIFY(stack.load());
    QVERIFY(!session.ticks()[3]);
    QVERIFY(send("use_2", "a.done")); // the first name asked for, not the last
    QVERIFY(stack.load());
    QVERIFY(session.ticks()[3] && session.ticks()[4]);
}

void TestSentNames::theNearestNameIsChecked_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<NameCheck::Kind>("kind");
    using Kind = NameCheck::Kind;
    QTest::newRow("the second") << u"tokens.used"_s << u"tokens.used"_s << Kind::Same;
    QTest::newRow("one with a meter") << u"api.call"_s << u"api.call"_s << Kind::Same;
    QTest::newRow("a capital") << u"Tokens.used"_s << u"tokens.used"_s << Kind::Case;
    QTest::newRow("a letter off") << u"tokens.use"_s << u"tokens.used"_s << Kind::NearMiss;
    QTest::newRow("near one with a meter") << u"api.calls"_s << u"api.call"_s << Kind::NearMiss;
    QTest::newRow("near none") << u"seat.taken"_s << u"tokens.used"_s << Kind::Different;
    QTest::newRow("nothing yet") << QString() << u"tokens.used"_s << Kind::Empty;
}

void TestSentNames::theNearestNameIsChecked()
{
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    QFETCH(NameCheck::Kind, kind);
    const QList<NamedMeter> live{{u"API Calls"_s, u"api.call"_s}};
    const NameCheck check = checkNames(typed, {u"api.call"_s, u"tokens.used"_s, u"gb.measured"_s}, live);
    QCOMPARE(check.expected, expected);
    QCOMPARE(check.kind, kind);
}

void TestSentNames::theFormOffersTheNearest()
{
    const Stack stack;
    stack.session().setRecipeNames({u"api.call"_s, u"tokens.used"_s});
    MeterPage page(stack.session());
    page.resize(1280, 700);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(stack.load());
    type(page, "eventName", u"Tokens.used"_s);
    QVERIFY(control(page, "useProgramName")->isVisible());
    press(page, "useProgramName");
    QCOMPARE(control<QLineEdit>(page, "eventName")->text(), u"tokens.used"_s);
    QVERIFY(!control(page, "useProgramName")->isVisible());
    type(page, "eventName", u"api.call"_s);
    QVERIFY(!control(page, "useProgramName")->isVisible());
}

void TestSentNames::anotherNameOnPurposeIsSentInstead()
{
    const Stack stack;
    Session &session = stack.session();
    session.setRecipeNames({u"api.call"_s, u"tokens.used"_s});
    QVERIFY(answerOf(session.client().createMeter(counting(u"A"_s, u"api.call"_s))));
    MeterPage page(session);
    page.resize(1280, 700);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(stack.load());
    type(page, "eventName", u"words.counted"_s);
    press(page, "sendThisName");
    QCOMPARE(session.sentNames(), QStringList({u"api.call"_s, u"words.counted"_s}));
    QCOMPARE(session.eventName(), u"image.generated"_s);
}

QTEST_MAIN(TestSentNames)
#include "tst_sentnames.moc"
