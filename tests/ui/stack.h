// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/client.h"
#include "dodo/sandboxcontrols.h"
#include "outbox/outbox.h"
#include "patience.h"
#include "sandbox/sandbox.h"
#include "session/courier.h"
#include "session/engines.h"
#include "session/purse.h"
#include "session/session.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// What stands behind a page: the real embedded server on a free port, the real client, outbox and session, in
// a temporary folder, on a frozen date with seeded ids.
class Stack {
public:
    Stack()
    {
        SandboxOptions options;
        options.folder = m_folder.filePath(QStringLiteral("sandbox"));
        options.port = 0;
        options.clock = clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_sandbox = *std::move(started);
        auto opened = Outbox::open(m_folder.path(), *clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_outbox = *std::move(opened);
        const SandboxAddress address = m_sandbox->address();
        m_transport = std::make_unique<Transport>(
            Destination{Destination::Mode::Sandbox, QUrl(address.dodoUrl), address.apiKey}, *m_ids, *clock,
            nullptr);
        m_client = std::make_unique<Client>(*m_transport);
        m_controls = std::make_unique<SandboxControls>(*m_transport);
        connectCourier(*m_outbox, *m_client);
        m_session = std::make_unique<Session>(*m_client, m_controls.get(), *m_outbox, *clock);
        ImageLimits limits;
        limits.backoff.first = 1ms;
        const ImageDestination demo{
            .provider = "demo", .baseUrl = QUrl(address.imageUrl), .key = address.apiKey};
        m_images = std::make_unique<ImageClient>(demo, *m_ids, *clock, nullptr, limits);
        m_engines = std::make_unique<Engines>(*m_outbox, *m_images, keys, *clock, demo, environment());
        m_purse = std::make_unique<Purse>(*m_outbox, *clock);
    }

    Session &session() const { return *m_session; }
    Client &client() const { return *m_client; }
    Transport &transport() const { return *m_transport; }
    ImageClient &images() const { return *m_images; }
    Engines &engines() const { return *m_engines; }
    Purse &purse() const { return *m_purse; }
    void stopServer() const { m_sandbox->stop(); } // from now on nothing answers

    bool load() const
    {
        QSignalSpy changed(m_session.get(), &Session::changed);
        m_session->refresh();
        return QTest::qWaitFor(
            [this, &changed] { return !changed.isEmpty() && m_session->state().loaded; }, 30000);
    }

    std::shared_ptr<FrozenClock> clock
        = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T09:04:11.306Z"));

    KeyStore keys{KeyStore::Backend::None};

private:
    // What a person's shell may hold: keys that are offered, never taken.
    static QProcessEnvironment environment()
    {
        QProcessEnvironment out;
        out.insert(QStringLiteral("OPENAI_API_KEY"), QStringLiteral("sk-environment-0123456789"));
        return out;
    }

    QTemporaryDir m_folder;
    std::shared_ptr<IdSource> m_ids = std::make_shared<SeededIds>(1);
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<Purse> m_purse;
};

// The result of a call, waited for with the event loop running.
template<typename T>
Result<T> answerOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 30000))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer in 20 s")};
    return call.future().result();
}

// A control by its name, as a person finds it by its label.
template<typename T = QWidget>
T *control(QWidget &page, const char *name)
{
    T *found = page.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no control named %s", name);
    return found;
}

inline void type(QWidget &page, const char *name, const QString &text)
{
    auto *edit = control<QLineEdit>(page, name);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    for (const QChar letter : text) // keyClicks knows Latin-1 only
        QTest::sendKeyEvent(QTest::Click, edit, Qt::Key_unknown, QString(letter), Qt::NoModifier);
}

inline void press(QWidget &page, const char *name)
{
    QTest::mouseClick(control(page, name), Qt::LeftButton);
}
