// SPDX-License-Identifier: MIT
#include "session/courier.h"

#include "support/strictjson.h"

namespace {

QByteArray idOf(const QByteArray &eventJson)
{
    const auto event = readObject(eventJson);
    return event ? event->value(QLatin1StringView("event_id")).toString().toUtf8() : QByteArray();
}

} // namespace

void connectCourier(Outbox &outbox, Client &client)
{
    outbox.setDeliver([&client](const QList<QByteArray> &events) {
        QList<QByteArray> ids;
        for (const QByteArray &event : events)
            ids.append(idOf(event));
        return client.ingest(events, ids);
    });
}
