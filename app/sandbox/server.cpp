// SPDX-License-Identifier: MIT
#include "sandbox/server.h"

#include "sandbox/connection.h"
#include "sandbox/dispatch.h"
#include "sandbox/oddrequests.h"
#include "sandbox/plainanswer.h"
#include "sandbox/wirehead.h"
#include "sandbox/world.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int threads = 32;
constexpr int waitingConnections = 512;
constexpr milliseconds finishing = 1500ms; // for what is under way when the server stops
constexpr time_t transferSeconds = 10; // between two pieces of a request or an answer

// SO_REUSEADDR alone: the library's own choice, SO_REUSEPORT, would let two sandboxes share one port.
void setSocketOptions(socket_t socket)
{
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

using Setup = std::function<void(httplib::Request &)>;

template<typename Library>
bool process(Library &library,
    bool (httplib::Server::*request)(httplib::Stream &, bool, bool &, const Setup &), Connection &connection,
    bool &closed)
{
    return (library.*request)(connection, false, closed, nullptr);
}

// Later versions of the library want to be told the addresses.
template<typename Library>
bool process(Library &library,
    bool (httplib::Server::*request)(
        httplib::Stream &, const std::string &, int, const std::string &, int, bool, bool &, const Setup &),
    Connection &connection, bool &closed)
{
    std::string peer;
    std::string own;
    int peerPort = 0;
    int ownPort = 0;
    connection.get_remote_ip_and_port(peer, peerPort);
    connection.get_local_ip_and_port(own, ownPort);
    return (library.*request)(connection, peer, peerPort, own, ownPort, false, closed, nullptr);
}

} // namespace

// The library listens and gives each connection a thread. Plain requests are read and answered here: half of
// what a request costs, with one call each to receive and to send.
struct Server::Parts : httplib::Server {
    ServerState state;
    std::thread thread;

    // Requests between their head and the end of their answer.
    std::atomic<int> busy = 0;
    std::mutex mutex;
    std::condition_variable lessBusy;
    std::vector<Connection *> open;

    void begun() { ++busy; }
    void ended();
    void finish();
    void configure();
    void admitMore();
    bool enter(Connection &connection);
    void leave(Connection &connection);
    bool serve(Connection &connection);
    bool answerPlain(Connection &connection, const WireHead &head);
    bool handOver(Connection &connection);

private:
    bool process_and_close_socket(socket_t socket) override;
};

void Server::Parts::ended()
{
    if (--busy > 0 || !state.stopping)
        return;
    const std::lock_guard lock(mutex);
    lessBusy.notify_all();
}

// Lets requests under way end, then frees the threads that wait on idle connections for the next one, or on a
// client that does not take its answer.
void Server::Parts::finish()
{
    std::unique_lock lock(mutex);
    const bool quiet = lessBusy.wait_for(lock, finishing, [this] { return busy <= 0; });
    for (const Connection *connection : open)
        quiet ? connection->endReading() : connection->hangUp();
}

bool Server::Parts::enter(Connection &connection)
{
    const std::lock_guard lock(mutex);
    open.push_back(&connection);
    return !state.stopping;
}

void Server::Parts::leave(Connection &connection)
{
    const std::lock_guard lock(mutex);
    std::erase(open, &connection);
}

void Server::Parts::configure()
{
    set_socket_options(setSocketOptions);
    set_read_timeout(transferSeconds);
    set_write_timeout(transferSeconds);
    new_task_queue = [] { return new httplib::ThreadPool(threads); };
    takeOddRequests(*this, state);
}

// The library lets 5 connections wait to be accepted; the system then drops what others have sent.
void Server::Parts::admitMore()
{
    ::listen(svr_sock_, waitingConnections);
}

bool Server::Parts::process_and_close_socket(socket_t socket)
{
    Connection connection(socket);
    setConnectionOfThread(&connection);
    if (enter(connection)) {
        while (connection.awaitRequest() && serve(connection)) { }
        if (connection.isEnding() && !state.stopping)
            connection.drain();
    }
    leave(connection);
    setConnectionOfThread(nullptr);
    return true;
}

// One request; false when there can be no other one behind it.
bool Server::Parts::serve(Connection &connection)
{
    while (!holdsHead(connection.unread()) && connection.readMore()) { }
    begun();
    const auto head = plainHead(connection.unread());
    const bool stays = head ? answerPlain(connection, *head) : handOver(connection);
    ended();
    return stays && !state.stopping;
}

bool Server::Parts::answerPlain(Connection &connection, const WireHead &head)
{
    if (!connection.readBody(head.size + head.bodySize))
        return false;
    Request request{.method = head.method,
        .target = head.target,
        .segments = {},
        .query = {},
        .headers = head.headers,
        .body = connection.unread().sliced(head.size, head.bodySize),
        .gone = {}};
    splitTarget(request);
    const Answer answer = answerTo(request, state);
    connection.take(head.size + head.bodySize);
    return sendAnswer(connection, answer, state, head.close || state.stopping);
}

bool Server::Parts::handOver(Connection &connection)
{
    bool closed = false;
    const bool answered = process(*this, &Parts::process_request, connection, closed);
    return answered && !closed && !connection.isEnding();
}

Server::Server(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Server::~Server()
{
    stop();
}

Result<std::unique_ptr<Server>> Server::bind(quint16 port, int count)
{
    auto parts = std::make_unique<Parts>();
    parts->configure();
    constexpr char address[] = "127.0.0.1";
    quint16 &bound = parts->state.port;
    for (int i = 0; i < count && bound == 0; ++i) {
        const int wanted = port + i;
        if (port == 0)
            bound = quint16(qMax(0, parts->bind_to_any_port(address)));
        else if (wanted <= 65535 && parts->bind_to_port(address, wanted))
            bound = quint16(wanted);
    }
    if (bound == 0) {
        return Error{.kind = Error::Kind::Network,
            .message = u"Port %1 is taken by another program. Choose another one with --port."_s.arg(port)};
    }
    parts->admitMore();
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

quint16 Server::port() const
{
    return m_parts->state.port;
}

void Server::listen(World &world)
{
    m_parts->state.world = &world;
    m_parts->thread = std::thread([parts = m_parts.get()] { parts->listen_after_bind(); });
    while (!m_parts->is_running()) // stop() has no effect before
        std::this_thread::yield();
}

void Server::stop()
{
    if (m_parts->state.stopping.exchange(true) || !m_parts->thread.joinable())
        return;
    World &world = *m_parts->state.world;
    world.store.stopWaiting();
    world.faults.stop();
    world.jobs.stop();
    m_parts->httplib::Server::stop();
    m_parts->finish();
    m_parts->thread.join();
}
