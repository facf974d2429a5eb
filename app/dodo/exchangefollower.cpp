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

constexpr qsizetype mostHeld = 16 * 1024 * 1024; // of one unfinished frame: request and answer, escaped
constexpr Backoff reconnect{.first = 250ms, .longest = 5s};
constexpr JsonLimits frameLimits{.maxBytes = mostHeld};

// A frame is one exchange, or a page of them.
QList<Exchange> exchangesIn(const QByteArray &text)
{
    const Result<QJsonObject> json = readObject(text, frameLimits);
    if (!json) {
        qCWarning(lcFollow) << json.error().message;
        return {};
    }
    const QJsonArray items = json->contains("items"_L1) ? (*json)["items"_L1].toArray() : QJsonArray{*json};
    QList<Exchange> out;
    for (const QJsonValue &item : items) {
        const Result<Exchange> exchange = exchangeFromJson(item.toObject());
        if (exchange)
            out.append(*exchange);
        else
            qCWarning(lcFollow) << exchange.error().message;
    }
    return out;
}

} // namespace

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
    ++m_epoch;
    m_unread.clear();
    m_parsing = false;
    m_cursor = afterSeq;
    m_losses = 0;
    m_again.start(0ms);
}

void ExchangeFollower::connectStream()
{
    const ApiRequest request{
        .segments = {"_sandbox", "exchanges", "stream"}, .query = {{"after", QByteArray::number(m_cursor)}}};
    m_stream = {};
    m_reply = m_transport.open(request, "text/event-stream");
    if (!m_reply)
        return lost();
    connect(m_reply, &QNetworkReply::readyRead, this, &ExchangeFollower::read);
    connect(m_reply, &QNetworkReply::finished, this, &ExchangeFollower::lost);
}

void ExchangeFollower::drop()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}

void ExchangeFollower::read()
{
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
        return;
    m_losses = 0;
    if (!std::exchange(m_connected, true))
        Q_EMIT connectedChanged(true);
    const auto frames = m_stream.feed(m_reply->readAll());
    for (const EventStream::Frame &frame : frames)
        m_unread.append(frame.data);
    if (m_stream.held() > mostHeld)
        return lost();
    parse();
}

void ExchangeFollower::lost()
{
    drop();
    if (std::exchange(m_connected, false))
        Q_EMIT connectedChanged(false);
    m_again.start(waitOf(reconnect, m_losses++, randomJitter()));
}

// One job at a time, so that the order stays.
void ExchangeFollower::parse()
{
    if (m_parsing || m_unread.isEmpty())
        return;
    m_parsing = true;
    const CallSource<QList<Exchange>> source;
    whenDone(source.call(), this, [this, epoch = m_epoch](const Result<QList<Exchange>> &exchanges) {
        if (epoch != m_epoch)
            return;
        m_parsing = false;
        deliver(*exchanges);
        parse();
    });
    QThreadPool::globalInstance()->start([source, texts = std::exchange(m_unread, {})] {
        QList<Exchange> out;
        for (const QByteArray &text : texts)
            out += exchangesIn(text);
        source.finish(out);
    });
}

void ExchangeFollower::deliver(const QList<Exchange> &exchanges)
{
    QList<Exchange> fresh;
    for (const Exchange &exchange : exchanges) {
        if (exchange.seq <= m_cursor)
            continue; // given before the stream broke
        m_cursor = exchange.seq;
        fresh.append(exchange);
    }
    if (!fresh.isEmpty())
        Q_EMIT arrived(fresh);
}
