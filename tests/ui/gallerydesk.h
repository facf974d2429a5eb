// SPDX-License-Identifier: MIT
#pragma once

#include "commands/workbench.h"
#include "outbox/manyimages.h"
#include "patience.h"
#include "session/example.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

constexpr int patience = 30000; // a busy machine paints slowly

// A workspace with pictures, on a frozen date, and everything a window is given to work with.
class GalleryDesk {
public:
    explicit GalleryDesk(int pictures)
    {
        many.count = pictures;
        many.pixels = {96, 64};
        if (pictures > 0) {
            auto filled = many.fill(folder.path());
            if (!filled)
                qFatal("%s", qPrintable(filled.error().message));
            ids = *std::move(filled);
            std::ranges::reverse(ids);
        }
        WorkbenchOptions options;
        options.folder = folder.path();
        options.clock = clock;
        options.ids = std::make_shared<SeededIds>(1);
        auto opened = Workbench::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bench = *std::move(opened);
        themes.setMotion(ThemeHost::Motion::Reduced);
    }

    Workbench *operator->() const { return m_bench.get(); }
    Desk desk() const { return m_bench->desk(); }
    Outbox &outbox() const { return m_bench->outbox(); }
    QString path(const EventId &id) const { return outbox().files().path(id.string() + ".png"_L1); }
    QString thumb(const EventId &id) const { return folder.filePath(u"thumbs/%1.thumb"_s.arg(id.string())); }
    ImageRow row(qsizetype newest) const { return many.row(many.count - 1 - int(newest)); }

    ThemeHost themes{*qApp};
    QTemporaryDir folder;
    ManyImages many;
    QList<EventId> ids; // newest first
    std::shared_ptr<FrozenClock> clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T12:00:00Z"));

private:
    std::unique_ptr<Workbench> m_bench;
};

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("no answer")};
    return call.future().result();
}

// A control by its name, as a person finds it by its label.
template<typename T = QWidget>
T *part(QObject &window, const char *name)
{
    T *found = window.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no control named %s", name);
    return found;
}

inline void press(QWidget &window, const char *name)
{
    QTest::mouseClick(part(window, name), Qt::LeftButton);
}
