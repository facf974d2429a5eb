// SPDX-License-Identifier: MIT
#pragma once

#include "clipped.h"
#include "commands/workbench.h"
#include "sandbox/sandbox.h"
#include "ui/engines/enginelist.h"
#include "ui/engines/enginessheet.h"
#include "ui/parts/button.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

constexpr int patience = 30000; // a busy machine is slow

// The sheet of picture engines before real engines, with a second embedded server that plays somebody's own
// image server and takes one key only.
class EngineBench {
protected:
    static constexpr auto secret = "sk-test-9f8e7d6c5b4a3210ZYXWV";

    void open(const QHash<QString, QString> &environment = {});
    void close();

    Engines &engines() const { return m_bench->engines(); }
    EnginesSheet &sheet() const { return *m_sheet; }
    QString otherUrl() const { return m_other->address().imageUrl; }
    void stopOther() { m_other->stop(); }

    template<typename T = QWidget>
    T *part(const char *name) const
    {
        T *found = m_sheet->findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no control named %s", name);
        return found;
    }
    QString text(const char *label) const { return part<QLabel>(label)->text(); }
    QString resultHead() const { return part("engineResult")->accessibleName(); }
    QString resultText() const { return part("engineResult")->accessibleDescription(); }
    QString note(const char *field) const // under its editor
    {
        return part<QLineEdit>(field)->accessibleDescription();
    }
    void press(const char *name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    void choose(const char *provider) const { press(qPrintable(u"engine_"_s + QLatin1StringView(provider))); }
    void paste(const QString &text) const
    {
        QGuiApplication::clipboard()->setText(text);
        press("pasteEngineKey");
    }
    void fill(const char *field, const QString &text) const
    {
        auto *edit = part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    void setUpOther()
    {
        choose("compatible");
        fill("engineAddress", otherUrl());
        paste(QString::fromLatin1(secret));
    }
    // A picture ordered as it stands in the top bar: of the engine in use.
    PictureTrack picture() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Sandbox> m_other;
    std::unique_ptr<EnginesSheet> m_sheet;
};

inline void EngineBench::open(const QHash<QString, QString> &environment)
{
    m_folder = std::make_unique<QTemporaryDir>();
    SandboxOptions other;
    other.folder = m_folder->filePath(u"other"_s);
    other.port = 0;
    other.apiKey = secret;
    auto started = Sandbox::start(other);
    QVERIFY2(started, started ? "" : qPrintable(started.error().message));
    m_other = *std::move(started);

    WorkbenchOptions options;
    options.clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T10:14:00Z"));
    options.ids = std::make_shared<SeededIds>(1);
    QProcessEnvironment given;
    for (auto line = environment.begin(); line != environment.end(); ++line)
        given.insert(line.key(), line.value());
    options.environment = given;
    auto opened = Workbench::open(options);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    m_bench = *std::move(opened);
    m_sheet = std::make_unique<EnginesSheet>(m_bench->engines(), m_bench->purse());
    m_sheet->setToday({2026, 11, 21});
    m_sheet->showEngines();
    m_sheet->resize(1140, 664);
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
}

inline void EngineBench::close()
{
    m_sheet.reset();
    m_bench.reset();
    m_other.reset();
    m_folder.reset();
}

inline PictureTrack EngineBench::picture() const
{
    PictureOrder order;
    order.prompt = u"A lake at sunset"_s;
    order.provider = engines().current().provider;
    order.model = engines().current().model;
    order.size = {512, 512};
    const auto jobs = m_bench->studio().order(order);
    if (!jobs || jobs->isEmpty())
        return {};
    if (!QTest::qWaitFor([&] { return jobs->first()->finished(); }, 3 * patience))
        return {};
    return jobs->first()->track();
}
