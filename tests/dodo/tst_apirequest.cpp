// SPDX-License-Identifier: MIT
#include "dodo/request.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Repeat = ApiRequest::Repeat;

class ApiRequestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachEndpointHasItsLine_data();
    void eachEndpointHasItsLine();
    void storedEventsAreJoinedAsTheyStand();
    void creatingCallsAreNotSafeToRepeat();
};

void ApiRequestTest::eachEndpointHasItsLine_data()
{
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const ApiRequest &request, const char *line) {
        QTest::newRow(name) << request << QByteArray(line);
    };
    row("meters", requests::meters(Listing::Current, 0), "GET /meters?page_number=0&page_size=100");
    row("archived", requests::meters(Listing::Archived, 2),
        "GET /meters?archived=true&page_number=2&page_size=100");
    row("meter", requests::meter({"mtr_1"}), "GET /meters/mtr_1");
    row("archive", requests::archiveMeter({"mtr_1"}), "DELETE /meters/mtr_1");
    row("unarchive", requests::unarchiveMeter({"mtr_1"}), "POST /meters/mtr_1/unarchive");
    row("products", requests::products(Listing::Current, 1), "GET /products?page_number=1&page_size=100");
    row("patch", requests::patchProduct({"pdt_1"}, {}), "PATCH /products/pdt_1");
    row("archive product", requests::archiveProduct({"pdt_1"}), "DELETE /products/pdt_1");
    row("by e-mail", requests::customers(u"a+b@example.com"_s, 0),
        "GET /customers?email=a%2Bb%40example.com&page_number=0&page_size=100");
    row("customers", requests::customers({}, 0), "GET /customers?page_number=0&page_size=100");
    row("checkout", requests::checkout({"cks_1"}), "GET /checkouts/cks_1");
    row("subscriptions",
        requests::subscriptions({.customer = CustomerId{"cus_1"}, .product = {}, .status = {}}, 0),
        "GET /subscriptions?customer_id=cus_1&page_number=0&page_size=100");
    row("usage",
        requests::usageHistory({"sub_1"},
            {.start = *timeFromIso("2026-01-01T00:00:00Z"), .end = {}, .meter = MeterId{"mtr_1"}}, 0),
        "GET "
        "/subscriptions/sub_1/"
        "usage-history?start_date=2026-01-01T00%3A00%3A00Z&meter_id=mtr_1&page_number=0&page_size=100");
    row("events",
        requests::events({.customer = {}, .eventName = "a b", .meter = {}, .start = {}, .end = {}}, 0),
        "GET /events?event_name=a%20b&page_number=0&page_size=100");
    row("hard id", requests::event({"gen:abc/1 2%"}), "GET /events/gen:abc%2F1%202%25");
    row("raw characters", requests::event({":@$&'()*+,;=!~-._"}), "GET /events/:@$&'()*+,;=!~-._");
    row("other letters", requests::event({"ж"}), "GET /events/%D0%B6");
}

void ApiRequestTest::eachEndpointHasItsLine()
{
    QFETCH(ApiRequest, request);
    QFETCH(QByteArray, line);
    QCOMPARE(request.method + ' ' + targetOf(request), line);
}

void ApiRequestTest::storedEventsAreJoinedAsTheyStand()
{
    const ApiRequest request = requests::ingest({R"({"n": 1.0})", "{ }"}, {"img_1", "img_2"});
    QCOMPARE(*request.body, QByteArray(R"({"events":[{"n": 1.0},{ }]})"));
    QCOMPARE(targetOf(request), QByteArray("/events/ingest"));
    QCOMPARE(request.repeat, Repeat::Safe);
    QCOMPARE(request.events, (QList<QByteArray>{"img_1", "img_2"}));
}

void ApiRequestTest::creatingCallsAreNotSafeToRepeat()
{
    QCOMPARE(requests::createMeter({}).repeat, Repeat::Unsafe);
    QCOMPARE(requests::createProduct({}).repeat, Repeat::Unsafe);
    QCOMPARE(requests::createCustomer({}).repeat, Repeat::Unsafe);
    QCOMPARE(requests::createCheckout({}).repeat, Repeat::Unsafe);
    QCOMPARE(requests::patchCustomer({"cus_1"}, {}).repeat, Repeat::Safe);
}

QTEST_GUILESS_MAIN(ApiRequestTest)
#include "tst_apirequest.moc"
