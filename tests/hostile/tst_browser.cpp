// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms; a browser's first start is slow

// A web site of its own on loopback: one page, and what it reports of its tries. With a port behind it, all
// else goes there: as after its name was rebound, the browser still takes it for the same site.
class Site {
public:
    explicit Site(const QHostAddress &address = QHostAddress::LocalHost, quint16 port = 0, quint16 behind = 0)
        : m_behind(behind)
    {
        if (!m_server.listen(address, port))
            qFatal("%s", qPrintable(m_server.errorString()));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }
    quint16 port() const { return m_server.serverPort(); }
    void setPage(const QByteArray &page) { m_page = page; }
    const std::optional<QJsonObject> &report() const { return m_report; }
    int others() const { return m_others; } // requests for neither the page nor the report

private:
    void accept()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { serve(*socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    void serve(QTcpSocket &socket)
    {
        const QByteArray asked = socket.peek(64 * 1024);
        const qsizetype end = asked.indexOf("\r\n\r\n");
        const bool reports = asked.startsWith("POST /report");
        const auto json = QJsonDocument::fromJson(asked.mid(end + 4));
        if (end < 0 || (reports && !json.isObject()))
            return; // not all of it is there
        const QByteArray bytes = socket.readAll();
        if (reports)
            m_report = json.object();
        const bool isPage = asked.startsWith("GET / ");
        m_others += !reports && !isPage;
        if (!reports && !isPage && m_behind != 0)
            return passOn(socket, bytes);
        const QByteArray body = isPage ? m_page : QByteArray();
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket.disconnectFromHost();
    }
    void passOn(QTcpSocket &socket, const QByteArray &bytes)
    {
        auto *behind = socket.findChild<QTcpSocket *>();
        if (!behind) {
            behind = new QTcpSocket(&socket);
            behind->connectToHost(QHostAddress::LocalHost, m_behind);
            QObject::connect(behind, &QTcpSocket::readyRead, &socket,
                [&socket, behind] { socket.write(behind->readAll()); });
            QObject::connect(
                behind, &QTcpSocket::disconnected, &socket, [&socket] { socket.disconnectFromHost(); });
        }
        behind->write(bytes);
    }

    const quint16 m_behind;
    QByteArray m_page;
    QTcpServer m_server;
    std::optional<QJsonObject> m_report;
    int m_others = 0;
};

QString browser()
{
    for (const QString &name : {u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s}) {
        const QString path = QStandardPaths::findExecutable(name);
        if (!path.isEmpty())
            return path;
    }
    return {};
}

} // namespace

// A page on another port, and the sandbox under a name that was rebound to loopback, opened by a real
// browser: they try what pages can, and get nothing stored and nothing to read.
class TestBrowser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPageOnAnotherPortGetsNowhere();
    void aReboundNameGetsNowhere();
    void theTriesReachWhoLetsThem();
    void theOwnPayPageWorks();

private:
    static QByteArray page(const QByteArray &api);
    static QByteArray script();
    bool open(const QByteArray &url, const std::function<bool()> &done);
    qsizetype customers();
    QJsonArray exchanges();

    Twin m_twin;
    QTemporaryDir m_profile;
    QString m_browser = browser();
    QByteArray m_output;
};

void TestBrowser::initTestCase()
{
    if (m_browser.isEmpty())
        QSKIP("There is no chromium here. ./tests/run browser installs it.");
    m_twin.start();
    QVERIFY(!m_twin.makeCustomer().isEmpty());
}

