// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sandbox.h"
#include "session/example.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// A session before the real sandbox, without a log or pictures.
class PayloadBench {
public:
    PayloadBench()
    {
        SandboxOptions options;
        options.folder = m_folder.path();
        options.port = 0;
        options.clock = clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        auto opened = Outbox::open(m_folder.path(), *clock);
        if (!started || !opened)
            qFatal("the bench cannot start");
        m_sandbox = *std::move(started);
        m_outbox = *std::move(opened);
        const SandboxAddress address = m_sandbox->address();
        m_transport = std::make_unique<Transport>(
            Destination{Destination::Mode::Sandbox, QUrl(address.dodoUrl), address.apiKey}, *m_ids, *clock,
            nullptr);
        m_client = std::make_unique<Client>(*m_transport);
        m_controls = std::make_unique<SandboxControls>(*m_transport);
        m_session = std::make_unique<Session>(*m_client, m_controls.get(), *m_outbox, *clock);
    }

    Session &session() const { return *m_session; }
    Client &client() const { return *m_client; }
    void stopServer() const { m_sandbox->stop(); }

    bool load() const
    {
        QSignalSpy changed(m_session.get(), &Session::usageChanged);
        m_session->refresh();
        return changed.wait(20000) && m_session->state().loaded;
    }

    // Meter, product and customer of the packed example.
    bool makeExample() const
    {
        if (!load())
            return false;
        Example example(*m_session, *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return finished.wait(20000) && load();
    }

    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));

private:
    QTemporaryDir m_folder;
    std::shared_ptr<IdSource> m_ids = std::make_shared<SeededIds>(1);
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    std::unique_ptr<Session> m_session;
};

// The result of a call, waited for with the event loop running.
template<typename T>
Result<T> answerOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20000))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer in 20 s")};
    return call.future().result();
}
