// SPDX-License-Identifier: MIT
#include "sandbox/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr time_t idleSeconds = 2; // between two requests
constexpr milliseconds transfer{10'000}; // between two pieces of a request or an answer
constexpr milliseconds wholeRequest{120'000}; // else one that sends a byte now and then keeps its thread
constexpr milliseconds draining{2'000};
constexpr qsizetype atOnce = 16 * 1024; // bytes
constexpr qsizetype keptBuffer = 256 * 1024; // bytes; a larger one is given back after its request
constexpr qsizetype onePiece = 8 * 1024; // bytes; smaller bodies come in one go

milliseconds until(steady_clock::time_point end)
{
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - steady_clock::now()));
}

bool isTemporary(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

using NameOf = int (*)(int, sockaddr *, socklen_t *);

void addressOf(int socket, NameOf nameOf, std::string &ip, int &port)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (nameOf(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return;
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
    ip = text;
    port = ntohs(address.sin_port);
}

} // namespace

Connection::Connection(socket_t socket)
    : m_socket(socket)
{
    const int yes = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const timeval idle{.tv_sec = idleSeconds, .tv_usec = 0};
    setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
}

Connection::~Connection()
{
    hangUp();
    close(m_socket);
}

// Room for another piece, or for what is known to come.
ssize_t Connection::receive(int flags)
{
    if (m_taken > 0) { // requests that follow each other without a pause would make it grow for ever
        char *const all = m_buffer.data();
        std::copy(all + m_taken, all + m_filled, all);
        m_filled -= std::exchange(m_taken, 0);
    }
    if (m_buffer.size() - m_filled < atOnce)
        m_buffer.resize(m_filled + atOnce);
    const ssize_t got = recv(m_socket, m_buffer.data() + m_filled, size_t(m_buffer.size() - m_filled), flags);
    if (got > 0)
        m_filled += got;
    return got;
}

bool Connection::waitFor(short what, milliseconds most) const
{
    pollfd one{.fd = m_socket, .events = what, .revents = 0};
    int ready = 0;
    do
        ready = poll(&one, 1, int(most.count()));
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool Connection::awaitRequest()
{
    const bool begun = m_filled > m_taken || receive(0) > 0;
    m_until = steady_clock::now() + wholeRequest;
    return begun;
}

bool Connection::readMore()
{
    const milliseconds left = until(m_until);
    if (left == milliseconds(0))
        return false;
    ssize_t got = receive(MSG_DONTWAIT);
    if (got < 0 && isTemporary(errno) && waitFor(POLLIN, std::min(left, transfer)))
        got = receive(MSG_DONTWAIT);
    return got > 0;
}

bool Connection::readBody(qsizetype upTo)
{
    if (m_taken + upTo + atOnce > m_buffer.size())
        m_buffer.resize(m_taken + upTo + atOnce);
    while (m_filled - m_taken < upTo) {
        if (!readMore())
            return false;
        if (upTo > onePiece)
            acknowledgeAtOnce();
    }
    return true;
}

void Connection::take(qsizetype bytes)
{
    m_taken += bytes;
    if (m_taken < m_filled)
        return;
    m_taken = 0;
    m_filled = 0;
    if (m_buffer.size() > keptBuffer)
        m_buffer = QByteArray();
}

bool Connection::send(QByteArrayView head, QByteArrayView body)
{
    iovec parts[2] = {{const_cast<char *>(head.data()), size_t(head.size())},
        {const_cast<char *>(body.data()), size_t(body.size())}};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    const ssize_t sent = sendmsg(m_socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && !isTemporary(errno))
        return false;
    const qsizetype done = std::max<ssize_t>(0, sent);
    const auto rest = [](QByteArrayView of, qsizetype from) {
        return from < of.size() ? of.sliced(from) : QByteArrayView();
    };
    for (const QByteArrayView left :
        {rest(head, done), rest(body, std::max<qsizetype>(0, done - head.size()))}) {
        for (qsizetype at = 0; at < left.size();) {
            const ssize_t more = write(left.data() + at, size_t(left.size() - at));
            if (more <= 0)
                return false;
            at += more;
        }
    }
    return true;
}

void Connection::acknowledgeAtOnce() const
{
#ifdef TCP_QUICKACK
    const int yes = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
#endif
}

void Connection::drain()
{
    shutdown(m_socket, SHUT_WR);
    const auto end = steady_clock::now() + draining;
    do
        take(m_filled - m_taken);
    while (waitFor(POLLIN, until(end)) && receive(MSG_DONTWAIT) > 0 && steady_clock::now() < end);
}

bool Connection::hasLeft() const
{
    char next = 0;
    const ssize_t seen = recv(m_socket, &next, 1, MSG_PEEK | MSG_DONTWAIT);
    return seen == 0 || (seen < 0 && !isTemporary(errno));
}

void Connection::hangUp() const
{
    shutdown(m_socket, SHUT_RDWR);
}

void Connection::endReading() const
{
    shutdown(m_socket, SHUT_RD);
}

bool Connection::is_readable() const
{
    return m_filled > m_taken || waitFor(POLLIN, transfer);
}

bool Connection::is_writable() const
{
    return waitFor(POLLOUT, transfer) && !hasLeft();
}

ssize_t Connection::read(char *into, size_t size)
{
    if (m_filled == m_taken && !readMore())
        return -1;
    const qsizetype some = std::min(qsizetype(size), m_filled - m_taken);
    std::copy_n(m_buffer.constData() + m_taken, some, into);
    take(some);
    return some;
}

ssize_t Connection::write(const char *bytes, size_t size)
{
    for (;;) {
        const ssize_t sent = ::send(m_socket, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0 || !isTemporary(errno) || !waitFor(POLLOUT, transfer))
            return sent;
    }
}

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    addressOf(m_socket, getpeername, ip, port);
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    addressOf(m_socket, getsockname, ip, port);
}
