// SPDX-License-Identifier: MIT
#include "sandbox/oddrequests.h"

#include "sandbox/connection.h"
#include "sandbox/dispatch.h"
#include "sandbox/guard.h"
#include "sandbox/wirehead.h"
#include "sandbox/world.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcServer, "app.sandbox")

namespace {

constexpr size_t onePiece = 8 * 1024; // bytes; smaller bodies come in one go

thread_local Connection *connection = nullptr;

std::optional<Method> methodOf(const std::string &name)
{
    if (name == "HEAD")
        return Method::Get;
    if (name == "OPTIONS")
        return Method::Options;
    return methodNamed(name);
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

// The library keeps the connection although its answer says otherwise, and reads what is left of this request
// as the next one: a page of another origin could hide one of its own in there.
void endConnection(httplib::Response &out)
{
    out.set_header("Connection", "close");
    connection->endAfterAnswer();
}

bool isState(const httplib::Request &request)
{
    return request.method == "PUT" && request.target == "/_sandbox/state";
}

QString sentenceFor(int status)
{
    return status == 413 ? u"The body is larger than 4 MB."_s
                         : u"This is not a request this server can read."_s;
}

// The library takes the first of several, and a sign or too many digits for an endless body.
bool isOneLength(const httplib::Request &in)
{
    constexpr size_t mostDigits = 18;
    const std::string text = in.get_header_value("Content-Length");
    return in.get_header_value_count("Content-Length") == 1 && !text.empty() && text.size() <= mostDigits
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isReadWithBody(const std::string &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

// What must be refused before the body is read, or answered without one.
httplib::Server::HandlerResponse before(const httplib::Request &in, httplib::Response &out)
{
    using Handled = httplib::Server::HandlerResponse;
    const bool hasLength = in.has_header("Content-Length");
    const auto refuse = [&](int status, const QString &sentence) {
        fillError(out, in.target, status, sentence);
        endConnection(out);
        return Handled::Handled;
    };
    if (hasLength && in.has_header("Transfer-Encoding"))
        return refuse(400, u"A request has either Content-Length or Transfer-Encoding."_s);
    if (hasLength && !isOneLength(in))
        return refuse(400, u"Content-Length is one whole number of bytes."_s);
    if (!in.target.empty() && in.target.front() != '/' && in.method != "OPTIONS")
        return refuse(400, u"The path must start with a slash."_s);
    const auto length = QByteArray::fromStdString(in.get_header_value("Content-Length")).toLongLong();
    if (hasLength && length > (isState(in) ? stateLimit : bodyLimit))
        return refuse(413, sentenceFor(413));
    if (in.is_multipart_form_data()) // the library would take it apart itself
        return refuse(415, u"Send the body as application/json."_s);
    if ((length > 0 || in.has_header("Transfer-Encoding")) && !isReadWithBody(in.method))
        endConnection(out);
    return Handled::Unhandled;
}

void stream(httplib::Response &out, const Answer &answer, const ServerState &state)
{
    const auto provide = [&state, run = answer.stream](size_t, httplib::DataSink &sink) {
        run([&](QByteArrayView piece) {
            return !state.stopping && sink.is_writable() && sink.write(piece.data(), size_t(piece.size()));
        });
        sink.done();
        return true;
    };
    out.set_chunked_content_provider(answer.type.toStdString(), provide);
}

void answerInto(
    httplib::Response &out, const httplib::Request &in, const std::string &body, const ServerState &state)
{
    const auto method = methodOf(in.method);
    if (!method)
        return fillError(out, in.target, 405, u"This method is not known here."_s);
    Request request = requestOf(in, body, *method);
    const Answer made = answerTo(request, state);
    if (made.ending == Answer::Ending::Dropped)
        connection->hangUp();
    if (made.ending == Answer::Ending::Cut)
        cut(out, made);
    else
        fill(out, made);
    out.set_header("x-pixelmeter-generation", std::to_string(state.world->store.generation()));
    if (made.stream)
        stream(out, made, state);
    if (state.stopping)
        out.set_header("Connection", "close");
}

// Pieces are read here and not by the library, so that each can be acknowledged at once and a body without a
// length stops at the limit.
void read(httplib::Response &out, const httplib::Request &in, const httplib::ContentReader &reader,
    const ServerState &state)
{
    std::string body;
    const auto length = in.get_header_value("Content-Length");
    // The library would wait for the end of the connection where neither header is there.
    if ((length.empty() && !in.has_header("Transfer-Encoding")) || length == "0")
        return answerInto(out, in, body, state);
    const auto limit = size_t(isState(in) ? stateLimit : bodyLimit);
    bool tooLarge = false;
    const bool whole = reader([&](const char *piece, size_t size) {
        tooLarge = body.size() + size > limit;
        if (tooLarge)
            return false;
        body.append(piece, size);
        if (body.size() > onePiece)
            connection->acknowledgeAtOnce();
        return true;
    });
    if (whole)
        return answerInto(out, in, body, state);
    const int status = tooLarge || out.status == 413 ? 413 : 400;
    fillError(out, in.target, status, sentenceFor(status));
    endConnection(out);
}

} // namespace

Connection &connectionOfThread()
{
    return *connection;
}

void setConnectionOfThread(Connection *served)
{
    connection = served;
}

Answer answerTo(Request &request, const ServerState &state)
{
    request.gone = [served = connection] { return served->hasLeft(); };
    return dispatch(request, *state.world, state.port);
}

void takeOddRequests(httplib::Server &library, const ServerState &state)
{
    library.set_payload_max_length(size_t(stateLimit));
    library.set_pre_routing_handler(before);
    const auto plain
        = [&state](const httplib::Request &in, httplib::Response &out) { answerInto(out, in, {}, state); };
    const auto withBody = [&state](const httplib::Request &in, httplib::Response &out,
                              const httplib::ContentReader &reader) { read(out, in, reader, state); };
    // Routing is ours: the library matches decoded paths, in which an id's slash is one like any other.
    const char *everything = "[\\s\\S]*";
    library.Get(everything, plain).Options(everything, plain);
    library.Post(everything, withBody).Put(everything, withBody);
    library.Patch(everything, withBody).Delete(everything, withBody);
    library.set_error_handler([](const httplib::Request &in, httplib::Response &out) {
        if (!out.body.empty())
            return;
        fillError(out, in.target, out.status, sentenceFor(out.status));
        endConnection(out);
    });
    library.set_exception_handler([](const httplib::Request &in, httplib::Response &out, std::exception_ptr) {
        qCWarning(lcServer, "A handler failed.");
        fillError(out, in.target, 500, u"The sandbox failed at this request."_s);
    });
}
