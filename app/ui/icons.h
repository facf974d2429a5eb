// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QIcon>
#include <QPixmap>

class QPainter;
class QRectF;

// Lucide shapes (ISC) on a 24 grid with a 1.75 stroke, under the names of their files in resources/icons.
enum class IconName {
    None,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    Ban,
    BookOpen,
    Bookmark,
    Box,
    Braces,
    CalendarClock,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    ChevronsUpDown,
    CircleAlert,
    CircleX,
    Clock,
    CloudOff,
    Code,
    Columns,
    Copy,
    CornerDownLeft,
    Dices,
    Download,
    Ellipsis,
    ExternalLink,
    FileCheck,
    FileDown,
    FlaskConical,
    FolderOpen,
    Gauge,
    Hand,
    History,
    Image,
    Info,
    KeyRound,
    LayoutGrid,
    Link,
    Maximize,
    Menu,
    Minus,
    Moon,
    OctagonX,
    Package,
    Pause,
    Pencil,
    PictureInPicture,
    Play,
    Plug,
    Plus,
    Presentation,
    Printer,
    Radio,
    ReceiptText,
    RectangleHorizontal,
    RectangleVertical,
    Refresh,
    RotateCcw,
    Scroll,
    Search,
    Send,
    Shuffle,
    SkipForward,
    Sparkles,
    Square,
    SquarePen,
    Sun,
    Terminal,
    TextCursor,
    Trash,
    TriangleAlert,
    Undo,
    User,
    UserPlus,
    WandSparkles,
    WifiOff,
    Window,
    X,
};

// Drawn at 14, 16 or 18 px, coloured when painted, so it follows the theme by itself; off when disabled.
QIcon icon(IconName name, Ink ink = Ink::Text);
QPixmap iconPixmap(IconName name, int px, const QColor &colour, qreal ratio);
void paintIcon(QPainter &painter, const QRectF &box, IconName name, const QColor &colour);
