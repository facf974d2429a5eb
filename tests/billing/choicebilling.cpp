// SPDX-License-Identifier: MIT
#include "choicerows.h"

#include "billing/bill.h"
#include "billing/creditpool.h"
#include "billing/product.h"
#include "billing/rules.h"
#include "samples.h"
#include "support/ids.h"

using namespace Qt::StringLiterals;

namespace {

using samples::decimal;
using Type = Aggregation::Type;

qint64 amount(const char *price, const char *consumed)
{
    return billLine(samples::price(price, 0), decimal(consumed))->rounded;
}

UsagePrice twoMeters(const char *price, int discountBps = 0)
{
    UsagePrice out;
    out.meters = {samples::price(price, 0), samples::price(price, 0)};
    out.meters[1].meter = {"mtr_2"};
    out.basics.discountBps = discountBps;
    return out;
}

Bill billOfTwo(const UsagePrice &price, const char *consumed)
{
    return *billFor(price, {{{"mtr_1"}, decimal(consumed)}, {{"mtr_2"}, decimal(consumed)}});
}

// What a meter has come to after events with these values, each with its own second and arrival.
struct Sent {
    QByteArray metadata;
    int second;
    qint64 arrival;
};
QByteArray consumed(const Meter &meter, const QList<Sent> &events)
{
    const TimePoint start = samples::at("2026-11-01T00:00:00Z");
    const Period period{start, samples::at("2026-12-01T00:00:00Z")};
    Ledger ledger("USD", {period}, {{meter, samples::price("5", 0), {}}});
    for (const Sent &sent : events) {
        const Event event = samples::event("e" + QByteArray::number(sent.arrival), sent.metadata);
        const EventViewOf view(event);
        ledger.add(view.view(), start + std::chrono::seconds{sent.second}, sent.arrival);
    }
    return ledger.usage()->first().meters.first().consumedUnits.toText();
}

bool counts(const QByteArray &filter, const QByteArray &metadata)
{
    const Event event = samples::event("e", metadata);
    const EventViewOf view(event);
    return matches(samples::withFilter(samples::meter(Type::Count), filter), view.view());
}

bool holds(const char *op, const char *wanted, const char *seen)
{
    return counts(QByteArray(R"({"conjunction":"and","clauses":[{"key":"k","operator":")") + op
            + R"(","value":)" + wanted + "}]}",
        QByteArray(R"({"k":)") + seen + '}');
}

QByteArray nested(int groups)
{
    QByteArray out = R"({"conjunction":"and","clauses":[{"key":"k","operator":"equals","value":1}]})";
    for (int i = 0; i < groups; ++i)
        out = R"({"conjunction":"and","clauses":[)" + out + "]}";
    return out;
}

void lastIsByTimeThenArrival()
{
    const Meter meter = samples::meter(Type::Last, "v");
    QCOMPARE(consumed(meter, {{R"({"v":1})", 9, 1}, {R"({"v":2})", 5, 2}}), "1");
    QCOMPARE(consumed(meter, {{R"({"v":1})", 5, 1}, {R"({"v":2})", 5, 2}}), "2");
    QVERIFY((choices::EventOrder{samples::at("2026-11-01T00:00:00Z"), 2}
        < choices::EventOrder{samples::at("2026-11-01T00:00:01Z"), 1}));
}

void otherTypesAreIgnored()
{
    QCOMPARE(consumed(samples::meter(Type::Last, "v"), {{R"({"v":7})", 1, 1}, {R"({"v":true})", 2, 2}}), "7");
    QVERIFY(!choices::aggregates(MetaValue::Type::Boolean));
}

void typesAreNotTurned()
{
    QVERIFY(!holds("equals", "5", R"("5")") && holds("not_equals", "5", R"("5")"));
    QVERIFY(!choices::mayBeEqual(MetaValue::Type::Number, MetaValue::Type::Text));
    QVERIFY(!holds("greater_than", "5", R"("6")") && !choices::mayBeOrdered(MetaValue::Type::Text));
    QVERIFY(!holds("contains", R"("5")", "55") && !choices::mayBeSearched(MetaValue::Type::Number));
}

void missingFailsItsClauseAlone()
{
    const QByteArray clauses = R"("clauses":[{"key":"a","operator":"not_equals","value":1},
        {"key":"b","operator":"equals","value":2}]})";
    QVERIFY(counts(R"({"conjunction":"or",)" + clauses, R"({"b":2})"));
    QVERIFY(!counts(R"({"conjunction":"and",)" + clauses, R"({"b":2})"));
    QVERIFY(!choices::missingPropertyHolds);
}

