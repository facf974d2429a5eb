// SPDX-License-Identifier: MIT
#include "sandbox/server.h"

#include "sandbox/dispatch.h"
#include "sandbox/guard.h"
#include "sandbox/quickack.h"
#include "sandbox/world.h"

#include <QLoggingCategory>

#include <condition_variable>
#include <httplib.h>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcServer, "app.sandbox")

namespace {

constexpr int threads = 32;
constexpr time_t keepAliveSeconds = 2;
constexpr size_t keepAliveRequests = 1'000'000'000;
constexpr size_t onePiece = 8 * 1024; // bytes; smaller bodies come in one go
constexpr milliseconds finishing = 1500ms; // for what is under way when the server stops
constexpr time_t transferSeconds = 10; // between two pieces of a request or an answer

// SO_REUSEADDR alone: the library's own choice, SO_REUSEPORT, would let two sandboxes share one port.
void setSocketOptions(socket_t socket)
{
    const int yes = 1;
#ifndef _WIN32
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
#endif
    static_cast<void>(yes);
}

std::optional<Method> methodOf(const std::string &name)
{
    if (name == "GET" || name == "HEAD")
        return Method::Get;
    if (name == "POST")
        return Method::Post;
    if (name == "PUT")
        return Method::Put;
    if (name == "PATCH")
        return Method::Patch;
    if (name == "DELETE")
        return Method::Delete;
    if (name == "OPTIONS")
        return Method::Options;
    return std::nullopt;
}

// The library mixes its own notes into the headers.
bool isOfLibrary(const std::string &name)
{
    return name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" || name == "LOCAL_PORT";
}

Headers headersOf(const httplib::Request &request)
{
    Headers out;
    out.reserve(qsizetype(request.headers.size()));
    for (const auto &[name, value] : request.headers) {
        if (!isOfLibrary(name))
            out.emplaceBack(QByteArray::fromStdString(name).toLower(), QByteArray::fromStdString(value));
    }
    return out;
}

Request requestOf(const httplib::Request &in, const std::string &body, Method method)
{
    Request out;
    out.method = method;
    out.target = QByteArray::fromStdString(in.target);
    out.headers = headersOf(in);
    out.body = QByteArrayView(body.data(), qsizetype(body.size()));
    splitTarget(out);
    return out;
}

void fill(httplib::Response &out, const Answer &answer)
{
    out.status = answer.status;
    for (const auto &[name, value] : answer.extra)
        out.set_header(name.toStdString(), value.toStdString());
    if (!answer.type.isEmpty())
        out.set_content(answer.body.constData(), size_t(answer.body.size()), answer.type.toStdString());
}

// Says the whole length, sends half and ends the connection.
void cut(httplib::Response &out, const Answer &answer)
{
    out.status = answer.status;
    const auto half = answer.body.left(answer.body.size() / 2);
    out.set_content_provider(size_t(answer.body.size()) + 1, answer.type.toStdString(),
        [half](size_t, size_t, httplib::DataSink &sink) {
            sink.write(half.constData(), size_t(half.size()));
            return false;
        });
}

void fillError(httplib::Response &out, const std::string &target, int status, const QString &sentence)
{
    const QByteArrayView at(target.data(), qsizetype(target.size()));
    fill(out, answerErrorAt(at, {.message = sentence, .status = status}));
}

bool isState(const httplib::Request &request)
{
    return request.method == "PUT" && request.target == "/_sandbox/state";
}

// Whether this thread's request is among those under way: the library answers some that were never counted,
// and may leave out the end of others.
thread_local bool counted = false;

QString sentenceFor(int status)
{
    return status == 413 ? u"The body is larger than 4 MB."_s
                         : u"This is not a request this server can read."_s;
}

} // namespace

struct Server::Parts {
    httplib::Server http;
    quint16 port = 0;
    std::thread thread;
    std::atomic<bool> stopping = false;
    World *world = nullptr;

    // Requests between their head and the end of their answer.
    std::atomic<int> busy = 0;
    std::mutex mutex;
    std::condition_variable lessBusy;

    void begun();
    void ended();
    void finish();
    void configure();
    httplib::Server::HandlerResponse before(const httplib::Request &in, httplib::Response &out) const;
    void read(const httplib::Request &in, httplib::Response &out, const httplib::ContentReader &reader);
    void answer(const httplib::Request &in, httplib::Response &out, const std::string &body);
    void stream(httplib::Response &out, const Answer &answer);
};

void Server::Parts::begun()
{
    if (!std::exchange(counted, true))
        ++busy;
}

void Server::Parts::ended()
{
    if (!std::exchange(counted, false) || --busy > 0 || !stopping)
        return;
    const std::lock_guard lock(mutex);
    lessBusy.notify_all();
}

// Lets requests under way end, then frees the threads that wait on idle connections for the next one.
void Server::Parts::finish()
{
    {
        std::unique_lock lock(mutex);
        lessBusy.wait_for(lock, finishing, [this] { return busy <= 0; });
    }
    endReading(port);
}

