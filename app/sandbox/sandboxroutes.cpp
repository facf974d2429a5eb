// SPDX-License-Identifier: MIT
#include "sandbox/guard.h"
#include "sandbox/objectlist.h"
#include "sandbox/renewal.h"
#include "sandbox/snapshots.h"
#include "sandbox/worldstate.h"
#include "support/strictjson.h"

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 exchangesPerPage = 1000;
constexpr qint64 exchangesByDefault = 100;
constexpr qsizetype piece = 256 * 1024; // bytes of frames that are sent together
constexpr int streamsAtMost = 8; // each holds a thread
constexpr auto stillHere = 15s;
constexpr milliseconds messagesWait = 10s;

Answer getState(const Request &, World &world)
{
    return reading(world, [&](const Reading &store) {
        Answer answer;
        answer.body = stateText(world, store);
        return answer;
    });
}

// Keeps the present world, puts another one in its place, and names the way back.
Answer exchangeWorld(World &world, const std::function<Result<void>(Writing &)> &fill,
    const WorldClock::Setting &clock, const QString &why)
{
    const auto kept = takeSnapshot(world, why);
    if (!kept)
        return answerError(kept.error());
    // Before anybody writes: by the clock of the world before, this one would be renewed.
    const auto setClock = [&](const Reading &) { world.clock.apply(clock); };
    if (const auto replaced = world.store.replace(fill, setClock); !replaced)
        return answerError(replaced.error());
    world.faults.clear();
    world.wakeCron();
    return answerJson(
        {{"snapshot"_L1, (*kept)["id"_L1]}, {"generation"_L1, qint64(world.store.generation())}});
}

Answer putState(const Request &request, World &world)
{
    const auto json = readObject(request.body, {.maxBytes = stateLimit});
    if (!json)
        return answerError(json.error());
    const auto state = WorldState::fromJson(*json, world.clock);
    if (!state)
        return answerError(state.error());
    return exchangeWorld(
        world, [&](Writing &out) { return state->writeTo(out); }, state->clock(),
        u"Before another state was loaded"_s);
}

Answer reset(const Request &, World &world)
{
    return exchangeWorld(
        world, [](Writing &) { return Result<void>(); }, {}, u"Before a reset"_s);
}

Answer getClock(const Request &, World &world)
{
    return answerJson(world.clock.toJson());
}

// The newest end of a period that was closed here; what happens before it could be billed to nobody.
std::optional<TimePoint> closedUntil(const Reading &read)
{
    std::optional<TimePoint> out;
    const auto rows = read.list({.kind = Kind::Subscription});
    for (const Row &row : rows) {
        const QJsonArray closed = row.object()[ownKey]["closed"_L1].toArray();
        const auto end = timeFromIso(closed.last()[1].toString().toLatin1());
        if (end && (!out || *end > *out))
            out = *end;
    }
    return out;
}

// Events of a period that is closed and billed would fall nowhere, so time does not go back into one.
std::optional<Error> backRefusal(const Reading &read, TimePoint now, TimePoint target)
{
    if (target >= now)
        return std::nullopt;
    const auto closed = closedUntil(read);
    if (!closed || target >= *closed)
        return std::nullopt;
    return codeError("INVALID_REQUEST_PARAMETERS",
        u"A billing period up to %1 is closed and billed. Reset the sandbox or restore a snapshot to go back before it."_s
            .arg(QString::fromLatin1(toIso(*closed))),
        422, u"set"_s);
}

// All that becomes due on the way happens first, in time order and in the same transaction; its messages are
// sent before the answer, as far as receivers do not hold it up.
Answer setClock(const Request &request, World &world)
{
    const auto json = bodyObject(request);
    if (!json)
        return answerError(json.error());
    Result<WorldClock::Setting> setting = WorldClock::Setting{};
    const Answer changed = writing(request, world, [&](Writing &out) {
        const auto renewal = out.nextDue(Kind::Subscription);
        setting = clockFromJson(*json, world.clock, renewal ? QList{*renewal} : QList<TimePoint>());
        if (!setting)
            return answerError(setting.error());
        const TimePoint target = world.clock.shownBy(*setting);
        if (const auto refused = backRefusal(out, world.clock.now(), target))
            return answerError(*refused);
        const auto renewed = renewDue(out, world, target);
        if (!renewed)
            return answerError(renewed.error());
        out.setMeta("clock", settingText(*setting));
        return answerEmpty(200);
    });
    if (changed.status >= 400)
        return changed;
    world.clock.apply(*setting);
    world.wakeCron();
    world.awaitCron(messagesWait);
    return answerJson(world.clock.toJson());
}

Result<qint64> afterOf(const Request &request)
{
    const auto after = queryInteger(request, "after", 0, std::numeric_limits<qint64>::max());
    if (!after)
        return after.error();
    return after->value_or(0);
}