void depthOfFilters()
{
    QVERIFY(filterFromJson(samples::json(nested(choices::deepestGroup)), {}));
    const auto deeper = filterFromJson(samples::json(nested(choices::deepestGroup + 1)), {});
    QVERIFY(!deeper && deeper.error().status == choices::wrongShape.status);
}

void mixedClauses()
{
    const auto mixed = filterFromJson(samples::json(R"({"conjunction":"or","clauses":[
        {"key":"a","operator":"equals","value":1},
        {"conjunction":"and","clauses":[{"key":"b","operator":"equals","value":2}]}]})"),
        {});
    QVERIFY(mixed && choices::readsMixedClauses && !choices::writesMixedClauses);
    const QJsonArray written = toJson(*mixed)["clauses"_L1].toArray();
    for (const auto &clause : written)
        QVERIFY(clause["clauses"_L1].isArray());
    QVERIFY(counts(
        R"({"conjunction":"or","clauses":[{"key":"a","operator":"equals","value":1},)" + nested(0) + "]}",
        R"({"a":1})"));
}

void numericTextIsIgnored()
{
    const Event event = samples::event("e", R"({"v":"150"})");
    const EventViewOf view(event);
    const Meter meter = samples::meter(Type::Sum, "v");
    QCOMPARE(choices::numericText, choices::NumericText::Ignored);
    QCOMPARE(judge(meter, view.view()).contribution, Decimal(0));
    QCOMPARE(judge(meter, view.view(), NumericText::Aggregated).contribution, Decimal(150));
    QCOMPARE(consumed(meter, {{R"({"v":"150"})", 1, 1}}), "0");
}

void earlierEventsOfANewMeterCount()
{
    Meter meter = samples::meter(Type::Count);
    meter.createdAt = samples::at("2026-11-15T00:00:00Z");
    QCOMPARE(consumed(meter, {{"{}", 1, 1}}), "1");
    QVERIFY(choices::countsEventsBeforeMeter);
}

// A shop whose product costs 10.00 a month and 0.05 an image.
struct PaidShop : ChoiceShop {
    explicit PaidShop(int fee = 1000)
    {
        QJsonObject fields = productFields(meter);
        QJsonObject price = fields["price"_L1].toObject();
        price.insert("fixed_price"_L1, fee);
        QJsonObject line = price["meters"_L1][0].toObject();
        line.insert("free_threshold"_L1, 0);
        price.insert("meters"_L1, QJsonArray{line});
        fields.insert("price"_L1, price);
        paid = post("/products", fields).json()["product_id"_L1].toString();
        bought = buy(paid, customer);
    }
    int newestAmount() { return payments()[0]["total_amount"_L1].toInt(); }

    QString paid;
    QString bought;
};

void feeInAdvanceUsageInArrears()
{
    PaidShop shop;
    QCOMPARE(shop.newestAmount(), 1000);
    shop.record({shop.event(u"a"_s)});
    shop.advance(u"1 month"_s);
    QCOMPARE(shop.newestAmount(), int(choices::feeAtRenewal(1000, true)) + 5);
    shop.record({shop.event(u"b"_s), shop.event(u"c"_s)});
    shop.patch("/subscriptions/" + shop.bought.toUtf8(), {{"cancel_at_next_billing_date"_L1, true}});
    shop.advance(u"1 month"_s);
    QCOMPARE(shop.newestAmount(), int(choices::feeAtRenewal(1000, false)) + 10);
}

void periodsOfNothing()
{
    PaidShop shop(0);
    const auto before = shop.payments().size();
    shop.advance(u"1 month"_s);
    QCOMPARE(shop.payments().size(), before);
    QCOMPARE(shop.usage(shop.bought).size(), 2);
    QVERIFY(!choices::makesPayment(0, false) && choices::makesPayment(1, false));
}

void monthEnds()
{
    const TimePoint anchor = samples::at("2026-01-31T10:00:00Z");
    QCOMPARE(toIso(cycleStart(anchor, {1, Interval::Month}, 1)), "2026-02-28T10:00:00Z");
    QCOMPARE(toIso(cycleStart(anchor, {1, Interval::Month}, 2)), "2026-03-31T10:00:00Z");
    using namespace std::chrono;
    QCOMPARE(unsigned(choices::dayIn(year{2028} / February, day{31})), 29U);
}

