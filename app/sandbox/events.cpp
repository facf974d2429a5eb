// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "billing/rules.h"
#include "sandbox/advice.h"
#include "sandbox/advicetext.h"
#include "sandbox/creditpass.h"
#include "sandbox/eventtext.h"
#include "sandbox/ingestbody.h"
#include "sandbox/world.h"

#include <unordered_set>

using namespace Qt::StringLiterals;

namespace {

QString eventPath(size_t at)
{
    return u"events[%1]"_s.arg(at);
}

// What a meaning error is told besides, while the sandbox's date is not the real one (design.md).
Error withClockHint(Error error, const WorldClock &clock)
{
    if (clock.mode() != ClockMode::Real && error.field.endsWith("timestamp"_L1))
        error.message += u" The sandbox's date is not today. Leave timestamp out or return to today."_s;
    return error;
}

// Everything that needs no store: limits and window of each event, and ids twice in this request.
Result<void> checkAll(const std::vector<EventView> &events, TimePoint now)
{
    static_assert(choices::wrongEvent == choices::WrongEvent::RefusesRequest);
    std::unordered_set<std::string_view> ids;
    ids.reserve(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
        // The path costs more than the check, so it is made only for an error.
        if (!check(events[i], now))
            return check(events[i], now, eventPath(i));
        if (!ids.insert({events[i].id.data(), size_t(events[i].id.size())}).second) {
            return choices::refused(choices::repeatedId,
                u"%1.event_id repeats “%2”. Each event of a request needs its own id."_s.arg(
                    eventPath(i), QString::fromUtf8(events[i].id)),
                eventPath(i) + u".event_id"_s);
        }
    }
    return {};
}

std::optional<Error> unknownCustomer(const Writing &world, const std::vector<EventRow> &rows)
{
    QByteArrayView last;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && rows[i].customer == last)
            continue;
        last = rows[i].customer;
        if (!world.knowsCustomer(last)) {
            return choices::refused(choices::unknownCustomer,
                u"%1.customer_id “%2” is not a customer here."_s.arg(eventPath(i), QString::fromUtf8(last)),
                eventPath(i) + u".customer_id"_s);
        }
    }
    return std::nullopt;
}

// Stores a few events one by one, to tell which of them are known already.
qint64 appendFew(Writing &out, const std::vector<EventRow> &rows, QByteArrayList &known)
{
    qint64 stored = 0;
    for (const EventRow &row : rows) {
        const qint64 isNew = out.append({&row, 1});
        if (isNew == 0)
            known.append(quotedAscii(row.id));
        stored += isNew;
    }
    return stored;
}

QByteArrayList knownSentence(const QByteArrayList &ids)
{
    if (ids.isEmpty())
        return {};
    return {(ids.size() == 1 ? "event " : "events ") + ids.join(", ")
        + " stored before: the first content stays, and ingested_count tells what is new"};
}

// dodo-api.md 2.3, 3.1
Answer ingest(const Request &request, World &world)
{
    IngestBody body;
    if (const auto read = body.read(request.body); !read)
        return answerError(read.error());
    if (request.exchange)
        request.exchange->events = body.ids();
    const TimePoint now = world.clock.now();
    if (const auto checked = checkAll(body.events(), now); !checked)
        return answerError(withClockHint(checked.error(), world.clock));
    const std::vector<EventRow> rows = body.rows(now);
    const bool advised = rows.size() <= eventsAdvised;
    const QByteArrayList missed = advised
        ? missSentences(world.advice.misses(world.store, body.events(), now), body.events())
        : QByteArrayList();
    const auto store = [&](Writing &out) {
        if (const auto unknown = unknownCustomer(out, rows))
            return answerError(*unknown);
        QByteArrayList known;
        const qint64 stored = advised ? appendFew(out, rows, known) : out.append(rows);
        const qint64 count = choices::ingestedCount(qint64(rows.size()), stored);
        Answer answer;
        if (!known.isEmpty() || !missed.isEmpty())
            answer.extra.emplaceBack(adviceHeader.toByteArray(), adviceText(knownSentence(known) + missed));
        answer.body = R"({"ingested_count":)" + QByteArray::number(count) + '}';
        return answer;
    };
    Answer answer = writing(request, world, store, Checks::BeforeEffects);
    if (answer.status < 400)
        creditEventsCame(world);
    return answer;
}

struct Wanted {
    EventQuery query;
    std::optional<Meter> meter;
};

// dodo-api.md 2.3: bad queries are 400, an unknown meter 404, a name that is not the meter's 400.
Result<Wanted> wantedOf(const Request &request, const Reading &store)
{
    const auto start = queryTime(request, "start", 400);
    const auto end = queryTime(request, "end", 400);
    if (!start || !end)
        return start ? end.error() : start.error();
    Wanted out;
    out.query.customer = queryText(request, "customer_id");
    out.query.name = queryText(request, "event_name");
    out.query.from = *start ? std::optional(choices::firstMoment(**start)) : std::nullopt;
    out.query.to = *end ? std::optional(choices::momentAfterLast(**end)) : std::nullopt;
    if (*start && *end && **start > **end)
        return invalidQuery(u"“start” lies after “end”."_s, u"start"_s, 400);
    const auto meterId = queryText(request, "meter_id");
    if (!meterId)
        return out;
    const auto row = store.find(Kind::Meter, *meterId);
    if (!row)
        return notFound(u"meter"_s, *meterId);
    const auto meter = meterFromJson(row->object());
    if (!meter)
        return meter.error();
    const QByteArray name = meter->is.eventName.toUtf8();
    if (out.query.name.value_or(name) != name) {
        return invalidQuery(u"“event_name” is not the meter's, which is “%1”."_s.arg(meter->is.eventName),
            u"event_name"_s, 400);
    }
    out.query.name = name;
    out.meter = *meter;
    return out;
}

Answer listEvents(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return reading(world, [&](const Reading &store) {
        auto wanted = wantedOf(request, store);
        if (!wanted)
            return answerError(wanted.error());
        // A filter is judged here, so only without one can the database skip the earlier pages.
        const bool filtered = wanted->meter && wanted->meter->is.filter;
        qint64 skip = filtered ? page->offset() : 0;
        if (!filtered) {
            wanted->query.offset = page->offset();
            wanted->query.limit = page->size;
        }
        QByteArrayList items;
        store.events(wanted->query, [&](const StoredEvent &event) {
            if (filtered && !matches(*wanted->meter, event.view))
                return true;
            if (skip-- <= 0)
                items.append(eventText(event, world.businessId));
            return items.size() < page->size;
        });
        Answer answer;
        answer.body = R"({"items":[)" + items.join(',') + "]}";
        answer.rows = items.size();
        return answer;
    });
}

Answer retrieveEvent(const Request &request, World &world)
{
    const QByteArray &id = request.segment(1);
    return reading(world, [&](const Reading &store) {
        Answer answer = answerError(notFound(u"event"_s, id));
        store.event(id, [&](const StoredEvent &event) {
            answer = Answer();
            answer.body = eventText(event, world.businessId);
        });
        return answer;
    });
}

constexpr Route table[] = {
    {Method::Post, "/events/ingest", Access::Token, ingest},
    {Method::Get, "/events", Access::Token, listEvents},
    {Method::Get, "/events/:", Access::Token, retrieveEvent},
};

} // namespace

std::span<const Route> eventRoutes()
{
    return table;
}
