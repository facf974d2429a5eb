// SPDX-License-Identifier: MIT
#include "choicerows.h"

#include "billing/codec.h"
#include "billing/rules.h"
#include "samples.h"

#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

const TimePoint now = samples::at("2026-11-25T10:22:31Z");

using Outcome = std::pair<int, QString>; // status and code

const Outcome none{200, {}};

Outcome of(const choices::Refusal &refusal)
{
    return {refusal.status, refusal.code};
}

// What the rule book says of an event that is like a good one but for what `change` does.
Outcome outcome(const std::function<void(Event &)> &change)
{
    Event event = samples::event("e", R"({"quality":"hd"})");
    change(event);
    const EventViewOf view(event);
    const auto checked = check(view.view(), now);
    return checked ? none : Outcome{checked.error().status, checked.error().code};
}

void refused(const Shop::Reply &reply, const choices::Refusal &as)
{
    QCOMPARE(reply.status, as.status);
    QCOMPARE(reply.code(), QString(as.code));
}

void limitsOfEvents()
{
    QCOMPARE(outcome([](Event &event) { event.id.text = QByteArray(choices::longestId, 'i'); }), none);
    QCOMPARE(outcome([](Event &event) { event.id.text = QByteArray(choices::longestId + 1, 'i'); }),
        of(choices::wrongShape));
    QCOMPARE(outcome([](Event &event) { event.name = QByteArray(choices::longestEventName, 'n'); }), none);
    QCOMPARE(outcome([](Event &event) { event.name = QByteArray(choices::longestEventName + 1, 'n'); }),
        of(choices::wrongShape));
    QCOMPARE(outcome([](Event &event) { event.name = QByteArray(choices::shortestText - 1, 'n'); }),
        of(choices::wrongShape));
}

void codesOfEvents()
{
    QCOMPARE(outcome([](Event &event) { event.at = now - 61min; }), of(choices::outsideWindow));
    QCOMPARE(outcome([](Event &event) {
        event.metadata = {{QByteArray(101, 'k'), MetaValue::ofNumber("1")}};
    }),
        of(choices::tooLong));
    QCOMPARE(outcome([](Event &event) {
        for (int i = 0; i < 51; ++i)
            event.metadata.append({QByteArray::number(i), MetaValue::ofNumber("1")});
    }),
        of(choices::tooManyPairs));
    ChoiceShop shop;
    refused(shop.record({shop.event(u"a"_s), shop.event(u"a"_s)}), choices::repeatedId);
}

void keysThatAreEmptyOrBlank()
{
    QCOMPARE(choices::shortestEventKey, 0);
    QCOMPARE(outcome([](Event &event) { event.metadata = {{"", MetaValue::ofNumber("1")}}; }), none);
    const QByteArray clause = R"({"key":" ","operator":"equals","value":1})";
    QVERIFY(filterFromJson(
        samples::json(R"({"conjunction":"or","clauses":[)" + clause + ',' + clause + "]}"), {}));
    QVERIFY(!conditionFromJson(samples::json(R"({"key":"","operator":"equals","value":1})"), {}));
}

void firstContentStays(const QString &later)
{
    ChoiceShop shop;
    QCOMPARE(shop.record({shop.event(u"a"_s)}).json()["ingested_count"_L1].toInt(), 1);
    if (!later.isEmpty())
        shop.advance(later);
    const QJsonObject other{{"metadata"_L1, QJsonObject{{"quality"_L1, "draft"_L1}}}};
    QCOMPARE(shop.record({shop.event(u"a"_s, other)}).json()["ingested_count"_L1].toInt(-1), 0);
    QCOMPARE(shop.get("/events/a").json()["metadata"_L1]["quality"_L1].toString(), u"hd"_s);
}

void largestBodies()
{
    ChoiceShop shop;
    const auto status = [&](qint64 size) {
        return shop.send("POST", shop.request("/events/ingest"), QByteArray(size, ' ')).status;
    };
    QCOMPARE(status(choices::largestBody), choices::wrongShape.status);
    QCOMPARE(status(choices::largestBody + 1), 413);
}

QByteArray orderOf(Shop &shop, const QByteArray &path, QLatin1StringView key)
{
    QByteArray out;
    const auto items = shop.get(path).items();
    for (const auto &item : items)
        out += item[key].toString().toLatin1() + ' ';
    return out;
}