void eventsBeforeThePurchase()
{
    ChoiceShop shop;
    const QString early = QString::fromLatin1(toIso(shop.clock->now() - 5min));
    QCOMPARE(shop.record({shop.event(u"a"_s, {{"timestamp"_L1, early}})}).status, 200);
    QCOMPARE(shop.consumed(shop.subscription), u"0"_s);
    QVERIFY(!choices::mayBill(shop.clock->now() - 5min, shop.clock->now()));
}

void boughtPriceStays()
{
    ChoiceShop shop;
    QJsonObject fields = shop.productFields(shop.meter);
    QJsonObject price = fields["price"_L1].toObject();
    QJsonObject line = price["meters"_L1][0].toObject();
    line.insert("price_per_unit"_L1, "9"_L1);
    price.insert("meters"_L1, QJsonArray{line});
    QCOMPARE(shop.patch("/products/" + shop.product.toUtf8(), {{"price"_L1, price}}).status, 200);
    QCOMPARE(shop.usage(shop.subscription)[0]["meters"_L1][0]["price_per_unit"_L1].toString(), u"5"_s);
    QVERIFY(choices::renewalPrice == choices::RenewalPrice::AsBought);
}

void eachSubscriptionCounts()
{
    ChoiceShop shop;
    const QString second = shop.buy(shop.product, shop.customer);
    shop.record({shop.event(u"a"_s)});
    QCOMPARE(shop.consumed(shop.subscription), u"1"_s);
    QCOMPARE(shop.consumed(second), u"1"_s);
    QVERIFY(choices::countsInEachSubscription);
}

void tooLargeIsRefused()
{
    const auto line = billLine(samples::price("1", 0), Decimal(choices::largestAmount + 1));
    QVERIFY(!line);
    QCOMPARE(line.error().status, choices::tooLargeAmount.status);
    QCOMPARE(line.error().code, QString(choices::tooLargeAmount.code));
    QVERIFY(billLine(samples::price("1", 0), Decimal(choices::largestAmount)));
}

void creditsFollowTheTotal()
{
    QCOMPARE(*creditsFor(decimal("1999"), decimal("1000"), 0), Decimal(1));
    QCOMPARE(*creditsFor(decimal("1999"), decimal("1000"), 2), decimal("1.99"));
    QCOMPARE(choices::wholeSteps(7, 2), Int128(3));
    QCOMPARE(*choices::stillToDraw(decimal("1.99"), Decimal(1)), decimal("0.99"));
    QCOMPARE(*choices::stillToDraw(Decimal(1), Decimal(3)), Decimal(0));
}

void oldestGrantFirst()
{
    const TimePoint at = samples::at("2026-11-01T00:00:00Z");
    const auto grant = [&](const char *id, std::chrono::hours made, std::chrono::days valid) {
        CreditGrant out;
        out.id = id;
        out.initial = 5;
        out.remaining = 5;
        out.createdAt = at + made;
        out.expiresAt = at + valid;
        return out;
    };
    const CreditGrant old = grant("old", 0h, std::chrono::days{90});
    const CreditGrant young = grant("young", 1h, std::chrono::days{7});
    CreditPool pool(2, 0, {old, young});
    QCOMPARE(pool.draw(3, {}, at + 2h), Decimal(3));
    QCOMPARE(pool.grants().first().remaining, Decimal(2));
    QVERIFY(choices::drawOrder == choices::DrawOrder::OldestFirst);
    // Balance empty, overage off: it stops.
    QCOMPARE(pool.draw(30, {}, at + 2h), Decimal(7));
    QCOMPARE(pool.overage(), Decimal(0));
    QVERIFY(choices::emptyBalance == choices::EmptyBalance::StopsDrawing);
}

void pricesOnTheWire()
{
    QCOMPARE(amount("5", "12"), 60); // cents
    QVERIFY(choices::wirePrice == choices::PriceUnit::Smallest);
    const QJsonObject priceless{{"meter_id"_L1, "mtr_1"_L1}};
    QVERIFY(choices::needsPrice(false) && !meterPriceFromJson(priceless, {}));
    QJsonObject inCredits = priceless;
    inCredits.insert("credit_entitlement_id"_L1, "cde_1"_L1);
    inCredits.insert("meter_units_per_credit"_L1, "1"_L1);
    QVERIFY(!choices::needsPrice(true) && meterPriceFromJson(inCredits, {}));
}

void boundsOfProducts()
{
    const auto meters = [](int count) {
        QJsonArray out;
        for (int i = 0; i < count; ++i)
            out.append(QJsonObject{{"meter_id"_L1, u"mtr_%1"_s.arg(i)}, {"price_per_unit"_L1, "5"_L1}});
        QJsonObject price = toJson(Price(UsagePrice{}));
        price.insert("meters"_L1, out);
        return bool(priceFromJson(price, {}));
    };
    QVERIFY(meters(choices::metersPerProduct) && !meters(choices::metersPerProduct + 1));
    QCOMPARE(creditsPerProduct, choices::creditsPerProduct);
}

} // namespace

