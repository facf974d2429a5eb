// SPDX-License-Identifier: MIT
#pragma once

#include "stack.h"

#include <QElapsedTimer>

// A second server with an account of many objects, reached as a custom service: what this program's pages
// show of somebody's real account.
class RealAccount {
public:
    struct Size {
        int liveMeters = 50; // the most an account may hold (dodo-api.md 2.2)
        int archivedMeters = 200;
        int products = 120;
        int customers = 300;
        int subscriptions = 40; // of the first customers
        int events = 1500; // of the very first one
    };

    RealAccount(std::shared_ptr<FrozenClock> clock, quint64 seed = 7)
        : m_clock(std::move(clock))
        , m_ids(std::make_shared<SeededIds>(seed))
    {
        SandboxOptions options;
        options.folder = m_folder.path();
        options.port = 0;
        options.clock = m_clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_sandbox = *std::move(started);
        const SandboxAddress address = m_sandbox->address();
        m_transport = std::make_unique<Transport>(
            Destination{Destination::Mode::Sandbox, QUrl(address.dodoUrl), address.apiKey}, *m_ids, *m_clock,
            nullptr);
        client = std::make_unique<Client>(*m_transport);
        controls = std::make_unique<SandboxControls>(*m_transport);
    }

    Destination destination() const
    {
        const SandboxAddress address = m_sandbox->address();
        return {Destination::Mode::Custom, QUrl(address.dodoUrl), address.apiKey};
    }

    void fill(const Size &size)
    {
        makeMeters(size);
        for (int i = 0; i < size.products; ++i)
            products.append(made(client->createProduct(newProduct(i))).id);
        for (int i = 0; i < size.customers; ++i)
            customers.append(made(client->createCustomer({.email = emailOf(i),
                .name = QStringLiteral("Customer %1").arg(i + 1),
                .phoneNumber = {},
                .metadata = {}})));
        for (int i = 0; i < size.subscriptions; ++i)
            subscribe(customers[i].id, products.first());
        sendEvents(size.events);
    }

    void subscribe(const CustomerId &customer, const ProductId &product)
    {
        const CreatedCheckout checkout = made(client->createCheckout({.cart = {{.product = product}},
            .customerId = customer,
            .newCustomer = {},
            .returnUrl = {},
            .cancelUrl = {},
            .metadata = {}}));
        const PayOutcome paid = made(controls->pay(checkout.url, testcards::works.toByteArray()));
        if (!paid.succeeded())
            qFatal("not paid");
    }

    // One a second, up to now.
    void sendEvents(int count)
    {
        QList<Event> events;
        const TimePoint now = m_clock->now();
        for (int i = 0; i < count; ++i) {
            events.append({.id = EventId{"acc_" + QByteArray::number(m_sent++)},
                .customer = customers.first().id,
                .name = "image.generated",
                .at = now - std::chrono::seconds(count - i),
                .metadata = {}});
            if (events.size() == 1000 || i + 1 == count)
                made(client->ingest(std::exchange(events, {})));
        }
    }

    static QString emailOf(int i) { return QStringLiteral("person%1@example.com").arg(i + 1); }

    std::unique_ptr<Client> client;
    std::unique_ptr<SandboxControls> controls;
    QList<MeterId> meters; // live ones
    QList<ProductId> products;
    QList<Customer> customers;

private:
    template<typename T>
    static T made(const Call<T> &call)
    {
        const Result<T> result = answerOf(call);
        if (!result)
            qFatal("%s", qPrintable(result.error().message));
        return *result;
    }

    static NewMeter newMeter(int i)
    {
        return {.name = QStringLiteral("Meter %1").arg(i + 1),
            .eventName = i == 0 ? QStringLiteral("image.generated") : QStringLiteral("thing.%1").arg(i + 1),
            .measurementUnit = i == 0 ? QStringLiteral("images") : QStringLiteral("things"),
            .aggregation = {},
            .description = {},
            .filter = {}};
    }

    // The oldest go into the archive, as an account keeps what it no longer counts.
    void makeMeters(const Size &size)
    {
        QList<MeterId> old;
        for (int i = 0; i < size.archivedMeters; ++i) {
            old.append(made(client->createMeter(newMeter(1000 + i))).id);
            if (old.size() == 40 || i + 1 == size.archivedMeters) {
                for (const MeterId &id : std::exchange(old, {}))
                    made(client->archiveMeter(id));
            }
        }
        for (int i = 0; i < size.liveMeters; ++i)
            meters.append(made(client->createMeter(newMeter(i))).id);
    }

    NewProduct newProduct(int i) const
    {
        MeterPrice line;
        line.meter = meters[i % meters.size()];
        line.pricePerUnit = Decimal(5);
        line.freeThreshold = 10;
        UsagePrice price;
        price.meters = {line};
        NewProduct product;
        product.name = QStringLiteral("Product %1").arg(i + 1);
        product.price = price;
        return product;
    }

    QTemporaryDir m_folder;
    std::shared_ptr<FrozenClock> m_clock;
    std::shared_ptr<IdSource> m_ids;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Transport> m_transport;
    int m_sent = 0;
};

// Billing goes to that account from now on, as Connections::use() has it.
inline bool enter(const Stack &stack, const RealAccount &account)
{
    stack.transport().setDestination(account.destination());
    stack.session().enter(account.destination().mode, worldOf(account.destination()));
    return QTest::qWaitFor([&stack] { return stack.session().state().loaded; }, 30000);
}
