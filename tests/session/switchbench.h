// SPDX-License-Identifier: MIT
#pragma once

#include "bench.h"
#include "memorykeychain.h"
#include "sandbox/sandbox.h"
#include "support/strictjson.h"

#include <QJsonArray>

// A second sandbox in the part of a real service: reached as a custom address, with connections of its own
// for what a test does there directly.
class FarService {
public:
    FarService(const std::shared_ptr<FrozenClock> &clock, const QByteArray &key)
        : m_clock(clock)
    {
        SandboxOptions options;
        options.folder = m_folder.path();
        options.port = 0;
        options.apiKey = key;
        options.clock = clock;
        options.ids = std::make_shared<SeededIds>(7);
        auto started = Sandbox::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_sandbox = *std::move(started);
        m_transport = std::make_unique<Transport>(
            Destination{Destination::Mode::Sandbox, QUrl(url()), key}, m_ids, *m_clock, nullptr);
        client = std::make_unique<Client>(*m_transport);
        controls = std::make_unique<SandboxControls>(*m_transport);
    }

    QString url() const { return m_sandbox->address().dodoUrl; }

    // A fault or a wait for matching requests, as POST /_sandbox/faults takes it; DELETE ends them all.
    Result<ApiAnswer> faults(const QByteArray &method, const std::optional<QByteArray> &body = {}) const
    {
        return resultOf(m_transport->send({.method = method,
            .segments = {"_sandbox", "faults"},
            .body = body,
            .expect = method == "DELETE" ? ApiRequest::Expect::Nothing : ApiRequest::Expect::Object}));
    }
    bool faultsTaken() const // each has met its request
    {
        const auto left = faults("GET");
        return left && readObject(left->body)->value(QLatin1StringView("items")).toArray().isEmpty();
    }

    Result<Customer> addCustomer(const QString &email) const
    {
        NewCustomer customer;
        customer.email = email;
        customer.name = QStringLiteral("Far away");
        return resultOf(client->createCustomer(customer));
    }

    // Buys the product for a new customer; the subscription is active then.
    std::optional<Subscription> buy(const ProductId &product, const QString &email) const
    {
        const auto customer = addCustomer(email);
        if (!customer)
            return std::nullopt;
        NewCheckout wanted;
        wanted.cart.append(CartItem{.product = product});
        wanted.customerId = customer->id;
        const auto checkout = resultOf(client->createCheckout(wanted));
        if (!checkout)
            return std::nullopt;
        const auto paid = resultOf(controls->pay(checkout->url, testcards::works.toByteArray()));
        if (!paid || !paid->subscription)
            return std::nullopt;
        const auto made = resultOf(client->subscription(*paid->subscription));
        return made ? std::optional(*made) : std::nullopt;
    }

    std::unique_ptr<Client> client;
    std::unique_ptr<SandboxControls> controls;

private:
    std::shared_ptr<FrozenClock> m_clock;
    QTemporaryDir m_folder;
    RandomIds m_ids;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Transport> m_transport;
};

// A whole program without a window, and a service it can be switched to.
class SwitchBench {
public:
    static constexpr char farKey[] = "dodo_test_far_0123456789";

    explicit SwitchBench(const QProcessEnvironment &environment = {})
    {
        WorkbenchOptions options;
        options.clock = clock;
        options.ids = std::make_shared<SeededIds>(1);
        options.environment = environment;
        options.keychain = [this] { return std::make_unique<MemoryKeychain>(keychain); };
        auto opened = Workbench::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bench = *std::move(opened);
        m_bench->follower().start();
    }

    Workbench *operator->() const { return m_bench.get(); }
    Session &session() const { return m_bench->session(); }
    Connections &connections() const { return m_bench->connections(); }

    bool load() const
    {
        QSignalSpy changed(&session(), &Session::usageChanged);
        session().refresh();
        return changed.wait(30000) && session().state().loaded;
    }

    bool makeExample() const
    {
        Example example(session(), *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return finished.wait(30000) && load();
    }

    bool chooseFar() const // not yet used
    {
        return connections().setCustomUrl(far.url()).ok()
            && resultOf(connections().setKey(Destination::Mode::Custom, farKey, KeyKeep::ThisRun)).ok();
    }
    bool goFar() const
    {
        if (!chooseFar() || !connections().use(Destination::Mode::Custom))
            return false;
        return QTest::qWaitFor([this] { return session().state().loaded; }, 30000);
    }
    bool goHome() const
    {
        if (!connections().use(Destination::Mode::Sandbox))
            return false;
        return QTest::qWaitFor([this] { return session().state().loaded; }, 30000);
    }

    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));
    KeychainContent keychain;
    FarService far{clock, farKey};

private:
    std::unique_ptr<Workbench> m_bench;
};