const QList<ChoiceRow> &meterChoices()
{
    static const QList<ChoiceRow> rows{
        {10, "EventOrder", lastIsByTimeThenArrival},
        {12, "aggregates", otherTypesAreIgnored},
        {13, "mayBeEqual, mayBeOrdered, mayBeSearched", typesAreNotTurned},
        {14, "missingPropertyHolds", missingFailsItsClauseAlone},
        {16, "deepestGroup", depthOfFilters},
        {35, "countsEventsBeforeMeter", earlierEventsOfANewMeterCount},
        {0, "numericText", numericTextIsIgnored},
        {0, "readsMixedClauses, writesMixedClauses", mixedClauses},
        {0, "aggregations",
            [] {
                for (const auto type : choices::aggregations)
                    QVERIFY(aggregationFromJson({{"type"_L1, type}, {"key"_L1, "k"_L1}}, {}));
                QVERIFY(!aggregationFromJson({{"type"_L1, "unique"_L1}, {"key"_L1, "k"_L1}}, {}));
            }},
    };
    return rows;
}

const QList<ChoiceRow> &moneyChoices()
{
    static const QList<ChoiceRow> rows{
        {1, "roundedAmount", [] { QCOMPARE(amount("0.1", "25"), 3); }},
        {2, "roundedAmount", [] { QCOMPARE(billOfTwo(twoMeters("0.1"), "5").total, 2); }},
        {11, "chargeable", [] { QCOMPARE(amount("5", "-5"), 0); }},
        {23, "feeAtRenewal", feeInAdvanceUsageInArrears},
        {24, "makesPayment", periodsOfNothing},
        {27, "dayIn", monthEnds},
        {30, "mayBill", eventsBeforeThePurchase},
        {34, "tooLargeAmount, largestAmount", tooLargeIsRefused},
        {36, "renewalPrice", boughtPriceStays},
        {37, "discounted",
            [] {
                UsagePrice price = twoMeters("5", 1000);
                price.fixedPrice = 1000;
                QCOMPARE(billOfTwo(price, "100").discount, 200);
            }},
        {40, "countsInEachSubscription", eachSubscriptionCounts},
        {0, "wirePrice, needsPrice", pricesOnTheWire},
        {0, "metersPerProduct, creditsPerProduct", boundsOfProducts},
    };
    return rows;
}

const QList<ChoiceRow> &creditChoices()
{
    static const QList<ChoiceRow> rows{
        {25, "wholeSteps, stillToDraw", creditsFollowTheTotal},
        {26, "isLowNow",
            [] {
                QVERIFY(choices::isLowNow(21, 15, 20) && !choices::isLowNow(15, 10, 20));
                QVERIFY(!choices::isLowNow(21, 20, 20));
            }},
        {28, "priceOfCreditMeter",
            [] {
                MeterPrice price = samples::price("5", 0);
                price.pricePerUnit.reset();
                QCOMPARE(billLine(price, Decimal(100))->pricePerUnit, choices::priceOfCreditMeter);
                QCOMPARE(billLine(price, Decimal(100))->rounded, 0);
            }},
        // Seen through the routes in tst_creditpass and tst_creditcycle.
        {38, "creditPass", [] { QVERIFY(choices::creditPass == choices::CreditPass::AtOnce); }},
        {0, "freeOnCredits", [] { QVERIFY(choices::freeOnCredits == choices::FreeOnCredits::Ignored); }},
        {0, "drawOrder, emptyBalance", oldestGrantFirst},
        {0, "creditIdPrefix",
            [] { QCOMPARE(prefixText(Prefix::Credit), QByteArray(choices::creditIdPrefix.data())); }},
        {0, "finestPrecision",
            [] {
                const auto credit = [](int precision) {
                    return bool(newCreditFromJson(
                        {{"name"_L1, "N"_L1}, {"unit"_L1, "u"_L1}, {"precision"_L1, precision},
                            {"rollover_enabled"_L1, false}, {"overage_enabled"_L1, false}}));
                };
                QVERIFY(credit(choices::finestPrecision) && !credit(choices::finestPrecision + 1));
            }},
        {0, "lowBalance", [] { QCOMPARE(*choices::lowBalance(100, 20), Decimal(20)); }},
    };
    return rows;
}