Answer listExchanges(const Request &request, World &world)
{
    const auto after = afterOf(request);
    const auto limit = queryInteger(request, "limit", 1, exchangesPerPage);
    if (!after || !limit)
        return answerError(after ? limit.error() : after.error());
    world.store.flush(); // what was answered before this call is in the list
    return reading(world, [&](const Reading &store) {
        const auto exchanges = store.exchanges(*after, limit->value_or(exchangesByDefault));
        QJsonArray items;
        for (const Exchange &exchange : exchanges)
            items.append(toJson(exchange));
        const qint64 next = exchanges.isEmpty() ? *after : exchanges.last().seq;
        const auto gap = store.exchangeGap(*after);
        return answerJson(
            {{"items"_L1, items}, {"next"_L1, next}, {"first"_L1, gap.first}, {"missing"_L1, gap.missing}});
    });
}

// What comes next on a stream: a page of exchanges, and what is missing before them.
struct StreamPage {
    QList<Exchange> exchanges;
    Reading::ExchangeGap gap;
};

StreamPage streamPage(const Reading &read, qint64 after)
{
    StreamPage out{.exchanges = read.exchanges(after, exchangesByDefault), .gap = {}};
    if (!out.exchanges.isEmpty() && out.exchanges.first().seq > after + 1)
        out.gap = read.exchangeGap(after);
    return out;
}

// Frames that are there together go out together.
bool sendPage(const StreamPage &page, const StreamSink &sink)
{
    QByteArray frames;
    if (page.gap.missing > 0)
        frames = "event: missing\ndata: "
            + compact({{"first"_L1, page.gap.first}, {"missing"_L1, page.gap.missing}}) + "\n\n";
    for (const Exchange &exchange : page.exchanges) {
        frames += "id: " + QByteArray::number(exchange.seq) + "\ndata: " + compact(toJson(exchange)) + "\n\n";
        if (frames.size() > piece && !sink(std::exchange(frames, {})))
            return false;
    }
    return frames.isEmpty() || sink(frames);
}

// Server-sent events: `id` is the number to continue from, `data` one exchange.
void follow(const Store &store, qint64 after, const StreamSink &sink)
{
    RecordBound::Follower follower(store.bound(), after);
    for (bool open = sink(": exchanges\n\n"); open;) {
        const auto page = store.read([&](const Reading &read) { return streamPage(read, after); });
        if (!page)
            return;
        if (!page->exchanges.isEmpty()) {
            open = sendPage(*page, sink);
            after = page->exchanges.last().seq;
            follower.at(after);
            continue;
        }
        if (!store.waitForExchange(after, stillHere))
            open = sink(": still here\n\n");
    }
}

Answer streamExchanges(const Request &request, World &world)
{
    static std::atomic<int> streams = 0;
    auto after = afterOf(request);
    if (!after)
        return answerError(after.error());
    const QByteArray last = headerValue(request.headers, "last-event-id"); // a browser that came back
    if (!last.isEmpty())
        after = qMax(qint64(0), last.toLongLong());
    if (++streams > streamsAtMost) {
        --streams;
        return answerError({.kind = Error::Kind::RateLimited, .message = u"Too many streams are open."_s});
    }
    const std::shared_ptr<void> place(nullptr, [](void *) { --streams; });
    Answer answer;
    answer.type = "text/event-stream";
    answer.extra.emplaceBack("cache-control", "no-store");
    answer.stream
        = [&store = world.store, from = *after, place](const StreamSink &sink) { follow(store, from, sink); };
    return answer;
}

Answer activate(const Request &, World &world)
{
    if (world.onActivate)
        world.onActivate();
    return answerEmpty(204);
}

constexpr Route table[] = {
    {Method::Get, "/_sandbox/state", Access::Token, getState},
    {Method::Put, "/_sandbox/state", Access::Token, putState},
    {Method::Post, "/_sandbox/reset", Access::Token, reset},
    {Method::Get, "/_sandbox/clock", Access::Token, getClock},
    {Method::Post, "/_sandbox/clock", Access::Token, setClock},
    {Method::Get, "/_sandbox/snapshots", Access::Token, listSnapshots},
    {Method::Post, "/_sandbox/snapshots", Access::Token, makeSnapshot},
    {Method::Post, "/_sandbox/snapshots/:/restore", Access::Token, restoreSnapshot},
    {Method::Delete, "/_sandbox/snapshots/:", Access::Token, deleteSnapshot},
    {Method::Get, "/_sandbox/exchanges", Access::Token, listExchanges},
    {Method::Get, "/_sandbox/exchanges/stream", Access::Token, streamExchanges},
    {Method::Post, "/_sandbox/activate", Access::Token, activate},
};

} // namespace

std::span<const Route> sandboxRoutes()
{
    return table;
}