void Server::Parts::configure()
{
    http.set_socket_options(setSocketOptions);
    http.set_tcp_nodelay(true);
    http.set_keep_alive_timeout(keepAliveSeconds);
    http.set_keep_alive_max_count(keepAliveRequests);
    http.set_read_timeout(transferSeconds);
    http.set_write_timeout(transferSeconds);
    http.set_payload_max_length(size_t(stateLimit));
    http.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    http.set_pre_routing_handler([this](const auto &in, auto &out) {
        begun();
        return before(in, out);
    });
    http.set_logger([this](const auto &, const auto &) { ended(); });
    const auto plain = [this](const httplib::Request &in, httplib::Response &out) { answer(in, out, {}); };
    const auto withBody = [this](const httplib::Request &in, httplib::Response &out,
                              const httplib::ContentReader &reader) { read(in, out, reader); };
    // Routing is ours: the library matches decoded paths, in which an id's slash is one like any other.
    const char *everything = "[\\s\\S]*";
    http.Get(everything, plain).Options(everything, plain);
    http.Post(everything, withBody).Put(everything, withBody);
    http.Patch(everything, withBody).Delete(everything, withBody);
    http.set_error_handler([](const httplib::Request &in, httplib::Response &out) {
        if (out.body.empty())
            fillError(out, in.target, out.status, sentenceFor(out.status));
    });
    http.set_exception_handler([](const httplib::Request &in, httplib::Response &out, std::exception_ptr) {
        qCWarning(lcServer, "A handler failed.");
        fillError(out, in.target, 500, u"The sandbox failed at this request."_s);
    });
}

// What must be refused before the body is read, or answered without one.
httplib::Server::HandlerResponse Server::Parts::before(
    const httplib::Request &in, httplib::Response &out) const
{
    using Handled = httplib::Server::HandlerResponse;
    const bool hasLength = in.has_header("Content-Length");
    const auto refuse = [&](int status, const QString &sentence) {
        fillError(out, in.target, status, sentence);
        out.set_header("Connection", "close"); // what follows on it cannot be read
        return Handled::Handled;
    };
    if (hasLength && in.has_header("Transfer-Encoding"))
        return refuse(400, u"A request has either Content-Length or Transfer-Encoding."_s);
    if (!in.target.empty() && in.target.front() != '/' && in.method != "OPTIONS")
        return refuse(400, u"The path must start with a slash."_s);
    const auto length = QByteArray::fromStdString(in.get_header_value("Content-Length")).toLongLong();
    if (hasLength && length > (isState(in) ? stateLimit : bodyLimit))
        return refuse(413, sentenceFor(413));
    if (in.is_multipart_form_data()) // the library would take it apart itself
        return refuse(415, u"Send the body as application/json."_s);
    return Handled::Unhandled;
}

// Pieces are read here and not by the library, so that each can be acknowledged at once and a body without a
// length stops at the limit.
void Server::Parts::read(
    const httplib::Request &in, httplib::Response &out, const httplib::ContentReader &reader)
{
    std::string body;
    const auto length = in.get_header_value("Content-Length");
    // The library would wait for the end of the connection where neither header is there.
    if ((length.empty() && !in.has_header("Transfer-Encoding")) || length == "0")
        return answer(in, out, body);
    const auto limit = size_t(isState(in) ? stateLimit : bodyLimit);
    bool tooLarge = false;
    const bool whole = reader([&](const char *piece, size_t size) {
        tooLarge = body.size() + size > limit;
        if (tooLarge)
            return false;
        body.append(piece, size);
        if (body.size() > onePiece)
            acknowledgeAtOnce(port, quint16(in.remote_port));
        return true;
    });
    if (whole)
        return answer(in, out, body);
    const int status = tooLarge || out.status == 413 ? 413 : 400;
    fillError(out, in.target, status, sentenceFor(status));
    out.set_header("Connection", "close");
}

void Server::Parts::answer(const httplib::Request &in, httplib::Response &out, const std::string &body)
{
    const auto method = methodOf(in.method);
    if (!method)
        return fillError(out, in.target, 405, u"This method is not known here."_s);
    Request request = requestOf(in, body, *method);
    request.gone = [this, peer = quint16(in.remote_port)] { return hasLeft(port, peer); };
    const Answer made = dispatch(request, *world, port);
    if (made.ending == Answer::Ending::Dropped)
        hangUp(port, quint16(in.remote_port));
    if (made.ending == Answer::Ending::Cut)
        cut(out, made);
    else
        fill(out, made);
    out.set_header("x-pixelmeter-generation", std::to_string(world->store.generation()));
    if (made.stream)
        stream(out, made);
    if (stopping)
        out.set_header("Connection", "close");
}

void Server::Parts::stream(httplib::Response &out, const Answer &answer)
{
    const auto provide = [this, run = answer.stream](size_t, httplib::DataSink &sink) {
        run([&](QByteArrayView piece) {
            return !stopping && sink.is_writable() && sink.write(piece.data(), size_t(piece.size()));
        });
        sink.done();
        return true;
    };
    out.set_chunked_content_provider(answer.type.toStdString(), provide);
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
    for (int i = 0; i < count && parts->port == 0; ++i) {
        const int wanted = port + i;
        if (port == 0)
            parts->port = quint16(qMax(0, parts->http.bind_to_any_port(address)));
        else if (wanted <= 65535 && parts->http.bind_to_port(address, wanted))
            parts->port = quint16(wanted);
    }
    if (parts->port == 0) {
        return Error{.kind = Error::Kind::Network,
            .message = u"Port %1 is taken by another program. Choose another one with --port."_s.arg(port)};
    }
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

quint16 Server::port() const
{
    return m_parts->port;
}

void Server::listen(World &world)
{
    m_parts->world = &world;
    m_parts->thread = std::thread([parts = m_parts.get()] { parts->http.listen_after_bind(); });
    while (!m_parts->http.is_running()) // stop() has no effect before
        std::this_thread::yield();
}

void Server::stop()
{
    if (m_parts->stopping.exchange(true) || !m_parts->thread.joinable())
        return;
    m_parts->world->store.stopWaiting();
    m_parts->world->faults.stop();
    m_parts->world->jobs.stop();
    m_parts->http.stop();
    m_parts->finish();
    m_parts->thread.join();
}
