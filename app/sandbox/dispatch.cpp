// SPDX-License-Identifier: MIT
#include "sandbox/dispatch.h"

#include "sandbox/advice.h"
#include "sandbox/guard.h"
#include "sandbox/imageorder.h"
#include "sandbox/recorded.h"
#include "sandbox/webuiorder.h"
#include "sandbox/world.h"
#include "support/strictjson.h"

#include <QLoggingCategory>

#include <vector>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcDispatch, "app.sandbox.dispatch", QtWarningMsg)

namespace {

QLatin1StringView nameOf(Method method)
{
    static constexpr QLatin1StringView names[]
        = {"GET"_L1, "POST"_L1, "PUT"_L1, "PATCH"_L1, "DELETE"_L1, "OPTIONS"_L1};
    return names[size_t(method)];
}

struct SplitRoute {
    const Route *route;
    QList<QByteArray> segments;
};

QList<QByteArray> splitPath(QByteArrayView path)
{
    QList<QByteArray> out = path.toByteArray().split('/');
    out.removeFirst(); // before the first slash
    return out;
}

const std::vector<SplitRoute> &splitRoutes()
{
    static const std::vector<SplitRoute> all = [] {
        std::vector<SplitRoute> out;
        for (const Route &route : routes())
            out.push_back({&route, splitPath(route.pattern)});
        return out;
    }();
    return all;
}

bool fits(const QList<QByteArray> &pattern, const QList<QByteArray> &segments)
{
    if (pattern.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool fit = pattern[i] == ":" ? !segments[i].isEmpty() : pattern[i] == segments[i];
        if (!fit)
            return false;
    }
    return true;
}

struct Found {
    const Route *route = nullptr;
    QByteArrayList otherMethods; // the path is known, the method is not
};

// The table's order decides, so that "/events/ingest" stands before "/events/:".
Found find(const Request &request)
{
    Found out;
    for (const SplitRoute &candidate : splitRoutes()) {
        if (!fits(candidate.segments, request.segments))
            continue;
        if (candidate.route->method == request.method) {
            out.route = candidate.route;
            return out;
        }
        out.otherMethods.append(nameOf(candidate.route->method).data());
    }
    return out;
}

Answer unknown(const Request &request, const Found &found)
{
    if (found.otherMethods.isEmpty()) {
        return answerErrorAt(request.target,
            {.kind = Error::Kind::NotFound, .message = u"There is nothing at this path."_s, .status = 404});
    }
    Answer answer = answerErrorAt(request.target,
        {.message = u"This path does not take %1."_s.arg(nameOf(request.method)), .status = 405});
    answer.extra.emplaceBack("allow", found.otherMethods.join(", "));
    return answer;
}

Answer answerFrom(const Route &route, const Request &request, World &world)
{
    if (const auto refused = refusedKey(request, route.access, world.apiKey))
        return answerErrorAt(request.target, *refused);
    if (const auto refused = refusedBody(request, route.access))
        return answerErrorAt(request.target, *refused);
    return route.handler(request, world);
}

bool isOwnControl(const Request &request)
{
    return !request.segments.isEmpty() && request.segments.first() == "_sandbox";
}

// What is kept of a request's body. Only reads are recorded after they were answered; all others lend theirs.
QByteArray bodyOf(const Request &request, QByteArrayView type)
{
    if (request.body.isEmpty())
        return {};
    if (request.method != Method::Get && isKeptWhole(request.body, type))
        return QByteArray::fromRawData(request.body.data(), request.body.size());
    return keptBody(request.body, type);
}

ExchangeDraft draftOf(const Request &request, const World &world)
{
    const auto given = QUuid::fromString(QString::fromLatin1(headerValue(request.headers, exchangeHeader)));
    const QByteArray type = headerValue(request.headers, "content-type");
    return {.id = given.isNull() ? QUuid(QString::fromLatin1(world.ids.next(Prefix::Exchange))) : given,
        .at = world.clock.now(),
        .started = std::chrono::steady_clock::now(),
        .method = nameOf(request.method).data(),
        .target = withoutLiveKeys(request.target),
        .head = withoutLiveKeys(headText(masked(request.headers))),
        .body = bodyOf(request, type),
        .events = {},
        .stored = false};
}

Answer handled(const Request &request, World &world, const Found &found)
{
    return found.route ? answerFrom(*found.route, request, world) : unknown(request, found);
}

// A request that a fault waits for: late, answered with its status instead of being carried out, or carried
// out with an answer that does not arrive.
Answer handledBadly(const Request &request, World &world, const Found &found, const Fault &fault)
{
    if (fault.delay > 0ms)
        world.faults.wait(fault.delay);
    if (fault.status == 0) {
        Answer answer = handled(request, world, found);
        answer.ending = fault.ending;
        return answer;
    }
    Answer answer = answerErrorAt(request.target,
        {.message = u"A fault was asked for here."_s, .code = fault.code, .status = fault.status});
    answer.extra.removeIf([](const auto &header) { return header.first == "x-should-retry"; });
    if (fault.retryAfter)
        answer.extra.emplaceBack("retry-after", QByteArray::number(*fault.retryAfter));
    return answer;
}

Answer handledWithFaults(const Request &request, World &world, const Found &found)
{
    const auto fault = world.faults.take(request.exchange->method, request.target);
    return fault ? handledBadly(request, world, found, *fault) : handled(request, world, found);
}

// dodo-api.md 1.6: no text in the message.
Error tooManyRequests()
{
    return {.kind = Error::Kind::RateLimited, .message = {}, .code = u"TOO_MANY_REQUESTS"_s, .status = 429};
}

// What was answered is in the record before the answer leaves: writes in the transaction of their effects,
// all else that is not a read here. Reads change nothing and do not wait; their records keep the order in
// which they were answered and are on disk with the next write's, or 10 ms later.
void record(const ExchangeDraft &draft, const Answer &answer, Method method, World &world)
{
    Answer kept = answer;
    kept.body = keptBody(answer.body, answer.type); // pictures need not wait in the queue
    const auto note = [draft, kept](Writing &out) { out.record(draft, kept); };
    if (method == Method::Get)
        return world.store.post(note);
    if (const auto noted = world.store.note(note); !noted)
        qCWarning(lcDispatch) << "An exchange is not in the record:" << noted.error().message;
}

Answer recorded(Request &request, World &world, const Found &found)
{
    ExchangeDraft draft = draftOf(request, world);
    request.exchange = &draft;
    const auto rate = world.limits.take(headerValue(request.headers, "authorization"), draft.started);
    Answer answer = rate && !rate->allowed ? answerErrorAt(request.target, tooManyRequests())
                                           : handledWithFaults(request, world, found);
    if (rate)
        answer.extra += rateHeaders(*rate);
    request.exchange = nullptr;
    if (!draft.stored) {
        world.advice.addTo(request, answer);
        record(draft, answer, request.method, world);
    }
    answer.extra.emplaceBack(exchangeHeader.toByteArray(), draft.id.toByteArray(QUuid::WithoutBraces));
    return answer;
}

void addQuery(Query &query, QByteArrayView text)
{
    for (const QByteArray &pair : text.toByteArray().split('&')) {
        const qsizetype equals = pair.indexOf('=');
        QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1).replace('+', ' ');
        value = QByteArray::fromPercentEncoding(value);
        if (!value.isEmpty())
            query.emplaceBack(QByteArray::fromPercentEncoding(pair.left(equals)), value);
    }
}

} // namespace

