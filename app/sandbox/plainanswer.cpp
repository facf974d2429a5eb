// SPDX-License-Identifier: MIT
#include "sandbox/plainanswer.h"

#include "sandbox/connection.h"
#include "sandbox/oddrequests.h"
#include "sandbox/world.h"

#include <algorithm>

namespace {

struct Reason {
    int status;
    QByteArrayView text;
};

constexpr Reason reasons[] = {{200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"},
    {302, "Found"}, {303, "See Other"}, {304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"},
    {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"}, {409, "Conflict"},
    {413, "Payload Too Large"}, {415, "Unsupported Media Type"}, {422, "Unprocessable Content"},
    {429, "Too Many Requests"}, {500, "Internal Server Error"}, {501, "Not Implemented"},
    {502, "Bad Gateway"}, {503, "Service Unavailable"}, {504, "Gateway Timeout"}};

QByteArrayView reasonOf(int status)
{
    const auto *found = std::ranges::find(reasons, status, &Reason::status);
    return found != std::end(reasons) ? found->text : QByteArrayView("Answer");
}

// Without the empty line; `length` is left out for an answer in pieces.
QByteArray headOf(const Answer &answer, std::optional<qsizetype> length, const ServerState &state, bool close)
{
    QByteArray out;
    out.reserve(512);
    out.append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
    out.append(reasonOf(answer.status)).append("\r\n");
    if (length)
        out.append("Content-Length: ").append(QByteArray::number(*length)).append("\r\n");
    else
        out.append("Transfer-Encoding: chunked\r\n");
    if (!answer.type.isEmpty())
        out.append("Content-Type: ").append(answer.type).append("\r\n");
    out.append(close ? "Connection: close\r\n" : "Keep-Alive: timeout=2\r\n");
    for (const auto &[name, value] : answer.extra)
        out.append(name).append(": ").append(value).append("\r\n");
    const quint64 generation = state.world->store.generation();
    return out.append("x-pixelmeter-generation: ").append(QByteArray::number(generation)).append("\r\n\r\n");
}

bool sendStream(Connection &connection, const Answer &answer, const ServerState &state, bool close)
{
    bool whole = connection.send(headOf(answer, {}, state, close), {});
    answer.stream([&](QByteArrayView piece) { // an empty one asks whether anybody is there
        if (state.stopping)
            return false;
        whole = whole && connection.is_writable();
        if (whole && !piece.isEmpty()) {
            const QByteArray size = QByteArray::number(piece.size(), 16) + "\r\n";
            whole = connection.send(size + piece.toByteArray(), "\r\n");
        }
        return whole;
    });
    return whole && connection.send("0\r\n\r\n", {});
}

} // namespace

bool sendAnswer(Connection &connection, const Answer &answer, const ServerState &state, bool close)
{
    if (answer.ending == Answer::Ending::Dropped)
        return false;
    if (answer.ending == Answer::Ending::Cut) { // says the whole length and sends half
        const QByteArray half = answer.body.left(answer.body.size() / 2);
        connection.send(headOf(answer, answer.body.size() + 1, state, close), half);
        return false;
    }
    if (answer.stream)
        return sendStream(connection, answer, state, close) && !close;
    return connection.send(headOf(answer, answer.body.size(), state, close), answer.body) && !close;
}
