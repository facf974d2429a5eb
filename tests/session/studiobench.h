// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "imaging/pathpeer.h"
#include "sandbox/sandbox.h"
#include "session/courier.h"
#include "session/example.h"
#include "session/studio.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

constexpr int patience = 30000; // a busy machine

// Every address leads to the test's own server, whatever the profile says.
class ReroutedEngines : public Engines {
public:
    using Engines::Engines;

    ImageDestination destination(const QByteArray &id) const override
    {
        ImageDestination to = Engines::destination(id);
        if (id != "demo") {
            to.baseUrl.setScheme(QStringLiteral("http"));
            to.baseUrl.setHost(QStringLiteral("127.0.0.1"));
            to.baseUrl.setPort(port);
        }
        return to;
    }

    int port = 0;
};

// A studio before the real sandbox, which bills, and an image server that says what the test gives it.
class StudioBench {
public:
    explicit StudioBench(const QString &folder)
    {
        SandboxOptions options;
        options.folder = folder;
        options.port = 0;
        options.clock = clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        auto opened = Outbox::open(folder, *clock);
        auto logged = EventLog::open(folder);
        if (!started || !opened || !logged)
            qFatal("the bench cannot start");
        m_sandbox = *std::move(started);
        m_outbox = *std::move(opened);
        m_log = *std::move(logged);
        join(m_sandbox->address());
    }

    Session &session() const { return *m_session; }
    Outbox &outbox() const { return *m_outbox; }
    Client &client() const { return *m_client; }
    ReroutedEngines &engines() const { return *m_engines; }
    Purse &purse() const { return *m_purse; }
    Studio &studio() const { return *m_studio; }

    // Ready, with this key where it takes one, and at the server's port.
    void use(const QByteArray &id, int port, const QByteArray &key = "sk-canary-0123456789")
    {
        m_engines->port = port;
        m_engines->setUp(id, provider(id).baseUrl, {});
        if (provider(id).auth == Provider::Auth::Bearer
            || provider(id).auth == Provider::Auth::OptionalBearer)
            m_engines->setKey(id, key, KeyKeep::ThisRun);
    }

    bool load() const
    {
        QSignalSpy changed(m_session.get(), &Session::usageChanged);
        m_session->refresh();
        return changed.wait(patience) && m_session->state().loaded;
    }

    bool makeExample() const
    {
        if (!load())
            return false;
        Example example(*m_session, *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return finished.wait(patience) && load();
    }

    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));

private:
    void join(const SandboxAddress &address)
    {
        const ImageDestination demo{
            .provider = "demo", .baseUrl = QUrl(address.imageUrl), .key = address.apiKey};
        m_transport = std::make_unique<Transport>(
            Destination{Destination::Mode::Sandbox, QUrl(address.dodoUrl), address.apiKey}, *m_ids, *clock,
            m_log.get());
        m_client = std::make_unique<Client>(*m_transport);
        m_controls = std::make_unique<SandboxControls>(*m_transport);
        m_session = std::make_unique<Session>(*m_client, m_controls.get(), *m_outbox, *clock);
        m_images = std::make_unique<ImageClient>(demo, *m_ids, *clock, m_log.get(), quickLimits());
        m_engines = std::make_unique<ReroutedEngines>(
            *m_outbox, *m_images, m_keys, *clock, demo, QProcessEnvironment());
        m_purse = std::make_unique<Purse>(*m_outbox, *clock);
        m_studio = std::make_unique<Studio>(*m_session, *m_images, *m_engines, *m_purse, *m_ids);
        connectCourier(*m_outbox, *m_client);
        m_outbox->setDestination(m_session->world());
        m_log->setWorld(m_session->world());
    }

    std::shared_ptr<IdSource> m_ids = std::make_shared<RandomIds>();
    KeyStore m_keys{KeyStore::Backend::None};
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<ReroutedEngines> m_engines;
    std::unique_ptr<Purse> m_purse;
    std::unique_ptr<Studio> m_studio;
};

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer")};
    return call.future().result();
}

inline bool ended(const QList<PictureJob *> &jobs)
{
    return QTest::qWaitFor(
        [&] { return std::ranges::all_of(jobs, [](PictureJob *job) { return job->finished(); }); }, patience);
}

inline QList<PictureTrack::Stage> stages(const QList<PictureJob *> &jobs)
{
    QList<PictureTrack::Stage> out;
    for (const PictureJob *job : jobs)
        out.append(job->track().stage);
    return out;
}
