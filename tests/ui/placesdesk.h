// SPDX-License-Identifier: MIT
#pragma once

#include "commands/workbench.h"
#include "patience.h"
#include "session/example.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

constexpr int patience = 30000; // a busy machine is slow

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer"_s};
    return call.future().result();
}

// Everything a window is given to work with, on a frozen date, and a second server on this computer that
// plays a real service.
class PlacesDesk {
public:
    static constexpr auto keyThere = "dodo_test_remote_0123456789";

    PlacesDesk()
    {
        WorkbenchOptions options;
        options.clock = clock;
        options.ids = m_ids;
        auto opened = Workbench::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bench = *std::move(opened);
        themes.setMotion(ThemeHost::Motion::Reduced);
        startThere();
    }

    Workbench *operator->() const { return m_bench.get(); }
    Desk desk() const { return m_bench->desk(); }
    Session &session() const { return m_bench->session(); }

    void startThere()
    {
        SandboxOptions options;
        options.folder = m_folder.path();
        options.port = m_port;
        options.portPolicy = SandboxOptions::PortPolicy::Exact;
        options.apiKey = keyThere;
        options.clock = clock;
        options.ids = m_ids;
        auto started = Sandbox::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_there = *std::move(started);
        m_port = m_there->address().port;
    }
    void stopThere() { m_there.reset(); } // from now on nothing answers

    // Meter, product and customer of the packed example.
    bool makeExample() const
    {
        Example example(session(), *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        QSignalSpy changed(&session(), &Session::usageChanged);
        example.start();
        return finished.wait(patience)
            && waitFor([this] { return session().state().subscription.has_value(); });
    }
    bool copyThere() const
    {
        const auto state = resultOf(m_bench->sandbox().state());
        Transport there({.mode = Destination::Mode::Sandbox,
                            .baseUrl = QUrl(m_there->address().dodoUrl),
                            .key = keyThere},
            *m_ids, *clock, nullptr);
        SandboxControls controls(there);
        return state && resultOf(controls.setState(*state)).ok();
    }
    bool goThere() const
    {
        Connections &connections = m_bench->connections();
        return connections.setCustomUrl(m_there->address().dodoUrl)
            && resultOf(connections.setKey(Destination::Mode::Custom, keyThere, KeyKeep::ThisRun))
            && connections.use(Destination::Mode::Custom)
            && waitFor([this] { return session().state().loaded; });
    }
    // Test mode, by a network that leads nowhere: a proxy on this computer that is not there.
    bool goToTestMode() const
    {
        NetworkOptions nowhere;
        nowhere.proxy = NetworkOptions::Proxy::Http;
        nowhere.host = u"127.0.0.1"_s;
        nowhere.port = 1;
        m_bench->transport().setNetworkOptions(nowhere);
        Connections &connections = m_bench->connections();
        return resultOf(connections.setKey(Destination::Mode::Test, "dodo_test_0123456789", KeyKeep::ThisRun))
            && connections.use(Destination::Mode::Test);
    }
    bool emitEvents(const QByteArray &ids, int count) const
    {
        QList<Event> events;
        for (int i = 0; i < count; ++i)
            events.append({.id = {ids + QByteArray::number(i)},
                .customer = session().state().subscription->customer.id,
                .name = session().eventName().toUtf8(),
                .at = session().now(),
                .metadata = {{"quality", MetaValue::ofText(u"standard"_s)}}});
        return resultOf(m_bench->outbox().enqueueAll(events)).ok();
    }
    template<typename Condition>
    static bool waitFor(Condition condition)
    {
        return QTest::qWaitFor(condition, patience);
    }

    // Kept where PIXELMETER_SHOTS names a folder, in both themes.
    void shoot(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("PIXELMETER_SHOTS");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        for (const auto kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            themes.setKind(kind);
            QCoreApplication::processEvents();
            widget.grab().save(
                u"%1/%2-%3.png"_s.arg(folder, name, kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        }
    }

    ThemeHost themes{*qApp};
    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));

private:
    QTemporaryDir m_folder;
    std::shared_ptr<IdSource> m_ids = std::make_shared<SeededIds>(7);
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Sandbox> m_there;
    quint16 m_port = 0;
};

// A control by its name, as a person finds it by its label.
template<typename T = QWidget>
T *part(QObject &window, const char *name)
{
    T *found = window.findChild<T *>(QLatin1StringView(name));
    if (!found)
        qFatal("no control named %s", name);
    return found;
}

inline void press(QWidget &window, const char *name)
{
    QTest::mouseClick(part(window, name), Qt::LeftButton);
}
