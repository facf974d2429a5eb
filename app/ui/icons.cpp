// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// In the order of IconName.
constexpr std::pair<IconName, const char *> files[] = {
    {IconName::None, ""},
    {IconName::ArrowDown, "arrow-down"},
    {IconName::ArrowLeft, "arrow-left"},
    {IconName::ArrowRight, "arrow-right"},
    {IconName::Ban, "ban"},
    {IconName::BookOpen, "book-open"},
    {IconName::Bookmark, "bookmark"},
    {IconName::Box, "box"},
    {IconName::Braces, "braces"},
    {IconName::CalendarClock, "calendar-clock"},
    {IconName::Check, "check"},
    {IconName::ChevronDown, "chevron-down"},
    {IconName::ChevronLeft, "chevron-left"},
    {IconName::ChevronRight, "chevron-right"},
    {IconName::ChevronUp, "chevron-up"},
    {IconName::ChevronsUpDown, "chevrons-up-down"},
    {IconName::CircleAlert, "circle-alert"},
    {IconName::CircleX, "circle-x"},
    {IconName::Clock, "clock"},
    {IconName::CloudOff, "cloud-off"},
    {IconName::Code, "code"},
    {IconName::Columns, "columns-3"},
    {IconName::Copy, "copy"},
    {IconName::CornerDownLeft, "corner-down-left"},
    {IconName::Dices, "dices"},
    {IconName::Download, "download"},
    {IconName::Ellipsis, "ellipsis"},
    {IconName::ExternalLink, "external-link"},
    {IconName::FileCheck, "file-check"},
    {IconName::FileDown, "file-down"},
    {IconName::FlaskConical, "flask-conical"},
    {IconName::FolderOpen, "folder-open"},
    {IconName::Gauge, "gauge"},
    {IconName::Hand, "hand"},
    {IconName::History, "history"},
    {IconName::Image, "image"},
    {IconName::Info, "info"},
    {IconName::KeyRound, "key-round"},
    {IconName::LayoutGrid, "layout-grid"},
    {IconName::Link, "link"},
    {IconName::Maximize, "maximize"},
    {IconName::Menu, "menu"},
    {IconName::Minus, "minus"},
    {IconName::Moon, "moon"},
    {IconName::OctagonX, "octagon-x"},
    {IconName::Package, "package"},
    {IconName::Pause, "pause"},
    {IconName::Pencil, "pencil"},
    {IconName::PictureInPicture, "picture-in-picture-2"},
    {IconName::Pin, "pin"},
    {IconName::Play, "play"},
    {IconName::Plug, "plug"},
    {IconName::Plus, "plus"},
    {IconName::Presentation, "presentation"},
    {IconName::Printer, "printer"},
    {IconName::Radio, "radio"},
    {IconName::ReceiptText, "receipt-text"},
    {IconName::RectangleHorizontal, "rectangle-horizontal"},
    {IconName::RectangleVertical, "rectangle-vertical"},
    {IconName::Refresh, "repeat-2"},
    {IconName::RotateCcw, "rotate-ccw"},
    {IconName::Scroll, "scroll-text"},
    {IconName::Search, "search"},
    {IconName::Send, "send"},
    {IconName::Shuffle, "shuffle"},
    {IconName::SkipForward, "skip-forward"},
    {IconName::Sparkles, "sparkles"},
    {IconName::Square, "square"},
    {IconName::SquarePen, "square-pen"},
    {IconName::Sun, "sun"},
    {IconName::Terminal, "terminal"},
    {IconName::TextCursor, "text-cursor-input"},
    {IconName::Trash, "trash-2"},
    {IconName::TriangleAlert, "triangle-alert"},
    {IconName::Undo, "undo-2"},
    {IconName::User, "user-round"},
    {IconName::UserPlus, "user-round-plus"},
    {IconName::WandSparkles, "wand-sparkles"},
    {IconName::WifiOff, "wifi-off"},
    {IconName::Window, "app-window"},
    {IconName::X, "x"},
};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < std::size(files); ++i) {
        if (files[i].first != IconName(i))
            return false;
    }
    return files[std::size(files) - 1].first == IconName::X;
}
static_assert(isInOrder());

constexpr const char *fileOf(IconName name)
{
    return files[size_t(name)].second;
}

QByteArray shapeOf(IconName name, const QColor &colour)
{
    QFile file(u":/icons/%1.svg"_s.arg(QLatin1StringView(fileOf(name))));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

// Takes its colour when painted, so a change of theme needs no new icon.
class ThemedIcon : public QIconEngine {
public:
    ThemedIcon(IconName name, Ink ink)
        : m_name(name)
        , m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, theme().ink(mode == QIcon::Disabled ? Ink::Off : m_ink));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = theme().ink(mode == QIcon::Disabled ? Ink::Off : m_ink);
        return iconPixmap(m_name, std::min(size.width(), size.height()), colour, 1);
    }

    QIconEngine *clone() const override { return new ThemedIcon(m_name, m_ink); }

private:
    IconName m_name;
    Ink m_ink;
};

} // namespace

QIcon icon(IconName name, Ink ink)
{
    return name == IconName::None ? QIcon() : QIcon(new ThemedIcon(name, ink));
}

QPixmap iconPixmap(IconName name, int px, const QColor &colour, qreal ratio)
{
    const int side = int(std::ceil(px * ratio));
    const QString key = u"icon:%1:%2:%3"_s.arg(int(name)).arg(side).arg(colour.rgba());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer shape(shapeOf(name, colour));
        shape.render(&painter, QRectF(0, 0, side, side));
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

void paintIcon(QPainter &painter, const QRectF &box, IconName name, const QColor &colour)
{
    if (name == IconName::None)
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int px = int(std::lround(std::min(box.width(), box.height())));
    // On whole device pixels, or thin strokes blur.
    const QPointF at(std::round((box.center().x() - px / 2.0) * ratio) / ratio,
        std::round((box.center().y() - px / 2.0) * ratio) / ratio);
    painter.drawPixmap(at, iconPixmap(name, px, colour, ratio));
}
