// SPDX-License-Identifier: MIT
#include "imaging/imagecall.h"

#include "imaging/imageerrors.h"
#include "imaging/imagehttp.h"

#include <QNetworkReply>

using namespace Qt::StringLiterals;

ImageCall::ImageCall(QNetworkReply *reply, QString server, Limits limits, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_server(std::move(server))
    , m_limits(limits)
{
    m_deadline.setSingleShot(true);
    m_connecting.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ImageCall::expire);
    connect(&m_connecting, &QTimer::timeout, this, &ImageCall::expire);
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_sent = true;
        m_connecting.stop();
    });
    connect(reply, &QNetworkReply::readyRead, this, &ImageCall::read);
    connect(reply, &QNetworkReply::finished, this, &ImageCall::finished);
    m_deadline.start(limits.deadline);
    m_connecting.start(limits.connecting);
}

ImageCall::~ImageCall()
{
    close();
}

void ImageCall::read()
{
    const QByteArray bytes = m_reply->readAll();
    m_received += bytes.size();
    if (m_received > m_limits.bytes) {
        const qsizetype megabytes = m_limits.bytes / (1024 * 1024);
        const QString size = megabytes > 0 ? u"%1 MB"_s.arg(megabytes) : u"%1 bytes"_s.arg(m_limits.bytes);
        return end({.broken = imageError("too_large"_L1, m_server, size)});
    }
    const QByteArray type = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (!type.startsWith("text/event-stream")) {
        m_body += bytes;
        return;
    }
    const QPointer<ImageCall> alive = this;
    for (const auto frames = m_stream.feed(bytes); const EventStream::Frame &each : frames) {
        Q_EMIT frame(each);
        if (!alive)
            return; // a frame may be the end of it all
    }
}

// Decides by HTTP status, then by error: a 4xx is an error to Qt, and a cut answer still has its status 200.
void ImageCall::finished()
{
    const QPointer<ImageCall> alive = this;
    read();
    if (!alive || !m_reply)
        return;
    End out{.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        .head = imagehttp::headOf(*m_reply),
        .body = m_body,
        .neverConnected = imagehttp::neverConnected(*m_reply)};
    const bool whole = m_reply->error() == QNetworkReply::NoError || imagehttp::endsWithConnection(*m_reply);
    if (out.status < 200 || (out.status < 300 && !whole))
        out.broken = imagehttp::errorOf(*m_reply, m_server, m_sent);
    end(std::move(out));
}

void ImageCall::expire()
{
    const QString authority = m_reply ? m_reply->url().authority() : m_server;
    if (m_sent)
        return end({.broken = imageError("too_slow"_L1, m_server)});
    end({.broken = imageError("no_answer"_L1, authority)});
}

void ImageCall::end(End end)
{
    close();
    Q_EMIT ended(end); // may delete this: keep it last
}

void ImageCall::close()
{
    m_deadline.stop();
    m_connecting.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}
