// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "billing/event.h"
#include "sandbox/ingestbody.h"
#include "support/strictjson.h"

namespace {

// The slow reading of the same body.
std::optional<std::vector<Event>> eventsIn(QByteArrayView body)
{
    const auto json = readObject(body);
    const QJsonArray items = json ? json->value(QLatin1StringView("events")).toArray() : QJsonArray();
    if (items.isEmpty() || items.size() > 1000)
        return std::nullopt;
    std::vector<Event> out;
    for (const auto &item : items) {
        const auto event = item.isObject() ? eventFromJson(item.toObject()) : Result<Event>(Error{});
        if (!event)
            return std::nullopt;
        out.push_back(*event);
    }
    return out;
}

} // namespace

// simdjson and QJsonDocument take the same bodies and read the same from them.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    IngestBody body;
    const QByteArrayView bytes = viewOf(data, size);
    const bool taken = body.read(bytes).ok();
    const auto slow = eventsIn(bytes);
    expect(taken == slow.has_value(), "both take it or neither does");
    if (!taken)
        return 0;
    expect(body.events().size() == slow->size(), "as many events");
    const auto rows = body.rows(TimePoint());
    for (size_t i = 0; i < slow->size(); ++i) {
        const Event &event = (*slow)[i];
        const EventView &view = body.events()[i];
        expect(view.id == event.id.text && view.customer == event.customer.text && view.name == event.name,
            "the same texts");
        expect(view.at == event.at, "the same time");
        expect(qsizetype(view.metadata.size()) == event.metadata.size(), "as much metadata");
        expect(rows[i].id == view.id, "a row of each event");
    }
    return 0;
}
