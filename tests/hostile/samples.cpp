// SPDX-License-Identifier: MIT
#include "hostile/samples.h"

#include "sandbox/route.h"

using namespace Qt::StringLiterals;

namespace {

struct Written {
    QByteArray method;
    QByteArray target;
    QByteArray body;
    QByteArray type = "application/json";
};

constexpr const char *methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

QByteArray eventJson(const Program::Shop &shop, const QByteArray &id)
{
    return "{\"event_id\":\"" + id + "\",\"customer_id\":\"" + shop.customer
        + "\",\"event_name\":\"image.generated\",\"timestamp\":\"2026-11-21T10:00:00.123Z\","
          "\"metadata\":{\"quality\":\"hd\",\"size\":1024,\"cost\":0.00125,\"draft\":false}}";
}

QByteArray ingestBody(const Program::Shop &shop)
{
    QByteArrayList events;
    for (int i = 0; i < 5; ++i)
        events.append(eventJson(shop, "evt-" + QByteArray::number(i)));
    return "{\"events\":[" + events.join(',') + "]}";
}

QByteArray worldBody()
{
    return "{\"version\":1,\"clock\":{\"set\":\"2026-11-21T10:00:00Z\",\"mode\":\"ticking\"},\"customers\":["
           "{\"customer_id\":\"cus_1\",\"business_id\":\"bus_1\",\"created_at\":\"2026-01-01T00:00:00Z\","
           "\"email\":\"a@example.com\",\"name\":\"A\",\"phone_number\":null,\"metadata\":{}}],\"events\":["
           "{\"event_id\":\"e1\",\"customer_id\":\"cus_1\",\"event_name\":\"image.generated\"}]}";
}

QByteArray meterBody()
{
    return "{\"name\":\"Tokens\",\"event_name\":\"text.generated\",\"measurement_unit\":\"tokens\","
           "\"aggregation\":{\"type\":\"sum\",\"key\":\"tokens\"},\"filter\":{\"conjunction\":\"and\","
           "\"clauses\":[{\"key\":\"quality\",\"operator\":\"equals\",\"value\":\"hd\"},{\"conjunction\":"
           "\"or\","
           "\"clauses\":[{\"key\":\"size\",\"operator\":\"greater_than\",\"value\":512}]}]}}";
}

QByteArray productBody(const Program::Shop &shop)
{
    return "{\"name\":\"Pictures\",\"tax_category\":\"saas\",\"price\":{\"type\":\"usage_based_price\","
           "\"currency\":\"USD\",\"fixed_price\":500,\"payment_frequency_count\":1,"
           "\"payment_frequency_interval\":\"Month\",\"subscription_period_count\":10,"
           "\"subscription_period_interval\":\"Year\",\"meters\":[{\"meter_id\":\""
        + shop.meter + "\",\"price_per_unit\":\"0.0125\",\"free_threshold\":10}]}}";
}

// Routes whose bodies are worth changing.
std::vector<Written> written(const Program::Shop &shop)
{
    const QByteArray cart = "{\"product_cart\":[{\"product_id\":\"" + shop.product
        + "\",\"quantity\":1}],\"customer\":{\"customer_id\":\"" + shop.customer
        + "\"},\"return_url\":\"http://localhost:3000/done\",\"metadata\":{\"a\":\"b\"}}";
    const QByteArray picture = "{\"prompt\":\"A lake at sunset\",\"size\":\"256x256\",\"n\":1}";
    const QByteArray webUi = "{\"prompt\":\"A lake\",\"width\":128,\"height\":128,\"steps\":2,\"seed\":7}";
    return {
        {"POST", "/events/ingest", ingestBody(shop)},
        {"GET",
            "/events?page_size=10&page_number=0&customer_id=" + shop.customer
                + "&start=2026-01-01T00%3A00%3A00Z&end=2027-01-01T00:00:00%2B02:00&meter_id=" + shop.meter,
            {}},
        {"GET", "/events/evt-1", {}},
        {"POST", "/meters", meterBody()},
        {"POST", "/products", productBody(shop)},
        {"PATCH", "/products/" + shop.product, "{\"name\":\"Other\",\"metadata\":{\"k\":\"v\"}}"},
        {"POST", "/customers", "{\"email\":\"two@example.com\",\"name\":\"Two\",\"metadata\":{\"k\":\"v\"}}"},
        {"PATCH", "/customers/" + shop.customer, "{\"name\":\"Three\",\"phone_number\":\"+4912345\"}"},
        {"POST", "/checkouts", cart},
        {"GET", "/session/" + shop.openSession, {}},
        {"POST", "/session/" + shop.openSession, "{\"card\":\"4000000000000002\"}"},
        {"POST", "/session/" + shop.openSession, "card=4242424242424242&token=0&email=a%40b.c&name=A+B",
            "application/x-www-form-urlencoded"},
        {"GET", "/subscriptions?status=active&page_size=5&customer_id=" + shop.customer, {}},
        {"PATCH", "/subscriptions/" + shop.subscription, "{\"metadata\":{\"k\":\"v\"}}"},
        {"POST", "/subscriptions/" + shop.subscription + "/change-plan",
            "{\"product_id\":\"" + shop.product
                + "\",\"quantity\":2,"
                  "\"proration_billing_mode\":\"prorated_immediately\"}"},
        {"GET", "/subscriptions/" + shop.subscription + "/usage-history?page_size=3", {}},
        {"GET", "/payments/" + shop.payment + "/line-items", {}},
        {"POST", "/webhooks", "{\"url\":\"http://127.0.0.1:9/a\",\"filter_types\":[\"payment.succeeded\"]}"},
        {"PATCH", "/webhooks/" + shop.webhook + "/headers", "{\"headers\":{\"x-a\":\"b\"}}"},
        {"POST", "/credit-entitlements",
            "{\"name\":\"Credits\",\"unit\":\"credits\",\"precision\":2,\"rollover_enabled\":false,"
            "\"overage_enabled\":false}"},
        {"POST", "/_sandbox/clock", "{\"advance\":\"1 day\",\"mode\":\"ticking\"}"},
        {"POST", "/_sandbox/clock", "{\"set\":\"2026-12-25T10:00:00Z\"}"},
        {"PUT", "/_sandbox/state", worldBody()},
        {"POST", "/_sandbox/snapshots/" + shop.snapshot + "/restore", {}},
        {"POST", "/_sandbox/deliveries", "{\"type\":\"payment.succeeded\"}"},
        {"GET", "/_sandbox/exchanges?after=3&limit=20", {}},
        {"GET", "/_sandbox/verdicts?after=0&limit=10", {}},
        {"POST", "/v1/images/generations", picture},
        {"POST", "/sdapi/v1/txt2img", webUi},
        {"POST", "/sdcpp/v1/img_gen", webUi},
    };
}

// The pattern with ids that are there, as far as the segment before tells which.
QByteArray filledIn(QByteArray pattern, const Program::Shop &shop)
{
    const std::pair<QByteArrayView, QByteArray> ids[] = {{"/meters/:", shop.meter},
        {"/products/:", shop.product}, {"/customers/:", shop.customer}, {"/checkouts/:", shop.session},
        {"/session/:", shop.openSession}, {"/subscriptions/:", shop.subscription},
        {"/payments/:", shop.payment}, {"/webhooks/:", shop.webhook}, {"/snapshots/:", shop.snapshot}};
    for (const auto &[place, id] : ids)
        pattern.replace(place, QByteArray(place.chopped(1).toByteArray() + id));
    return pattern.replace(':', "other");
}

} // namespace

std::vector<QByteArray> samplesFor(const Program &program)
{
    std::vector<QByteArray> out;
    for (const auto &[method, target, body, type] : written(program.shop()))
        out.push_back(program.bytes(method, target, body, type));
    for (const Route &route : routes()) {
        const QByteArray method = methods[size_t(route.method)];
        const QByteArray target = filledIn(route.pattern, program.shop());
        if (method == "POST" && target == "/_sandbox/faults")
            continue;
        const bool carries = method != "GET" && method != "DELETE";
        out.push_back(program.bytes(method, target, carries ? "{}" : ""));
    }
    return out;
}

QByteArray faultSample(const Program &program)
{
    return program.bytes("POST", "/_sandbox/faults",
        "{\"method\":\"POST\",\"path\":\"/nothing\",\"status\":503,\"times\":1,\"retry_after\":1}");
}
