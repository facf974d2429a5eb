// SPDX-License-Identifier: MIT
#include "session/example.h"

Example::Example(Session &session, Scenario scenario, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_scenario(std::move(scenario))
    , m_purchase(session)
{
    connect(&m_session, &Session::worldChanged, this, &Example::isElsewhere); // it may wait for a payment
    connect(&m_purchase, &Purchase::failed, this, &Example::fail);
    connect(&m_purchase, &Purchase::succeeded, this, [this](const SubscriptionId &id) {
        if (isElsewhere())
            return;
        add(Line::Kind::Subscription, m_scenario.customer.name, id.string());
        finish();
    });
}

void Example::add(Line::Kind kind, const QString &name, const QString &id)
{
    m_lines.append({kind, name, id});
    Q_EMIT changed();
}

// What is there already is taken: pressing twice makes nothing twice.
void Example::start()
{
    m_lines.clear();
    m_world = m_session.world();
    m_running = true;
    if (const Meter *meter = m_session.meterOfThisProgram()) {
        add(Line::Kind::Meter, meter->is.name, meter->id.string());
        return makeProduct(*meter);
    }
    whenDone(m_session.client().createMeter(m_scenario.meter), this, [this](const Result<Meter> &meter) {
        if (!meter)
            return fail(meter.error());
        if (isElsewhere())
            return;
        add(Line::Kind::Meter, meter->is.name, meter->id.string());
        makeProduct(*meter);
    });
}

// The rest belongs to the place where it was begun.
bool Example::isElsewhere()
{
    if (m_world != m_session.world())
        fail(Error{.kind = Error::Kind::Cancelled, .message = {}});
    return !m_running;
}

void Example::finish()
{
    if (std::exchange(m_running, false))
        Q_EMIT finished();
}

// Once: whoever hears it lets go of the example.
void Example::fail(const Error &error)
{
    if (std::exchange(m_running, false))
        Q_EMIT failed(error);
}

void Example::makeProduct(const Meter &meter)
{
    if (const Product *product = m_session.productOfThisProgram()) {
        add(Line::Kind::Product, product->is.name, product->id.string());
        return buy(*product);
    }
    NewProduct product = m_scenario.product;
    if (auto *price = std::get_if<UsagePrice>(&product.price)) {
        for (MeterPrice &line : price->meters)
            line.meter = meter.id;
    }
    whenDone(m_session.client().createProduct(product), this, [this](const Result<Product> &created) {
        if (!created)
            return fail(created.error());
        if (isElsewhere())
            return;
        add(Line::Kind::Product, created->is.name, created->id.string());
        buy(*created);
    });
}

void Example::buy(const Product &product)
{
    if (m_session.state().subscription) {
        add(Line::Kind::Subscription, m_session.state().customer()->is.name,
            m_session.state().subscription->id.string());
        return finish();
    }
    m_purchase.start({.existing = {},
        .customer = m_scenario.customer,
        .product = product.id,
        .card = testcards::works.toByteArray()});
}