// Every try ends as "read: …" with what came back, or as "refused". `api` is the sandbox's address.
QByteArray TestBrowser::script()
{
    return "const out = {};"
           "const json = {method: 'POST', body: JSON.stringify({email: 'evil@example.com', name: 'E'})};"
           "async function tried(name, url, options) {"
           "  try { const r = await fetch(api + url, options); const text = await r.text();"
           "    out[name] = 'read: ' + r.type + ' ' + r.status + ' ' + text; }"
           "  catch (e) { out[name] = 'refused'; } }"
           "function element(name, tag, place, url) { return new Promise(done => {"
           "  const e = document.createElement(tag); e[place] = api + url;"
           "  e.onload = () => { out[name] = 'loaded'; done(); };"
           "  e.onerror = () => { out[name] = 'refused'; done(); };"
           "  document.body.append(e); setTimeout(done, 3000); }); }"
           "function form(name, type, url) { return new Promise(done => {"
           "  const f = document.createElement('iframe'); f.name = name; document.body.append(f);"
           "  const e = document.createElement('form'); e.method = 'POST'; e.action = api + url;"
           "  e.enctype = type; e.target = name;"
           "  const i = document.createElement('input'); i.name = "
           "'{\"email\":\"evil@example.com\",\"name\":\"'; "
           "  i.value = '\"}'; e.append(i); document.body.append(e); e.submit();"
           "  f.onload = () => { try { out[name] = 'read: ' + f.contentDocument.body.innerText; }"
           "    catch (e) { out[name] = 'refused'; } done(); }; setTimeout(done, 3000); }); }"
           "async function all() {"
           "  const key = {Authorization: 'Bearer dodo_test_key'};"
           "  await tried('get', '/customers', {headers: key});"
           "  await tried('plain get', '/sdapi/v1/options', {});"
           "  await tried('opaque get', '/customers', {mode: 'no-cors'});"
           "  await tried('text post', '/customers', {...json, mode: 'no-cors'});"
           "  await tried('json post', '/customers',"
           "    {...json, headers: {...key, 'Content-Type': 'application/json'}});"
           "  await tried('empty post', '/_sandbox/reset', {method: 'POST', mode: 'no-cors'});"
           "  await tried('interrupt', '/sdapi/v1/interrupt', {method: 'POST', mode: 'no-cors'});"
           "  await tried('delete', '/_sandbox/faults', {method: 'DELETE', headers: key});"
           "  await element('picture', 'img', 'src', '/customers');"
           "  await element('script', 'script', 'src', '/events');"
           "  await element('frame', 'iframe', 'src', '/_sandbox/state');"
           "  await form('form', 'application/x-www-form-urlencoded', '/customers');"
           "  await form('text form', 'text/plain', '/customers');"
           "  navigator.sendBeacon(api + '/customers', json.body);"
           "  await fetch('/report', {method: 'POST', body: JSON.stringify(out)}); }";
}

QByteArray TestBrowser::page(const QByteArray &api)
{
    return "<!doctype html><body><script>const api = '" + api + "';" + script() + "all();</script>";
}

bool TestBrowser::open(const QByteArray &url, const std::function<bool()> &done)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(m_browser,
        {u"--headless=new"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
            u"--no-first-run"_s, u"--no-proxy-server"_s, u"--disable-background-networking"_s,
            u"--remote-debugging-port=0"_s, u"--user-data-dir="_s + m_profile.path(),
            u"--host-resolver-rules=MAP rebound.example 127.0.0.2"_s, QString::fromUtf8(url)});
    const bool came = QTest::qWaitFor([&] { return done(); }, patience);
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished();
    }
    m_output = process.readAll();
    return came;
}

qsizetype TestBrowser::customers()
{
    return m_twin.call("GET", "/customers?page_size=100").items().size();
}

QJsonArray TestBrowser::exchanges()
{
    return m_twin.call("GET", "/_sandbox/exchanges?limit=1000").items();
}

