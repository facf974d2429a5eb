// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"
#include "sandbox/sandbox.h"
#include "session/connections.h"
#include "session/courier.h"
#include "session/example.h"
#include "session/networksettings.h"
#include "session/rescueworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// The result of a call, waited for with the event loop running.
template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 30000))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer in 30 s")};
    return call.future().result();
}

// A program with its own sandbox, on a frozen date, and a second server that plays a real service somewhere
// else: it can go away and come back with all it held. The program can end and start anew, too.
class TwoPlaces {
public:
    static constexpr auto keyThere = "dodo_test_remote_0123456789";

    TwoPlaces()
    {
        open();
        startThere();
    }
    ~TwoPlaces() { close(); }

    // The program ends as if it were killed, and starts anew with what is on disk; keys stay in memory.
    void restart()
    {
        close();
        open();
    }

    Session &session() const { return *m_session; }
    Connections &connections() const { return *m_connections; }
    NetworkSettings &network() const { return *m_network; }
    Outbox &outbox() const { return *m_outbox; }
    Destination sandbox() const { return m_sandbox; }
    QByteArray webhookKey() const { return m_here->address().webhookKey; }
    QString folder() const { return m_folder.path(); }

    void startThere() { m_there = start(QStringLiteral("there"), m_portThere, keyThere); }
    void stopThere() { m_there.reset(); } // from now on nothing answers

    bool load() const
    {
        QSignalSpy changed(m_session.get(), &Session::usageChanged);
        m_session->refresh();
        return changed.wait(30000) && m_session->state().loaded;
    }
    // Meter, product and customer of the packed example.
    bool makeExample() const
    {
        Example example(*m_session, *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return (!finished.isEmpty() || finished.wait(30000)) && load();
    }

    // Everything the program's own sandbox holds, under the same ids.
    bool copyThere() const
    {
        const auto state = resultOf(m_controls->state());
        Transport there(asSandbox(), *m_ids, *clock, nullptr);
        SandboxControls controls(there);
        return state && resultOf(controls.setState(*state)).ok();
    }
    QJsonObject worldThere() const
    {
        Transport there(asSandbox(), *m_ids, *clock, nullptr);
        SandboxControls controls(there);
        return resultOf(controls.state()).valueOr({});
    }

    // Billing goes there, and its state is read.
    bool goThere() const
    {
        if (!m_connections->setCustomUrl(m_there->address().dodoUrl))
            return false;
        return resultOf(m_connections->setKey(Destination::Mode::Custom, keyThere, KeyKeep::ThisRun))
            && m_connections->use(Destination::Mode::Custom) && waitLoaded();
    }
    bool waitLoaded() const
    {
        return QTest::qWaitFor([this] { return m_session->state().loaded; }, 30000);
    }

    // Events of the customer that is played, stored to be sent.
    bool emitEvents(const QByteArray &ids, int count) const
    {
        QList<Event> events;
        for (int i = 0; i < count; ++i)
            events.append({.id = {ids + QByteArray::number(i)},
                .customer = m_session->state().subscription->customer.id,
                .name = m_session->eventName().toUtf8(),
                .at = m_session->now(),
                .metadata = {{"quality", MetaValue::ofText(QStringLiteral("standard"))}}});
        return resultOf(m_outbox->enqueueAll(events)).ok();
    }
    // Counted in the current period, where billing goes now.
    Decimal units() const { return unitsOf(m_session->state()); }

    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));

private:
    void open()
    {
        m_here = start(QStringLiteral("here"), m_portHere, {});
        const SandboxAddress address = m_here->address();
        m_sandbox
            = {.mode = Destination::Mode::Sandbox, .baseUrl = QUrl(address.dodoUrl), .key = address.apiKey};
        auto opened = Outbox::open(m_folder.path(), *clock, [](int) { return milliseconds(50); });
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_outbox = *std::move(opened);
        TransportLimits limits;
        limits.backoff.first = 5ms;
        m_transport = std::make_unique<Transport>(m_sandbox, *m_ids, *clock, nullptr, limits);
        m_images = std::make_unique<ImageClient>(ImageDestination(), *m_ids, *clock, nullptr);
        m_network = std::make_unique<NetworkSettings>(*m_outbox, *m_transport, *m_images);
        m_client = std::make_unique<Client>(*m_transport);
        m_controls = std::make_unique<SandboxControls>(*m_transport);
        connectCourier(*m_outbox, *m_client);
        m_session = std::make_unique<Session>(*m_client, m_controls.get(), *m_outbox, *clock);
        m_connections = std::make_unique<Connections>(*m_session, m_keys, m_sandbox, QProcessEnvironment());
        m_outbox->setDestination(m_session->world());
    }
    void close()
    {
        m_connections.reset();
        m_session.reset();
        m_controls.reset();
        m_client.reset();
        m_network.reset();
        m_images.reset();
        m_transport.reset();
        m_here.reset();
        m_outbox.reset();
    }

    std::unique_ptr<Sandbox> start(const QString &name, quint16 &port, const QByteArray &key) const
    {
        SandboxOptions options;
        options.folder = m_folder.filePath(name);
        options.port = port;
        options.portPolicy = SandboxOptions::PortPolicy::Exact;
        options.apiKey = key;
        options.clock = clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        port = (*started)->address().port;
        return *std::move(started);
    }
    Destination asSandbox() const
    {
        return {
            .mode = Destination::Mode::Sandbox, .baseUrl = QUrl(m_there->address().dodoUrl), .key = keyThere};
    }

    QTemporaryDir m_folder;
    std::shared_ptr<IdSource> m_ids = std::make_shared<SeededIds>(7);
    quint16 m_portHere = 0;
    quint16 m_portThere = 0;
    std::unique_ptr<Sandbox> m_here;
    std::unique_ptr<Sandbox> m_there;
    Destination m_sandbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<NetworkSettings> m_network;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    std::unique_ptr<Session> m_session;
    KeyStore m_keys{KeyStore::Backend::None};
    std::unique_ptr<Connections> m_connections;
};