void newestComesFirst()
{
    ChoiceShop shop;
    shop.makeCustomer(u"b@example.com"_s);
    shop.record({shop.event(u"a"_s), shop.event(u"b"_s)});
    QCOMPARE(orderOf(shop, "/events", "event_id"_L1), "b a ");
    QCOMPARE(shop.get("/customers").items()[0]["email"_L1].toString(), u"b@example.com"_s);
    QVERIFY(choices::newestFirst);
}

void boundsOfTime()
{
    ChoiceShop shop;
    const QByteArray at = toIso(shop.clock->now());
    shop.record({shop.event(u"a"_s)});
    QCOMPARE(choices::firstMoment(now), now);
    QCOMPARE(orderOf(shop, "/events?start=" + at, "event_id"_L1), "a ");
    QCOMPARE(choices::momentAfterLast(now), now);
    QCOMPARE(orderOf(shop, "/events?end=" + at, "event_id"_L1), "");
}

void pages()
{
    ChoiceShop shop;
    QJsonArray events;
    for (int i = 0; i < 12; ++i)
        events.append(shop.event(QString::number(i)));
    shop.record(events);
    QCOMPARE(shop.get("/events?page_size=0").items().size(), qsizetype(choices::pageSize(0)));
    QCOMPARE(shop.get("/events").items(),
        shop.get("/events?page_number=" + QByteArray::number(choices::firstPage)).items());
    QCOMPARE(shop.get("/events").items().size(), qsizetype(choices::defaultPageSize));
}

void unknownObjects()
{
    ChoiceShop shop;
    for (const auto *path : {"/products/x", "/customers/x", "/subscriptions/x", "/payments/x", "/meters/x"})
        refused(shop.get(path), choices::unknownObject);
}

void unarchiving()
{
    ChoiceShop shop;
    const QByteArray path = "/meters/" + shop.meter.toUtf8();
    QCOMPARE(shop.post(path + "/unarchive").status, choices::unarchivedAgain);
    refused(shop.post("/meters/x/unarchive"), choices::unknownObject);
    QCOMPARE(shop.del(path).status, choices::meterArchived); // though a product uses it
    QCOMPARE(shop.del(path).status, choices::meterArchivedAgain);
    QVERIFY(choices::usedMeterMayBeArchived);
    QCOMPARE(shop.del("/products/" + shop.product.toUtf8()).status, choices::objectArchived);
}

void shapesOfAnswers()
{
    ChoiceShop shop;
    QCOMPARE(shop.post("/meters", shop.meterFields()).status, choices::meterCreated);
    const auto made = shop.post("/products", shop.productFields(shop.meter));
    QCOMPARE(made.status, choices::objectCreated);
    const QJsonObject price = made.json()["price"_L1].toObject();
    QCOMPARE(price["discount"_L1].toInt(-1), choices::discountWhenAbsent);
    QCOMPARE(price["purchasing_power_parity"_L1].toBool(true), choices::parityWhenAbsent);
    QJsonObject nameless = shop.productFields(shop.meter);
    nameless.remove("name"_L1);
    QVERIFY(choices::productNeedsName);
    refused(shop.post("/products", nameless), choices::wrongShape);
}

void noLimitOfRate()
{
    ChoiceShop shop;
    for (int i = 0; i < 60; ++i) {
        const auto reply = shop.get("/meters");
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.raw->hasRawHeader("X-RateLimit-Limit"));
    }
}

void oneWrongEventRefusesAll()
{
    ChoiceShop shop;
    const QString old = QString::fromLatin1(toIso(shop.clock->now() - 61min));
    refused(shop.record({shop.event(u"a"_s), shop.event(u"b"_s, {{"timestamp"_L1, old}})}),
        choices::outsideWindow);
    QCOMPARE(shop.stored(), 0);
    QVERIFY(choices::wrongEvent == choices::WrongEvent::RefusesRequest);
}

void statusesOfRefusals()
{
    ChoiceShop shop;
    QJsonArray many;
    for (int i = 0; i < 1001; ++i)
        many.append(shop.event(QString::number(i)));
    refused(shop.record(many), choices::tooManyEvents);
    refused(shop.record({shop.event(u"a"_s, {{"customer_id"_L1, "cus_none"_L1}})}), choices::unknownCustomer);
    const QByteArray path = "/subscriptions/" + shop.subscription.toUtf8();
    refused(shop.post(path + "/change-plan",
                {{"product_id"_L1, shop.product}, {"quantity"_L1, 1},
                    {"proration_billing_mode"_L1, "prorated_immediately"_L1}}),
        choices::planChangeOfUsage);
    QCOMPARE(shop.post(path + "/charge", {{"product_price"_L1, 100}}).status, choices::chargeOfUsage.status);
}

