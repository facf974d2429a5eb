// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms

WireAnswer headOf(const QByteArray &text)
{
    WireAnswer out;
    const auto lines = text.split('\n');
    out.status = lines.value(0).split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            out.head.emplaceBack(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    return out;
}

} // namespace

QJsonObject WireAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

Wire::Wire(quint16 port)
{
    m_socket.connectToHost(u"127.0.0.1"_s, port);
    if (!m_socket.waitForConnected(patience))
        qFatal("no connection");
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

void Wire::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patience)) { }
}

WireAnswer Wire::send(const QByteArray &bytes)
{
    write(bytes);
    return readAnswer();
}

bool Wire::fill()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
        return false;
    m_read += m_socket.readAll();
    return true;
}

QByteArray Wire::readUntil(const QByteArray &mark)
{
    qsizetype at = m_read.indexOf(mark);
    while (at < 0) {
        if (!fill())
            return {};
        at = m_read.indexOf(mark);
    }
    const QByteArray out = m_read.left(at + mark.size());
    m_read.remove(0, out.size());
    return out;
}

WireAnswer Wire::readAnswer()
{
    WireAnswer out = headOf(readUntil("\r\n\r\n"));
    const qsizetype length = headerValue(out.head, "content-length").toLongLong();
    while (m_read.size() < length && fill()) { }
    out.body = m_read.left(length);
    m_read.remove(0, length);
    return out;
}

bool Wire::closed()
{
    while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(patience)) {
        m_read += m_socket.readAll();
    }
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

Twin::Twin()
    : clock(std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T10:00:00Z")))
{
}

void Twin::start(const QByteArray &apiKey)
{
    SandboxOptions options;
    options.folder = m_folder.path();
    options.port = 0;
    options.apiKey = apiKey;
    options.clock = clock;
    options.ids = m_ids;
    options.onActivate = onActivate;
    options.seedFile = seedFile;
    options.record = record;
    auto started = Sandbox::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    m_sandbox = std::move(*started);
}

void Twin::stop()
{
    m_sandbox.reset();
}

void Twin::restart()
{
    stop();
    start();
}

QByteArray Twin::host() const
{
    return "127.0.0.1:" + QByteArray::number(port());
}

QByteArray Twin::bytes(
    const QByteArray &method, const QByteArray &target, const QByteArray &body, const Headers &more) const
{
    Headers head{{"Host", host()}, {"Authorization", "Bearer dodo_test_key"}};
    if (!body.isEmpty()) {
        head.emplaceBack("Content-Type", "application/json");
        head.emplaceBack("Content-Length", QByteArray::number(body.size()));
    } else if (method == "POST") {
        head.emplaceBack("Content-Length", "0");
    }
    QByteArray out = method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : more) {
        head.removeIf([&](const auto &old) { return old.first.compare(name, Qt::CaseInsensitive) == 0; });
        if (!value.isNull())
            head.emplaceBack(name, value);
    }
    for (const auto &[name, value] : head)
        out += name + ": " + value + "\r\n";
    return out + "\r\n" + body;
}

WireAnswer Twin::call(
    const QByteArray &method, const QByteArray &target, const QByteArray &body, const Headers &more)
{
    Wire wire(port());
    return wire.send(bytes(method, target, body, more));
}

QByteArray Twin::makeCustomer()
{
    return call("POST", "/customers", R"({"email":"customer@example.com","name":"Test customer"})")
        .json()["customer_id"_L1]
        .toString()
        .toUtf8();
}

QByteArray Twin::event(const QByteArray &id, const QByteArray &customer, const QByteArray &more)
{
    return R"({"event_id":")" + id + R"(","customer_id":")" + customer + R"(","event_name":"image.generated")"
        + more + '}';
}

WireAnswer Twin::ingest(const QByteArrayList &events)
{
    return call("POST", "/events/ingest", R"({"events":[)" + events.join(',') + "]}");
}

qsizetype Twin::storedEvents()
{
    return call("GET", "/events?page_size=100").items().size();
}
