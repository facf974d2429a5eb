// SPDX-License-Identifier: MIT
#include "session/courier.h"

void connectCourier(Outbox &outbox, Client &client)
{
    outbox.setDeliver([&client](const Shipment &shipment) {
        QList<QByteArray> ids;
        ids.reserve(shipment.ids.size());
        for (const EventId &id : shipment.ids)
            ids.append(id.text);
        const CallSource<Delivered> source;
        const Call<int> call = client.ingest(shipment.json, ids);
        source.onCancel([call] { call.cancel(); });
        call.future().then([source](const Result<int> &ingested) {
            source.finish(
                ingested ? Delivered{.ingested = *ingested} : Delivered{.failure = ingested.error()});
        });
        return source.call();
    });
}
