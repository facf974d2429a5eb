// SPDX-License-Identifier: MIT
#pragma once

#include "commands/workbench.h"
#include "session/example.h"

#include <QSignalSpy>
#include <QTest>

// A whole program without a window, on a frozen date, in a temporary folder.
class Bench {
public:
    Bench()
    {
        WorkbenchOptions options;
        options.clock = clock;
        options.ids = std::make_shared<SeededIds>(1);
        auto opened = Workbench::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bench = *std::move(opened);
    }

    Workbench *operator->() const { return m_bench.get(); }
    Session &session() const { return m_bench->session(); }

    bool load() const
    {
        QSignalSpy changed(&session(), &Session::usageChanged);
        session().refresh();
        return changed.wait(30000) && session().state().loaded;
    }

    // Meter, product and customer of the packed example.
    bool makeExample() const
    {
        Example example(session(), *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return finished.wait(30000) && load();
    }

    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));

private:
    std::unique_ptr<Workbench> m_bench;
};

// The result of a call, waited for with the event loop running.
template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 30000))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer in 30 s")};
    return call.future().result();
}