void metadataTypes()
{
    ChoiceShop shop;
    QJsonObject all{{"a"_L1, "text"_L1}, {"b"_L1, 1}, {"c"_L1, 1.5}, {"d"_L1, true}};
    QCOMPARE(shop.record({shop.event(u"a"_s, {{"metadata"_L1, all}})}).status, 200);
    refused(shop.record({shop.event(u"b"_s, {{"metadata"_L1, QJsonObject{{"a"_L1, QJsonObject()}}}})}),
        choices::wrongShape);
    QVERIFY(choices::isMetadata(QJsonValue::Double) && !choices::isMetadata(QJsonValue::Null));
}

} // namespace

const QList<ChoiceRow> &eventChoices()
{
    static const QList<ChoiceRow> rows{
        {3, "ingestedCount", [] { firstContentStays({}); }},
        {4, "unknownCustomer",
            [] {
                ChoiceShop shop;
                refused(
                    shop.record({shop.event(u"a"_s), shop.event(u"b"_s, {{"customer_id"_L1, "cus_x"_L1}})}),
                    choices::unknownCustomer);
                QCOMPARE(shop.stored(), 0);
            }},
        {5, "wrongShape, wrongMeaning",
            [] {
                ChoiceShop shop;
                QJsonObject nameless = shop.event(u"a"_s);
                nameless.remove("event_name"_L1);
                refused(shop.record({nameless}), choices::wrongShape);
                QCOMPARE(choices::wrongMeaning.status, 400);
            }},
        {6, "repeatedId, outsideWindow, tooLong, tooManyPairs", codesOfEvents},
        {7, "storesEvent", [] { firstContentStays({}); }},
        {8, "storesEvent", [] { firstContentStays(u"400 days"_s); }},
        {9, "longestId, longestEventName, shortestText", limitsOfEvents},
        {15, "shortestEventKey, shortestFilterKey", keysThatAreEmptyOrBlank},
        {29, "largestBody", largestBodies},
        {31, "Refusal",
            [] { QVERIFY(choices::refused(choices::wrongShape, u"Words."_s).message == u"Words."_s); }},
        {32, "tooManyEvents, tooManyPairs, unknownCustomer, planChangeOfUsage, chargeOfUsage",
            statusesOfRefusals},
        {33, "timeWithoutZone",
            [] {
                ChoiceShop shop;
                refused(shop.record({shop.event(u"a"_s, {{"timestamp"_L1, "2026-01-05T10:30:00"_L1}})}),
                    choices::timeWithoutZone);
            }},
        {39, "wrongEvent", oneWrongEventRefusesAll},
        {41, "rateLimit", noLimitOfRate},
        {0, "isMetadata", metadataTypes},
        {0, "longestEventKey, longestObjectKey",
            [] {
                QCOMPARE(limits::metadataKeyLength, choices::longestEventKey);
                const Metadata longer{
                    {QByteArray(choices::longestObjectKey + 1, 'k'), MetaValue::ofNumber("1")}};
                QVERIFY(!checkObjectMetadata(longer, u"metadata"_s));
            }},
        {0, "timestampIsRequired",
            [] {
                ChoiceShop shop;
                QCOMPARE(shop.record({shop.event(u"a"_s)}).status, 200);
                QVERIFY(!choices::timestampIsRequired);
            }},
    };
    return rows;
}

const QList<ChoiceRow> &objectChoices()
{
    static const QList<ChoiceRow> rows{
        {17, "newestFirst", newestComesFirst},
        {18, "firstMoment, momentAfterLast", boundsOfTime},
        {19, "pageSize", pages},
        {20, "unknownObject", unknownObjects},
        {21, "unarchivedAgain, serverErrorsAreRetried", unarchiving},
        {22, "meterArchivedAgain, usedMeterMayBeArchived", unarchiving},
        {0, "firstPage, defaultPageSize", pages},
        {0, "meterCreated, objectCreated, discountWhenAbsent, parityWhenAbsent, productNeedsName",
            shapesOfAnswers},
        {0, "meterArchived, objectArchived", unarchiving},
    };
    return rows;
}
