// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QDir>
#include <QScrollArea>
#include <QTest>

// A page as it looks in the window, without top bar and tabs, in both themes at the sizes of look.md. The
// pictures are kept where PIXELMETER_SHOTS names a folder.
namespace looks {

inline QList<QSize> pageSizes()
{
    return {{1440, 803}, {1280, 623}, {1920, 983}}; // of a 1440×900, 1280×720 and 1920×1080 window
}

inline void keep(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("PIXELMETER_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    page.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

// Empty, or the first widget that stands past the right edge of its column.
inline QString clipped(QWidget &page)
{
    for (const QScrollArea *area : page.findChildren<QScrollArea *>()) {
        if (area->isVisible() && area->widget()->minimumSizeHint().width() > area->viewport()->width())
            return QStringLiteral("%1 needs %2, has %3")
                .arg(area->objectName())
                .arg(area->widget()->minimumSizeHint().width())
                .arg(area->viewport()->width());
    }
    return {};
}

inline void renderAll(QWidget &page, ThemeHost &themes, const QString &name)
{
    for (const QSize &size : pageSizes()) {
        page.resize(size);
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            themes.setKind(kind);
            QCoreApplication::processEvents();
            QVERIFY2(clipped(page).isEmpty(), qPrintable(clipped(page)));
            keep(page,
                QStringLiteral("%1-%2-%3")
                    .arg(name)
                    .arg(size.width())
                    .arg(kind == Theme::Kind::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        }
    }
}

} // namespace looks
