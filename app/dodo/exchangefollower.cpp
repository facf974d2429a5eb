// SPDX-License-Identifier: MIT
#include "dodo/exchangefollower.h"

#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QLoggingCategory>
#include <QNetworkReply>
#include <QThreadPool>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcFollow, "app.dodo.follow", QtWarningMsg)

constexpr qint64 mostWaiting = 4 * 1024 * 1024; // bytes, while the pool is at work
constexpr qsizetype mostHeld = 16 * 1024 * 1024; // of one unfinished frame: request and answer, escaped
constexpr Backoff reconnect{.first = 250ms, .longest = 5s};
constexpr JsonLimits frameLimits{.maxBytes = mostHeld};

// A frame is one exchange, or a page of them.
void appendExchanges(QList<Exchange> &out, const QJsonObject &json)
{
    const QJsonArray items = json.contains("items"_L1) ? json["items"_L1].toArray() : QJsonArray{json};
    for (const QJsonValue &item : items) {
        const Result<Exchange> exchange = exchangeFromJson(item.toObject());
        if (exchange)
            out.append(*exchange);
        else
            qCWarning(lcFollow) << exchange.error().message;
    }
}

} // namespace

// What one job of the pool made of the bytes it was given.
struct ExchangeFollower::Read {
    QList<Exchange> exchanges;
    qint64 missing = 0; // rows that were gone before the first of them
    qsizetype held = 0; // bytes of a frame whose end has not come
};

ExchangeFollower::ExchangeFollower(Transport &transport, qint64 afterSeq, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_cursor(afterSeq)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &ExchangeFollower::connectStream);
    m_again.start(0ms);
}

ExchangeFollower::~ExchangeFollower()
{
    drop();
}

void ExchangeFollower::restart(qint64 afterSeq)
{
    drop();
    m_cursor = afterSeq;
    m_losses = 0;
    m_again.start(0ms);
}

void ExchangeFollower::connectStream()
{
    const ApiRequest request{
        .segments = {"_sandbox", "exchanges", "stream"}, .query = {{"after", QByteArray::number(m_cursor)}}};
    m_stream = std::make_shared<EventStream>();
    m_reply = m_transport.open(request, "text/event-stream");
    if (!m_reply)
        return lost();
    m_reply->setReadBufferSize(mostWaiting);
    connect(m_reply, &QNetworkReply::readyRead, this, &ExchangeFollower::read);
    connect(m_reply, &QNetworkReply::finished, this, &ExchangeFollower::read);
}

// Ends the connection; what an older job of the pool brings is dropped.
void ExchangeFollower::drop()
{
    ++m_epoch;
    m_reading = false;
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}

// One job at a time, so that the order stays; what comes meanwhile waits in the reply. The connection's end
// counts when all before it is read.
void ExchangeFollower::read()
{
    if (m_reading || !m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool any = status == 200 && m_reply->bytesAvailable() > 0;
    if (any && !std::exchange(m_connected, true)) {
        m_losses = 0;
        Q_EMIT connectedChanged(true);
        return read(); // a receiver may have begun anew
    }
    if (any)
        return readMore();
    if (m_reply->isFinished())
        lost();
}

void ExchangeFollower::readMore()
{
    m_reading = true;
    const CallSource<Read> source;
    whenDone(source.call(), this, [this, epoch = m_epoch](const Result<Read> &read) {
        if (epoch == m_epoch)
            take(*read);
    });
    QThreadPool::globalInstance()->start([source, stream = m_stream, bytes = m_reply->readAll()] {
        source.finish(readBytes(*stream, bytes));
    });
}

ExchangeFollower::Read ExchangeFollower::readBytes(EventStream &stream, const QByteArray &bytes)
{
    Read out;
    const auto frames = stream.feed(bytes);
    for (const EventStream::Frame &frame : frames) {
        const Result<QJsonObject> json = readObject(frame.data, frameLimits);
        if (!json)
            qCWarning(lcFollow) << json.error().message;
        else if (frame.event == "missing")
            out.missing += (*json)["missing"_L1].toInteger();
        else
            appendExchanges(out.exchanges, *json);
    }
    out.held = stream.held();
    return out;
}

void ExchangeFollower::take(const Read &read)
{
    const int epoch = m_epoch;
    m_reading = false;
    QList<Exchange> fresh;
    fresh.reserve(read.exchanges.size());
    for (const Exchange &exchange : read.exchanges) {
        if (exchange.seq <= m_cursor)
            continue; // given before the stream broke
        m_cursor = exchange.seq;
        fresh.append(exchange);
    }
    if (read.missing > 0)
        Q_EMIT missed(read.missing);
    if (!fresh.isEmpty())
        Q_EMIT arrived(fresh);
    if (epoch != m_epoch) // a receiver began anew
        return;
    if (read.held > mostHeld)
        return lost();
    this->read();
}

void ExchangeFollower::lost()
{
    drop();
    if (std::exchange(m_connected, false))
        Q_EMIT connectedChanged(false);
    m_again.start(waitOf(reconnect, m_losses++, randomJitter()));
}