void splitTarget(Request &request)
{
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.left(mark);
    request.segments = splitPath(path);
    for (QByteArray &segment : request.segments)
        segment = QByteArray::fromPercentEncoding(segment);
    if (mark >= 0)
        addQuery(request.query, QByteArrayView(request.target).sliced(mark + 1));
}

Answer dispatch(Request &request, World &world, quint16 port)
{
    if (const auto refused = refusedHost(request.headers, port))
        return answerErrorAt(request.target, *refused);
    if (request.method == Method::Options)
        return answerEmpty(204);
    const Found found = find(request);
    // Not recorded: a foreign page shall not write into the log.
    const Access access = found.route ? found.route->access : Access::Token;
    if (const auto refused = refusedOrigin(request, access, port))
        return answerErrorAt(request.target, *refused);
    const bool poll = found.route && found.route->recording == Recording::Off;
    if (!isOwnControl(request) && !poll)
        return recorded(request, world, found);
    return found.route ? answerFrom(*found.route, request, world) : unknown(request, found);
}

Answer answerErrorAt(QByteArrayView target, const Error &error)
{
    Answer answer = answerError(error);
    if (target.startsWith("/v1/"))
        answer.body = compact(imageErrorJson(error));
    else if (target.startsWith("/sdapi/"))
        answer.body = compact(webUiErrorJson(error));
    else if (target.startsWith("/sdcpp/"))
        answer.body = compact(sdServerErrorJson(error));
    return answer;
}
