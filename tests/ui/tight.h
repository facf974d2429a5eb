// SPDX-License-Identifier: MIT
#pragma once

#include "clipped.h"
#include "looks.h"

// The least room a page gets: beside the guide's panel in the smallest window, beside it in a larger one, and
// alone with large text.
namespace tight {

struct Room {
    QSize size;
    int percent;
};

inline QList<Room> rooms()
{
    return {{{980, 620}, 100}, {{1140, 800}, 100}, {{1280, 623}, 150}};
}

// A page may scroll down, never sideways: what is left of each column's content at its right edge.
inline QStringList lostIn(QWidget &page)
{
    QStringList lost = clippedIn(page);
    if (const QString sideways = looks::clipped(page); !sideways.isEmpty())
        lost << sideways;
    return lost;
}

// Everything that is cut off in any of these rooms, in both themes; pictures are kept as looks::keep() says.
inline QStringList lost(QWidget &page, ThemeHost &themes, const QString &name)
{
    const QSize before = page.size();
    QStringList all;
    for (const Room &room : rooms()) {
        themes.setTextPercent(room.percent);
        page.resize(room.size);
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            themes.setKind(kind);
            for (int i = 0; i < 10; ++i) // layouts inside scroll areas settle one after the other
                QCoreApplication::processEvents();
            const QString shot = u"%1-%2-%3-%4"_s.arg(name)
                                     .arg(room.size.width())
                                     .arg(room.percent)
                                     .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s);
            looks::keep(page, shot);
            if (page.size() != room.size)
                all << u"%1 needs %2x%3"_s.arg(shot).arg(page.width()).arg(page.height());
            for (const QString &one : lostIn(page))
                all << u"%1: %2"_s.arg(shot, one);
        }
    }
    themes.setTextPercent(100);
    page.resize(before);
    return all;
}

// As looks::renderAll(), and in these rooms as well.
inline void renderAll(QWidget &page, ThemeHost &themes, const QString &name)
{
    looks::renderAll(page, themes, name);
    const QStringList cut = lost(page, themes, name);
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

} // namespace tight
