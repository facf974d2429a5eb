// SPDX-License-Identifier: MIT
#include "hostile/rawpeer.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype mostRead = 8 * 1024 * 1024;

// Whether `bytes` hold a whole answer: with its length, or the head of one that has none.
bool isWhole(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = bytes.left(end + 2).toLower();
    const qsizetype at = head.indexOf("\r\ncontent-length:");
    if (at < 0)
        return true;
    const qsizetype from = at + 17;
    return bytes.size() >= end + 4 + head.mid(from, head.indexOf('\r', from) - from).trimmed().toLongLong();
}

} // namespace

RawPeer::RawPeer(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawPeer::~RawPeer()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

// A server that has heard enough may close before all is sent; what it said then is read nevertheless.
void RawPeer::send(const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const auto part
            = ::send(m_socket, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (part <= 0)
            break;
        sent += part;
    }
}

RawPeer::Ending RawPeer::read(std::chrono::milliseconds patience, std::chrono::milliseconds most)
{
    using Ticks = std::chrono::steady_clock;
    Ending out;
    if (m_socket < 0)
        return {.end = End::Closed, .status = 0, .bytes = {}};
    const auto deadline = Ticks::now() + most;
    bool saidAll = patience >= most;
    for (bool open = true; open && !isWhole(out.bytes) && out.bytes.size() < mostRead;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Ticks::now());
        if (left.count() <= 0)
            return out;
        pollfd wait{.fd = m_socket, .events = POLLIN, .revents = 0};
        if (::poll(&wait, 1, int((saidAll ? left : std::min(left, patience)).count())) <= 0) {
            if (!std::exchange(saidAll, true))
                ::shutdown(m_socket, SHUT_WR);
            continue;
        }
        char piece[64 * 1024];
        const auto got = ::recv(m_socket, piece, sizeof piece, 0);
        open = got > 0;
        if (open)
            out.bytes.append(piece, got);
    }
    out.end = isWhole(out.bytes) ? End::Answered : End::Closed;
    out.status = out.bytes.startsWith("HTTP/1.1 ") ? out.bytes.mid(9, 3).toInt() : 0;
    return out;
}