void TestBrowser::aPageOnAnotherPortGetsNowhere()
{
    const auto before = exchanges().size();
    for (const QByteArray &host : {QByteArray("127.0.0.1"), QByteArray("localhost")}) {
        const QByteArray api = "http://" + host + ':' + QByteArray::number(m_twin.port());
        Site site;
        site.setPage(page(api));
        const QByteArray own = "http://127.0.0.1:" + QByteArray::number(site.port()) + '/';
        QVERIFY2(open(own, [&] { return site.report().has_value(); }), m_output.constData());
        const QJsonObject report = *site.report();
        QVERIFY(report.size() >= 12);
        for (auto one = report.begin(); one != report.end(); ++one) {
            const QString said = one->toString();
            // An opaque answer has no text for the page; a frame loads, and cannot be looked into.
            const bool nothing = said == u"refused"_s || said == u"read: opaque 0 "_s
                || (one.key() == u"frame"_s && said == u"loaded"_s);
            QVERIFY2(nothing, qPrintable(one.key() + u": "_s + said));
        }
    }
    QCOMPARE(customers(), 1);
    QCOMPARE(exchanges().size(), before + 1); // the list of customers; foreign pages do not even leave a line
}

// The browser takes the sandbox for the page's own site and lets it read what comes. What comes is a refusal.
void TestBrowser::aReboundNameGetsNowhere()
{
    const auto before = exchanges().size();
    Site site(QHostAddress(u"127.0.0.2"_s), m_twin.port(), m_twin.port());
    const QByteArray own = "http://rebound.example:" + QByteArray::number(m_twin.port());
    site.setPage(page(own));
    QVERIFY2(open(own + '/', [&] { return site.report().has_value(); }), m_output.constData());
    const QJsonObject report = *site.report();
    QVERIFY(report.size() >= 12);
    int forbidden = 0;
    for (auto one = report.begin(); one != report.end(); ++one) {
        const QString said = one->toString();
        const bool refusal = said.contains(u"\"FORBIDDEN\""_s) || said.contains(u"Forbidden"_s)
            || said.contains(u"answers to 127.0.0.1 and localhost only"_s);
        forbidden += refusal;
        QVERIFY2(
            refusal || said == u"refused"_s || said == u"loaded"_s, qPrintable(one.key() + u": "_s + said));
    }
    QVERIFY(forbidden >= 6);
    QCOMPARE(customers(), 1);
    QCOMPARE(exchanges().size(), before + 1);
}

// The tries are real ones: a server without these rules is reached by them and read.
void TestBrowser::theTriesReachWhoLetsThem()
{
    Site site;
    const QByteArray own = "http://127.0.0.1:" + QByteArray::number(site.port());
    site.setPage(page(own));
    QVERIFY2(open(own + '/', [&] { return site.report().has_value(); }), m_output.constData());
    QCOMPARE((*site.report())["get"_L1].toString(), u"read: basic 200 "_s);
    QCOMPARE((*site.report())["text form"_L1].toString(), u"read: "_s);
    QVERIFY2(site.others() >= 12, qPrintable(QString::number(site.others())));
}

// The same browser does pay where it should: the rules shut out pages, not people.
void TestBrowser::theOwnPayPageWorks()
{
    const auto product = m_twin.call("POST", "/products",
        "{\"name\":\"A\",\"tax_category\":\"saas\",\"price\":{\"type\":\"one_time_price\",\"currency\":"
        "\"USD\","
        "\"price\":500,\"discount\":0,\"purchasing_power_parity\":false}}");
    const QByteArray id = product.json()["product_id"_L1].toString().toUtf8();
    const auto session = m_twin.call("POST", "/checkouts",
        "{\"product_cart\":[{\"product_id\":\"" + id
            + "\",\"quantity\":1}],\"customer\":{\"email\":\"a@example.com\",\"name\":\"A\"}}");
    const QByteArray url = session.json()["checkout_url"_L1].toString().toUtf8();
    const auto opened = [&] {
        for (const auto &one : exchanges()) {
            if (one["target"_L1].toString().startsWith("/session/"_L1))
                return one["status"_L1].toInt() == 200;
        }
        return false;
    };
    QVERIFY2(open(url, opened), m_output.constData());
}

QTEST_GUILESS_MAIN(TestBrowser)
#include "tst_browser.moc"
