// SPDX-License-Identifier: MIT
#pragma once

#include "session/bench.h"
#include "ui/code/codesample.h"
#include "ui/code/codewindow.h"

#include <QAbstractButton>

using namespace Qt::StringLiterals;

// The code window over a whole program without a window of its own.
class CodeBench {
public:
    CodeBench()
    {
        if (!m_bench.load())
            qFatal("the sandbox did not answer");
    }

    void open()
    {
        const Desk desk = m_bench->desk();
        m_window = std::make_unique<CodeWindow>(
            ConnectInfo{desk.dodoUrl, desk.imageUrl, desk.apiKey, desk.webhookKey}, desk.session,
            desk.follower, desk.logModel);
        desk.follower.start();
        m_window->showFor({});
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->resize(1216, 664);
    }
    void close() { m_window.reset(); }

    const Bench &bench() const { return m_bench; }
    Workbench *operator->() const { return m_bench.operator->(); }
    CodeWindow &window() const { return *m_window; }
    Session &session() const { return m_bench.session(); }
    QString customer() const { return session().state().customer()->id.string(); }

    template<typename T = QWidget>
    T *part(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    void click(const QString &name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    void choose(ProgramKind kind) const { click(u"codeKind%1"_s.arg(programKinds().indexOf(kind) + 1)); }
    void save(const QString &folder) const
    {
        m_window->setAskFolder([folder](QWidget *, const QString &, const auto &chosen) { chosen(folder); });
        click(u"saveProgram"_s);
    }

    // What the window must show for the meter of this program.
    Program expected(ProgramKind kind) const
    {
        const Meter *meter = session().meterOfThisProgram();
        return writeProgram({.kind = kind,
            .meter = meter->is,
            .pictures = true,
            .sample = sampleEvent(meter->is, session().state().customer()->id, true),
            .address = m_bench->address().dodoUrl});
    }

private:
    Bench m_bench;
    std::unique_ptr<CodeWindow> m_window;
};
