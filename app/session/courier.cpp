// SPDX-License-Identifier: MIT
#include "session/courier.h"

namespace {

// The last look before the wire. The sandbox has many worlds at one address.
bool leadsTo(const QByteArray &world, const Destination &destination)
{
    return world == worldOf(destination)
        || (destination.mode == Destination::Mode::Sandbox && world.startsWith("sandbox:"));
}

bool isAboutTheKey(const Error &error)
{
    return error.status == 401 || error.status == 403;
}

} // namespace

// The outbox counts and spaces the tries itself, so that the transport makes one at a time.
void connectCourier(Outbox &outbox, Client &client)
{
    outbox.setDeliver([&client](const Shipment &shipment) {
        const CallSource<Delivered> source;
        if (!leadsTo(shipment.destination, client.transport().destination())) {
            source.finish(Error{.kind = Error::Kind::Invalid,
                .message = Outbox::tr("These events belong to another place. They were not sent.")});
            return source.call();
        }
        QList<QByteArray> ids;
        ids.reserve(shipment.ids.size());
        for (const EventId &id : shipment.ids)
            ids.append(id.text);
        const Destination sentTo = client.transport().destination();
        const Call<IngestTry> call = client.ingestOnce(shipment.json, ids);
        source.onCancel([call] { call.cancel(); });
        call.future().then([source, &client, sentTo](const Result<IngestTry> &tried) {
            if (!tried)
                return source.finish(tried.error());
            Delivered delivered{.retryAfter = tried->wait, .again = tried->again};
            if (tried->counted)
                delivered.ingested = *tried->counted;
            else
                delivered.failure = tried->counted.error();
            if (delivered.failure && isAboutTheKey(*delivered.failure)
                && client.transport().destination() != sentTo) {
                delivered.again = true; // another key is set: what was said is about the one before
                delivered.retryAfter = 0ms;
            }
            source.finish(delivered);
        });
        return source.call();
    });
}
