// SPDX-License-Identifier: MIT
#include "hostile/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Program::~Program()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool Program::start()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        QStringLiteral(PIXELMETER_PROGRAM), {u"serve"_s, u"--data"_s, m_folder.path(), u"--port"_s, u"0"_s});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(30000))
            return false;
    }
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_port = quint16(QUrl(line["dodo_url"_L1].toString()).port(0));
    return m_port != 0 && fill();
}

bool Program::refill()
{
    return call("DELETE", "/_sandbox/faults").status == 204 && call("POST", "/_sandbox/reset").status == 200
        && fill();
}

qint64 Program::residentKilobytes() const
{
    QFile status(u"/proc/%1/status"_s.arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

QByteArray Program::bytes(
    const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &type) const
{
    QByteArray out = method + ' ' + target + " HTTP/1.1\r\nHost: " + host()
        + "\r\nAuthorization: Bearer dodo_test_key\r\n";
    if (!body.isEmpty())
        out += "Content-Type: " + type + "\r\n";
    if (method != "GET" && method != "DELETE")
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return out + "\r\n" + body;
}

RawPeer::Ending Program::call(
    const QByteArray &method, const QByteArray &target, const QByteArray &body) const
{
    RawPeer peer(m_port);
    peer.send(bytes(method, target, body));
    return peer.read(30s, 30s);
}

QJsonObject Program::json(const QByteArray &method, const QByteArray &target, const QByteArray &body) const
{
    const QByteArray all = call(method, target, body).bytes;
    return QJsonDocument::fromJson(all.mid(all.indexOf("\r\n\r\n") + 4)).object();
}

bool Program::fill()
{
    const auto made = [this](const QByteArray &path, const QByteArray &body, QLatin1StringView key) {
        return json("POST", path, body)[key].toString().toUtf8();
    };
    m_shop.meter = made("/meters",
        "{\"name\":\"Images\",\"event_name\":\"image.generated\",\"measurement_unit\":\"images\","
        "\"aggregation\":{\"type\":\"count\"}}",
        "id"_L1);
    m_shop.product = made("/products",
        "{\"name\":\"Pictures\",\"tax_category\":\"saas\",\"price\":{\"type\":\"usage_based_price\","
        "\"currency\":\"USD\",\"fixed_price\":500,\"payment_frequency_count\":1,"
        "\"payment_frequency_interval\":\"Month\",\"subscription_period_count\":10,"
        "\"subscription_period_interval\":\"Year\",\"meters\":[{\"meter_id\":\""
            + m_shop.meter + "\",\"price_per_unit\":\"5\",\"free_threshold\":10}]}}",
        "product_id"_L1);
    m_shop.customer
        = made("/customers", "{\"email\":\"one@example.com\",\"name\":\"One\"}", "customer_id"_L1);
    const QByteArray cart = "{\"product_cart\":[{\"product_id\":\"" + m_shop.product
        + "\",\"quantity\":1}],\"customer\":{\"customer_id\":\"" + m_shop.customer + "\"}}";
    m_shop.openSession = made("/checkouts", cart, "session_id"_L1);
    m_shop.session = made("/checkouts", cart, "session_id"_L1);
    m_shop.subscription
        = made("/session/" + m_shop.session, "{\"card\":\"4242424242424242\"}", "subscription_id"_L1);
    m_shop.payment = json("GET", "/payments")["items"_L1][0]["payment_id"_L1].toString().toUtf8();
    m_shop.webhook = made("/webhooks", "{\"url\":\"http://127.0.0.1:9/hook\"}", "id"_L1);
    m_shop.snapshot = made("/_sandbox/snapshots", {}, "id"_L1);
    return !m_shop.subscription.isEmpty() && !m_shop.payment.isEmpty() && !m_shop.snapshot.isEmpty();
}
