// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *fileOf(IconName name)
{
    switch (name) {
    case IconName::None:
        return "";
    case IconName::ArrowDown:
        return "arrow-down";
    case IconName::ArrowLeft:
        return "arrow-left";
    case IconName::ArrowRight:
        return "arrow-right";
    case IconName::Ban:
        return "ban";
    case IconName::BookOpen:
        return "book-open";
    case IconName::Bookmark:
        return "bookmark";
    case IconName::Box:
        return "box";
    case IconName::Braces:
        return "braces";
    case IconName::CalendarClock:
        return "calendar-clock";
    case IconName::Check:
        return "check";
    case IconName::ChevronDown:
        return "chevron-down";
    case IconName::ChevronLeft:
        return "chevron-left";
    case IconName::ChevronRight:
        return "chevron-right";
    case IconName::ChevronUp:
        return "chevron-up";
    case IconName::ChevronsUpDown:
        return "chevrons-up-down";
    case IconName::CircleAlert:
        return "circle-alert";
    case IconName::CircleX:
        return "circle-x";
    case IconName::Clock:
        return "clock";
    case IconName::CloudOff:
        return "cloud-off";
    case IconName::Code:
        return "code";
    case IconName::Columns:
        return "columns-3";
    case IconName::Copy:
        return "copy";
    case IconName::CornerDownLeft:
        return "corner-down-left";
    case IconName::Dices:
        return "dices";
    case IconName::Download:
        return "download";
    case IconName::Ellipsis:
        return "ellipsis";
    case IconName::ExternalLink:
        return "external-link";
    case IconName::FileCheck:
        return "file-check";
    case IconName::FileDown:
        return "file-down";
    case IconName::FlaskConical:
        return "flask-conical";
    case IconName::FolderOpen:
        return "folder-open";
    case IconName::Gauge:
        return "gauge";
    case IconName::Hand:
        return "hand";
    case IconName::History:
        return "history";
    case IconName::Image:
        return "image";
    case IconName::Info:
        return "info";
    case IconName::KeyRound:
        return "key-round";
    case IconName::LayoutGrid:
        return "layout-grid";
    case IconName::Link:
        return "link";
    case IconName::Maximize:
        return "maximize";
    case IconName::Menu:
        return "menu";
    case IconName::Minus:
        return "minus";
    case IconName::Moon:
        return "moon";
    case IconName::OctagonX:
        return "octagon-x";
    case IconName::Package:
        return "package";
    case IconName::Pause:
        return "pause";
    case IconName::Pencil:
        return "pencil";
    case IconName::PictureInPicture:
        return "picture-in-picture-2";
    case IconName::Pin:
        return "pin";
    case IconName::Play:
        return "play";
    case IconName::Plug:
        return "plug";
    case IconName::Plus:
        return "plus";
    case IconName::Presentation:
        return "presentation";
    case IconName::Printer:
        return "printer";
    case IconName::Radio:
        return "radio";
    case IconName::ReceiptText:
        return "receipt-text";
    case IconName::RectangleHorizontal:
        return "rectangle-horizontal";
    case IconName::RectangleVertical:
        return "rectangle-vertical";
    case IconName::Refresh:
        return "repeat-2";
    case IconName::RotateCcw:
        return "rotate-ccw";
    case IconName::Scroll:
        return "scroll-text";
    case IconName::Search:
        return "search";
    case IconName::Send:
        return "send";
    case IconName::Shuffle:
        return "shuffle";
    case IconName::SkipForward:
        return "skip-forward";
    case IconName::Sparkles:
        return "sparkles";
    case IconName::Square:
        return "square";
    case IconName::SquarePen:
        return "square-pen";
    case IconName::Sun:
        return "sun";
    case IconName::Terminal:
        return "terminal";
    case IconName::TextCursor:
        return "text-cursor-input";
    case IconName::Trash:
        return "trash-2";
    case IconName::TriangleAlert:
        return "triangle-alert";
    case IconName::Undo:
        return "undo-2";
    case IconName::User:
        return "user-round";
    case IconName::UserPlus:
        return "user-round-plus";
    case IconName::WandSparkles:
        return "wand-sparkles";
    case IconName::WifiOff:
        return "wifi-off";
    case IconName::Window:
        return "app-window";
    case IconName::X:
        return "x";
    }
    return "";
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
