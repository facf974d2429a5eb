// SPDX-License-Identifier: MIT
#pragma once

#include "keyboard.h"
#include "looks.h"
#include "sandbox/sandbox.h"
#include "session/bench.h"
#include "ui/accounts/accountssheet.h"
#include "ui/accounts/livesheet.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/topbar.h"
#include "ui/parts/badge.h"
#include "ui/parts/button.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

constexpr int patience = 20000; // a busy machine is slow

// The whole window, and a second embedded server that plays somebody's own account.
class AccountsBench {
public:
    using Mode = Destination::Mode;

    explicit AccountsBench(ThemeHost &themes, const QHash<QString, QString> &environment = {})
    {
        SandboxOptions other;
        other.folder = m_folder.filePath(u"other"_s);
        other.port = 0;
        other.apiKey = "dodo_test_2fa81c70be4d4c55";
        auto started = Sandbox::start(other);
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_other = *std::move(started);
        WorkbenchOptions options;
        options.clock = m_clock;
        options.ids = std::make_shared<SeededIds>(1);
        QProcessEnvironment variables;
        for (auto one = environment.begin(); one != environment.end(); ++one)
            variables.insert(one.key(), one.value());
        options.environment = variables;
        auto opened = Workbench::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bench = *std::move(opened);
        m_shell = std::make_unique<Shell>(m_bench->desk(), themes, Shell::Memory::Forget);
        m_shell->show(QSize(1280, 720));
        window().showPage(MainWindow::Meter);
        window().activateWindow();
    }
    ~AccountsBench()
    {
        m_shell.reset();
        m_bench.reset();
    }

    bool ready() const
    {
        return QTest::qWaitForWindowActive(&window())
            && QTest::qWaitFor([this] { return session().state().loaded; }, patience);
    }
    // Meter, product and customer of the packed example, in the sandbox.
    bool makeExample() const
    {
        Example example(session(), *loadScenario(pixelgen));
        QSignalSpy finished(&example, &Example::finished);
        example.start();
        return finished.wait(patience)
            && QTest::qWaitFor([this] { return session().state().subscription.has_value(); }, patience);
    }

    Session &session() const { return m_bench->session(); }
    Connections &connections() const { return m_bench->connections(); }
    Workbench &bench() const { return *m_bench; }
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    Shell &shell() const { return *m_shell; }
    QString otherUrl() const { return m_other->address().dodoUrl; }
    QByteArray otherKey() const { return m_other->address().apiKey; }
    void stopOther() const { m_other->stop(); }
    QString otherHost() const { return u"127.0.0.1:%1"_s.arg(m_other->address().port); }

    template<typename T = QWidget>
    T *part(const char *name) const
    {
        T *found = window().findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no control named %s", name);
        return found;
    }
    QString text(const char *label) const { return part<QLabel>(label)->text(); }
    AccountsSheet &accounts() const { return *part<AccountsSheet>("accountsSheet"); }
    LiveSheet &live() const { return *part<LiveSheet>("liveSheet"); }
    QString status() const { return part("accountStatus")->accessibleName(); }
    QString noteOf(const char *field) const { return part<QLineEdit>(field)->accessibleDescription(); }
    void press(const char *name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    void paste(const QString &key) const
    {
        QGuiApplication::clipboard()->setText(key);
        press("pasteAccountKey");
    }
    // Brings a sheet to the front, as a window manager does.
    static bool front(QWidget &sheet)
    {
        sheet.activateWindow();
        return QTest::qWaitFor([&sheet] { return QApplication::activeWindow() == &sheet; }, patience);
    }
    // As the second server's owner has it: held for this run, and used.
    bool useOther() const
    {
        if (!connections().setCustomUrl(otherUrl()))
            return false;
        connections().setKey(Mode::Custom, otherKey(), KeyKeep::ThisRun);
        return connections().use(Mode::Custom)
            && QTest::qWaitFor([this] { return session().state().loaded; }, patience);
    }
    // Nobody answers at the real host here: what is looked at is the window.
    bool goLive() const
    {
        connections().setKey(Mode::Live, QByteArray(liveKey), KeyKeep::ThisRun);
        return connections().live().open(LiveGuard::phrase()) && connections().use(Mode::Live);
    }
    QAction *entry(const char *name) const
    {
        return window().topBar()->billingMenu()->findChild<QAction *>(QLatin1StringView(name));
    }
    // Everything a reader or a screen reader finds in the window and its sheets.
    QString everyWord() const
    {
        QStringList words{window().windowTitle()};
        const QList<QWidget *> all = window().findChildren<QWidget *>();
        for (const QWidget *one : all) {
            words << one->accessibleName() << one->accessibleDescription() << one->toolTip();
            if (const auto *label = qobject_cast<const QLabel *>(one))
                words << label->text();
            if (const auto *button = qobject_cast<const QAbstractButton *>(one))
                words << button->text();
            const auto *line = qobject_cast<const QLineEdit *>(one);
            if (line && line->echoMode() == QLineEdit::Normal)
                words << line->text();
        }
        const QList<QAction *> actions = window().findChildren<QAction *>();
        for (const QAction *action : actions)
            words << action->text();
        return words.join(u'\n');
    }

    static constexpr auto liveKey = "dodo_live_0123456789abcdefLIVE";

private:
    QTemporaryDir m_folder;
    std::shared_ptr<FrozenClock> m_clock
        = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));
    std::unique_ptr<Sandbox> m_other;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Shell> m_shell;
};
