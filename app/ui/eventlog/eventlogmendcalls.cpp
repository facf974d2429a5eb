// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogmendcalls.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool links(const Product &product, const MeterId &meter)
{
    const auto *usage = std::get_if<UsagePrice>(&product.is.price);
    return usage && std::ranges::find(usage->meters, meter, &MeterPrice::meter) != usage->meters.end();
}

// The same price with the new meter in the old one's place.
Price relinked(const Price &price, const MeterId &from, const Meter &to)
{
    UsagePrice out = std::get<UsagePrice>(price);
    for (MeterPrice &meter : out.meters) {
        if (meter.meter == from)
            meter.meter = to.id;
    }
    return out;
}

} // namespace

EventLogMendCalls::EventLogMendCalls(
    Session &session, const NewMeter &made, const Meter &old, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_world(session.world())
    , m_made(made)
    , m_old(old)
{
    m_calls.append({"POST", u"/meters"_s, tr("A new meter of the same name"), {}, {}});
    for (const Product &product : session.state().products) {
        if (!links(product, old.id))
            continue;
        m_products.append(product.id);
        m_calls.append({"PATCH", u"/products/"_s + product.id.string(),
            tr("“%1” links the new one").arg(product.is.name), {}, {}});
    }
    m_calls.append({"DELETE", u"/meters/"_s + old.id.string(), tr("Archives the old one"), {}, {}});
}

bool EventLogMendCalls::isBought() const
{
    const auto keeps
        = [this](const Subscription &subscription) { return m_products.contains(subscription.product); };
    return std::ranges::any_of(m_session.state().subscriptions, keeps);
}

void EventLogMendCalls::start()
{
    if (m_running || finished())
        return;
    m_running = true;
    m_refused = false;
    next();
}

void EventLogMendCalls::next()
{
    if (finished()) {
        m_running = false;
        m_session.refresh();
        Q_EMIT changed();
        return;
    }
    if (isElsewhere())
        return;
    Call &call = m_calls[m_next];
    call.state = Call::State::Running;
    call.answer.clear();
    if (m_next == 0)
        createMeter();
    else if (m_next <= m_products.size())
        patchProduct(m_products[m_next - 1]);
    else
        archiveMeter();
    Q_EMIT changed();
}

// Another place may hold objects of the same ids, and its own stay as they are.
bool EventLogMendCalls::isElsewhere()
{
    if (m_world == m_session.world())
        return false;
    refuse({.kind = Error::Kind::Cancelled, .message = tr("Billing goes elsewhere now.")});
    return true;
}

void EventLogMendCalls::createMeter()
{
    whenDone(m_session.client().createMeter(m_made), this, [this](const Result<Meter> &meter) {
        if (!meter)
            return refuse(meter.error());
        m_new = meter->id;
        done(meter->id.string());
    });
}

// Read first: a patch replaces the price as a whole, and it may have changed meanwhile.
void EventLogMendCalls::patchProduct(const ProductId &id)
{
    whenDone(m_session.client().product(id), this, [this, id](const Result<Product> &product) {
        if (!product)
            return refuse(product.error());
        if (isElsewhere())
            return;
        if (!links(*product, m_old.id))
            return done(tr("it was changed already"));
        Meter made;
        made.id = m_new;
        ProductPatch patch;
        patch.price = relinked(product->is.price, m_old.id, made);
        whenDone(m_session.client().patchProduct(id, patch), this,
            [this](const Result<Done> &patched) { patched ? done(tr("linked")) : refuse(patched.error()); });
    });
}

void EventLogMendCalls::archiveMeter()
{
    whenDone(m_session.client().archiveMeter(m_old.id), this,
        [this](const Result<Done> &archived) { archived ? done(tr("archived")) : refuse(archived.error()); });
}

void EventLogMendCalls::done(const QString &answer)
{
    m_calls[m_next].state = Call::State::Done;
    m_calls[m_next].answer = answer;
    ++m_next;
    next();
}

void EventLogMendCalls::refuse(const Error &error)
{
    m_calls[m_next].state = Call::State::Refused;
    m_calls[m_next].answer
        = error.code.isEmpty() ? error.message : u"%1: %2"_s.arg(error.code, error.message);
    m_running = false;
    m_refused = true;
    m_session.refresh();
    Q_EMIT changed();
}
