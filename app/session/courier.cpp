// SPDX-License-Identifier: MIT
#include "session/courier.h"

// The outbox counts and spaces the tries itself, so that the transport makes one at a time.
void connectCourier(Outbox &outbox, Client &client)
{
    outbox.setDeliver([&client](const Shipment &shipment) {
        QList<QByteArray> ids;
        ids.reserve(shipment.ids.size());
        for (const EventId &id : shipment.ids)
            ids.append(id.text);
        const CallSource<Delivered> source;
        const Call<IngestTry> call = client.ingestOnce(shipment.json, ids);
        source.onCancel([call] { call.cancel(); });
        call.future().then([source](const Result<IngestTry> &tried) {
            if (!tried)
                return source.finish(tried.error());
            Delivered delivered{.retryAfter = tried->wait, .again = tried->again};
            if (tried->counted)
                delivered.ingested = *tried->counted;
            else
                delivered.failure = tried->counted.error();
            source.finish(delivered);
        });
        return source.call();
    });
}
