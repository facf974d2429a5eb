// SPDX-License-Identifier: MIT
#include "hammer.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int patience = 30000; // milliseconds for any answer at all

double ownCpu()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0)
        return socket;
    close(socket);
    return -1;
}

// The value of Content-Length, or nothing.
std::optional<size_t> lengthIn(std::string_view head)
{
    constexpr std::string_view name = "\r\ncontent-length:";
    const auto found
        = std::ranges::search(head, name, {}, [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (found.empty())
        return std::nullopt;
    const char *at = head.data() + (found.end() - head.begin());
    const char *end = head.data() + head.size();
    while (at < end && *at == ' ')
        ++at;
    size_t out = 0;
    return std::from_chars(at, end, out).ec == std::errc() ? std::optional(out) : std::nullopt;
}

struct Connection {
    int socket = -1;
    const QByteArray *request = nullptr;
    qsizetype written = 0;
    bool waitsForRoom = false;
    Clock::time_point begun;
    std::string read;

    ~Connection()
    {
        if (socket >= 0)
            close(socket);
    }
};

class Hammer {
public:
    explicit Hammer(const Volley &volley)
        : m_volley(volley)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    {
        m_times.reserve(size_t(volley.requests.size()));
    }
    ~Hammer() { close(m_epoll); }
    Q_DISABLE_COPY_MOVE(Hammer)

    bool run(quint16 port, int connections);
    Struck struck() const;

private:
    bool next(Connection &connection);
    bool write(Connection &connection);
    bool read(Connection &connection);
    bool judge(Connection &connection);
    void watch(const Connection &connection, int how, uint32_t events) const;

    const Volley &m_volley;
    const int m_epoll;
    qsizetype m_next = 0;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<qint64> m_times;
    double m_seconds = 0;
    double m_cpu = 0;
};

void Hammer::watch(const Connection &connection, int how, uint32_t events) const
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = const_cast<Connection *>(&connection);
    epoll_ctl(m_epoll, how, connection.socket, &event);
}

bool Hammer::next(Connection &connection)
{
    connection.request = m_next < m_volley.requests.size() ? &m_volley.requests[m_next++] : nullptr;
    connection.written = 0;
    connection.begun = Clock::now();
    return !connection.request || write(connection);
}

bool Hammer::write(Connection &connection)
{
    const QByteArray &all = *connection.request;
    while (connection.written < all.size()) {
        const ssize_t sent = send(connection.socket, all.constData() + connection.written,
            size_t(all.size() - connection.written), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            connection.waitsForRoom = true;
            return true;
        }
        if (sent <= 0)
            return false;
        connection.written += sent;
    }
    if (std::exchange(connection.waitsForRoom, false))
        watch(connection, EPOLL_CTL_MOD, EPOLLIN);
    return true;
}

bool Hammer::read(Connection &connection)
{
    std::array<char, 16384> buffer;
    const ssize_t got = recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got == 0 && !connection.request) { // the server may end one that has nothing to do
        watch(connection, EPOLL_CTL_DEL, 0);
        return true;
    }
    if (got <= 0)
        return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    connection.read.append(buffer.data(), size_t(got));
    return judge(connection);
}

// Whether what came so far is right; goes on with the next request once it is whole.
bool Hammer::judge(Connection &connection)
{
    const size_t end = connection.read.find("\r\n\r\n");
    if (end == std::string::npos)
        return true;
    const std::string_view head(connection.read.data(), end);
    const auto length = lengthIn(head);
    if (!connection.request || head.size() < 12 || head.substr(9, 3) != "200" || !length)
        return false;
    if (connection.read.size() < end + 4 + *length)
        return true;
    const std::string_view body = std::string_view(connection.read).substr(end + 4);
    if (body != std::string_view(m_volley.answer.constData(), size_t(m_volley.answer.size())))
        return false;
    m_times.push_back((Clock::now() - connection.begun) / std::chrono::microseconds(1));
    connection.read.clear();
    return next(connection);
}

bool Hammer::run(quint16 port, int connections)
{
    for (int i = 0; i < connections; ++i) {
        m_connections.push_back(std::make_unique<Connection>());
        m_connections.back()->socket = connectTo(port);
        if (m_connections.back()->socket < 0)
            return false;
        watch(*m_connections.back(), EPOLL_CTL_ADD, EPOLLIN);
    }
    const double cpu = ownCpu();
    const auto start = Clock::now();
    for (const auto &connection : m_connections) {
        if (!next(*connection))
            return false;
    }
    std::array<epoll_event, 64> events;
    while (m_times.size() < size_t(m_volley.requests.size())) {
        const int count = epoll_wait(m_epoll, events.data(), int(events.size()), patience);
        if (count <= 0)
            return false;
        for (int i = 0; i < count; ++i) {
            auto &connection = *static_cast<Connection *>(events[size_t(i)].data.ptr);
            if ((events[size_t(i)].events & EPOLLOUT) && !write(connection))
                return false;
            if ((events[size_t(i)].events & ~uint32_t(EPOLLOUT)) && !read(connection))
                return false;
        }
    }
    m_seconds = std::chrono::duration<double>(Clock::now() - start).count();
    m_cpu = ownCpu() - cpu;
    return true;
}

Struck Hammer::struck() const
{
    std::vector<qint64> times = m_times;
    std::ranges::sort(times);
    return {.seconds = m_seconds,
        .cpu = m_cpu,
        .median = times[times.size() / 2],
        .slowest1in100 = times[times.size() * 99 / 100]};
}

} // namespace

std::optional<Struck> strike(quint16 port, const Volley &volley, int connections)
{
    Hammer hammer(volley);
    if (volley.requests.isEmpty() || !hammer.run(port, connections))
        return std::nullopt;
    return hammer.struck();
}
