// SPDX-License-Identifier: MIT
#include "ui/pages/playedproduct.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const Session &session)
{
    return u"product:"_s + QString::fromUtf8(session.world());
}

const Product *productWith(const QString &id, const QList<Product> &products)
{
    const auto at
        = std::ranges::find_if(products, [&id](const Product &product) { return product.id.string() == id; });
    return at == products.end() ? nullptr : &*at;
}

const Meter *meterWith(const MeterId &id, const QList<Meter> &meters)
{
    const auto at = std::ranges::find(meters, id, &Meter::id);
    return at == meters.end() ? nullptr : &*at;
}

bool sendsOneOf(const Session &session, const QList<MeterPrice> &meters)
{
    const QStringList sent = session.sentNames();
    return std::ranges::any_of(meters, [&](const MeterPrice &price) {
        const Meter *meter = meterWith(price.meter, session.state().meters);
        return meter && sent.contains(meter->is.eventName);
    });
}

} // namespace

const Product *playedProduct(const Session &session)
{
    const QString chosen = session.outbox().setting(keyOf(session));
    const Product *product = chosen.isEmpty() ? nullptr : productWith(chosen, session.state().products);
    return product ? product : session.productOfThisProgram();
}

bool canPlay(const Product &product)
{
    const auto *usage = std::get_if<UsagePrice>(&product.is.price);
    return usage && !usage->meters.isEmpty();
}

Call<void> playProduct(Session &session, const Product &product)
{
    const CallSource<void> source;
    session.outbox().setSetting(keyOf(session), product.id.string());
    const auto *usage = std::get_if<UsagePrice>(&product.is.price);
    if (!usage || usage->meters.isEmpty() || sendsOneOf(session, usage->meters)) {
        source.finish({});
        return source.call();
    }
    if (const Meter *meter = meterWith(usage->meters.first().meter, session.state().meters)) {
        session.sendName(meter->is.eventName);
        source.finish({});
        return source.call();
    }
    // A meter on a page that was not read.
    whenDone(session.client().meter(usage->meters.first().meter), &session,
        [&session, source, world = session.world()](const Result<Meter> &meter) {
            if (meter && world == session.world())
                session.sendName(meter->is.eventName);
            source.finish(meter ? Result<void>() : Result<void>(meter.error()));
        });
    return source.call();
}
