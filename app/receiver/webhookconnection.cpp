// SPDX-License-Identifier: MIT
#include "receiver/webhookconnection.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds lingering = 1s; // for a sender that is still talking to read its answer
constexpr qint64 readAtOnce = 64 * 1024;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "HTTP Version Not Supported";
    }
}

} // namespace

WebhookConnection::WebhookConnection(QTcpSocket *socket, WebhookReceiver &receiver)
    : QObject(&receiver)
    , m_socket(socket)
    , m_receiver(receiver)
{
    ++m_receiver.m_open;
    m_socket->setParent(this);
    m_time.setSingleShot(true);
    connect(&m_time, &QTimer::timeout, this, &WebhookConnection::expire);
    connect(m_socket, &QTcpSocket::readyRead, this, &WebhookConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &WebhookConnection::finish);
    m_time.start(m_receiver.m_limits.whole);
}

WebhookConnection::~WebhookConnection()
{
    --m_receiver.m_open;
    m_socket->disconnect(this);
    m_socket->abort();
}

void WebhookConnection::refuse(int status, const QString &sentence)
{
    write(status, sentence);
}

void WebhookConnection::read()
{
    while (m_socket->bytesAvailable() > 0) {
        const QByteArray piece = m_socket->read(readAtOnce);
        if (m_answered)
            continue; // left out: it ends with the connection
        const HttpReader::State state = m_reader.feed(piece);
        const bool whole = state == HttpReader::State::Done || state == HttpReader::State::Failed;
        if (state == HttpReader::State::Body && m_reader.head()->continues && !m_continued) {
            m_continued = true;
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (!whole)
            continue;
        const auto reply = m_receiver.answer(m_reader);
        write(reply.status, reply.text);
    }
}

void WebhookConnection::expire()
{
    if (m_answered)
        return deleteLater();
    const auto reply = m_receiver.tooSlow(m_reader);
    write(reply.status, reply.text);
}

void WebhookConnection::write(int status, const QString &text)
{
    m_answered = true;
    const QByteArray body = text.toUtf8() + '\n';
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    if (status == 405)
        head += "Allow: POST\r\n";
    head += "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n";
    m_socket->write(head + body);
    m_time.start(lingering);
    if (m_reader.state() == HttpReader::State::Done)
        m_socket->disconnectFromHost(); // once it is written
    else
        m_socket->flush(); // closing now would throw the answer away at a sender that is still talking
}

void WebhookConnection::finish()
{
    if (!m_answered)
        read();
    if (!m_answered)
        m_receiver.brokenOff(m_reader);
    m_answered = true;
    deleteLater();
}
