// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QTest>

using namespace Qt::StringLiterals;

// What a browser sends along when a page of another origin, or of a name that was rebound to loopback, turns
// to the sandbox, and what it gets (qt-facts.md, "Rules for it").
class TestCrossOrigin : public QObject {
    Q_OBJECT

private:
    struct Case {
        const char *name;
        QByteArray method;
        QByteArray target;
        Headers head;
        int status;
    };
    QList<Case> all() const;
    QList<Case> hosts() const;
    QList<Case> origins() const;
    QList<Case> kinds() const;
    QList<Case> payPage() const;

    Twin m_twin;
    QByteArray m_session;
    QByteArray m_own; // ":4010"
    QByteArray m_page; // "http://127.0.0.1:4010"

private Q_SLOTS:
    void initTestCase();
    void combination_data();
    void combination();
    void twoHostsAreRefused();
};

void TestCrossOrigin::initTestCase()
{
    m_twin.start();
    m_own = ':' + QByteArray::number(m_twin.port());
    m_page = "http://127.0.0.1" + m_own;
    const auto product = m_twin.call("POST", "/products",
        "{\"name\":\"A\",\"tax_category\":\"saas\",\"price\":{\"type\":\"one_time_price\",\"currency\":"
        "\"USD\","
        "\"price\":500,\"discount\":0,\"purchasing_power_parity\":false}}");
    const QByteArray id = product.json()["product_id"_L1].toString().toUtf8();
    m_session = "/session/"
        + m_twin
              .call("POST", "/checkouts",
                  "{\"product_cart\":[{\"product_id\":\"" + id
                      + "\",\"quantity\":1}],\"customer\":{\"email\":\"a@example.com\",\"name\":\"A\"}}")
              .json()["session_id"_L1]
              .toString()
              .toUtf8();
    QVERIFY(m_session.size() > 12);
}

// The name the browser was told to open. No Origin and no Fetch header tells a rebound one.
QList<TestCrossOrigin::Case> TestCrossOrigin::hosts() const
{
    const Headers rebound{{"Host", "evil.example" + m_own}};
    const Headers sameOrigin{{"Host", "evil.example" + m_own}, {"Origin", "http://evil.example" + m_own},
        {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Mode", "cors"}};
    return {
        {"rebound: list", "GET", "/meters", rebound, 403},
        {"rebound: write", "POST", "/customers", sameOrigin, 403},
        {"rebound: pay page", "GET", m_session, rebound, 403},
        {"rebound: image file", "GET", "/files/images/a.png", rebound, 403},
        {"rebound: preflight", "OPTIONS", "/customers", sameOrigin, 403},
        {"rebound: no key needed", "GET", "/sdapi/v1/options", rebound, 403},
        {"host with a dot behind", "GET", "/meters", {{"Host", "localhost." + m_own}}, 403},
        {"host that begins like ours", "GET", "/meters", {{"Host", "127.0.0.1.evil.example" + m_own}}, 403},
        {"host in capitals", "GET", "/meters", {{"Host", "LOCALHOST" + m_own}}, 200},
    };
}

QList<TestCrossOrigin::Case> TestCrossOrigin::origins() const
{
    const auto from = [](const QByteArray &origin) { return Headers{{"Origin", origin}}; };
    return {
        {"own origin", "POST", "/customers", from(m_page), 200},
        {"own origin by another name", "POST", "/customers", from("http://localhost" + m_own), 200},
        {"own origin as https", "POST", "/customers", from("https://127.0.0.1" + m_own), 403},
        {"other port", "POST", "/customers", from("http://127.0.0.1:3000"), 403},
        {"other site", "POST", "/customers", from("https://evil.example"), 403},
        {"null", "POST", "/customers", from("null"), 403},
        {"origin that begins like ours", "POST", "/customers", from(m_page + ".evil.example"), 403},
        {"referer alone says nothing", "POST", "/customers", {{"Referer", "https://evil.example/"}}, 200},
    };
}

// How the page asks: fetch, form, picture, script, frame.
QList<TestCrossOrigin::Case> TestCrossOrigin::kinds() const
{
    const auto fetch = [](const char *site, const char *mode, const char *dest) {
        return Headers{{"Sec-Fetch-Site", site}, {"Sec-Fetch-Mode", mode}, {"Sec-Fetch-Dest", dest}};
    };
    Headers form = fetch("cross-site", "navigate", "document");
    form.append({{"Origin", "https://evil.example"}, {"Content-Type", "application/x-www-form-urlencoded"}});
    Headers simple = fetch("cross-site", "no-cors", "empty");
    simple.append({{"Origin", "https://evil.example"}, {"Content-Type", "text/plain"}});
    return {
        {"fetch", "GET", "/meters", fetch("cross-site", "cors", "empty"), 403},
        {"fetch from another port", "GET", "/meters", fetch("same-site", "cors", "empty"), 403},
        {"fetch of our own page", "GET", "/meters", fetch("same-origin", "cors", "empty"), 200},
        {"picture", "GET", "/meters", fetch("cross-site", "no-cors", "image"), 403},
        {"script", "GET", "/events", fetch("cross-site", "no-cors", "script"), 403},
        {"link to the API", "GET", "/meters", fetch("cross-site", "navigate", "document"), 403},
        {"form", "POST", "/customers", form, 403},
        {"simple post", "POST", "/customers", simple, 403},
        {"text without an origin", "POST", "/customers", {{"Content-Type", "text/plain"}}, 415},
        {"image file in a page", "GET", "/files/images/none.png", fetch("cross-site", "no-cors", "image"),
            404},
        {"the sandbox's own controls", "POST", "/_sandbox/reset", simple, 403},
    };
}

QList<TestCrossOrigin::Case> TestCrossOrigin::payPage() const
{
    const auto fetch = [](const char *site, const char *mode, const char *dest) {
        return Headers{{"Sec-Fetch-Site", site}, {"Sec-Fetch-Mode", mode}, {"Sec-Fetch-Dest", dest}};
    };
    Headers own = fetch("same-origin", "navigate", "document");
    own.append({{"Origin", m_page}, {"Content-Type", "application/x-www-form-urlencoded"}});
    Headers foreign = fetch("cross-site", "navigate", "document");
    foreign.append(
        {{"Origin", "https://evil.example"}, {"Content-Type", "application/x-www-form-urlencoded"}});
    return {
        {"pay page: link", "GET", m_session, fetch("cross-site", "navigate", "document"), 200},
        {"pay page: fetch", "GET", m_session, fetch("cross-site", "cors", "empty"), 403},
        {"pay page: form of another site", "POST", m_session, foreign, 403},
        {"pay page: own form without its token", "POST", m_session, own, 403},
        {"pay page: typed", "GET", m_session, fetch("none", "navigate", "document"), 200},
    };
}

QList<TestCrossOrigin::Case> TestCrossOrigin::all() const
{
    return hosts() + origins() + kinds() + payPage();
}

void TestCrossOrigin::combination_data()
{
    QTest::addColumn<int>("at");
    const auto cases = all();
    for (qsizetype i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << int(i);
    QVERIFY(cases.size() >= 25);
}

void TestCrossOrigin::combination()
{
    QFETCH(int, at);
    const Case one = all().at(at);
    const auto count = [this] { return m_twin.call("GET", "/_sandbox/exchanges?limit=1000").items().size(); };
    const auto customers = [this] { return m_twin.call("GET", "/customers?page_size=100").items().size(); };
    const auto before = customers();
    const auto recorded = count();
    const QByteArray body = one.target == "/customers" && one.method == "POST"
        ? QByteArray("{\"email\":\"b@example.com\",\"name\":\"B\"}")
        : QByteArray();
    const auto answer
        = m_twin.call(one.method, one.target, one.target == m_session ? "card=4242" : body, one.head);
    QCOMPARE(answer.status, one.status);
    for (const auto &[name, value] : answer.head)
        QVERIFY2(!name.startsWith("access-control"), name.constData());
    const bool stores = one.method == "POST" && one.status == 200;
    QCOMPARE(customers(), before + (stores ? 1 : 0));
    // A foreign page does not even write into the log. Whose own form lacks its token is recorded.
    if (one.status == 403 && one.target != m_session)
        QCOMPARE(count(), recorded + 1); // the list of customers
}

// What stands in front may have looked at the other one.
void TestCrossOrigin::twoHostsAreRefused()
{
    const QByteArray own = "Host: " + m_twin.host() + "\r\n";
    for (const QByteArray &hosts :
        {own + "Host: evil.example\r\n", "Host: evil.example\r\n" + own, own + own}) {
        Wire wire(m_twin.port());
        QCOMPARE(
            wire.send("GET /meters HTTP/1.1\r\n" + hosts + "Authorization: Bearer k\r\n\r\n").status, 403);
    }
}

QTEST_GUILESS_MAIN(TestCrossOrigin)
#include "tst_crossorigin.moc"
