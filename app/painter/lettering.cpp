// SPDX-License-Identifier: MIT
#include "painter/lettering.h"

#include <QHash>
#include <QPainterPath>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Strokes on a grid of five columns and seven rows: a point is two figures, a semicolon lifts the pen.
const QHash<QChar, QLatin1String> &glyphs()
{
    static const QHash<QChar, QLatin1String> table = {{u'A', "06 20 46;14 34"_L1},
        {u'B', "03 00 30 41 42 33 03 06 36 45 44 33"_L1}, {u'C', "41 30 10 01 05 16 36 45"_L1},
        {u'D', "06 00 20 41 45 26 06"_L1}, {u'E', "40 00 06 46;03 33"_L1}, {u'F', "40 00 06;03 33"_L1},
        {u'G', "41 30 10 01 05 16 36 45 43 23"_L1}, {u'H', "00 06;40 46;03 43"_L1},
        {u'I', "10 30;20 26;16 36"_L1}, {u'J', "40 45 36 16 05"_L1}, {u'K', "00 06;40 03 46"_L1},
        {u'L', "00 06 46"_L1}, {u'M', "06 00 23 40 46"_L1}, {u'N', "06 00 46 40"_L1},
        {u'O', "10 30 41 45 36 16 05 01 10"_L1}, {u'P', "06 00 30 41 42 33 03"_L1},
        {u'Q', "10 30 41 45 36 16 05 01 10;34 46"_L1}, {u'R', "06 00 30 41 42 33 03;23 46"_L1},
        {u'S', "41 30 10 01 02 13 33 44 45 36 16 05"_L1}, {u'T', "00 40;20 26"_L1},
        {u'U', "00 05 16 36 45 40"_L1}, {u'V', "00 26 40"_L1}, {u'W', "00 16 23 36 40"_L1},
        {u'X', "00 46;40 06"_L1}, {u'Y', "00 23 40;23 26"_L1}, {u'Z', "00 40 06 46"_L1},
        {u'0', "10 30 41 45 36 16 05 01 10;31 15"_L1}, {u'1', "11 20 26;16 36"_L1},
        {u'2', "01 10 30 41 42 06 46"_L1}, {u'3', "01 10 30 41 42 33 44 45 36 16 05;13 33"_L1},
        {u'4', "36 30 04 44"_L1}, {u'5', "40 00 03 33 44 45 36 16 05"_L1},
        {u'6', "40 10 01 05 16 36 45 44 33 03"_L1}, {u'7', "00 40 16"_L1},
        {u'8', "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33"_L1},
        {u'9', "43 13 02 01 10 30 41 45 36 06"_L1}, {u'!', "20 24;26 26"_L1},
        {u'?', "01 10 30 41 42 23 24;26 26"_L1}, {u'.', "26 26"_L1}, {u',', "25 17"_L1},
        {u':', "22 22;25 25"_L1}, {u'-', "13 33"_L1}, {u'\'', "20 22"_L1},
        {u'&', "46 02 01 10 20 31 32 04 05 16 26 44"_L1}, {u'+', "03 43;21 25"_L1}, {u'/', "06 40"_L1},
        {u'%', "06 40;01 01;45 45"_L1}, {u'$', "41 30 10 01 02 13 33 44 45 36 16 05;20 26"_L1},
        {u'(', "30 11 15 36"_L1}, {u')', "10 31 35 16"_L1}, {u'#', "10 16;30 36;02 42;04 44"_L1},
        {u'♥', "22 11 02 03 26 43 42 31 22"_L1}, {u'€', "41 30 20 11 15 26 36 45;02 32;04 34"_L1}};
    return table;
}

// Above or below the letter, in the grid's units.
const QHash<QChar, QList<QPointF>> &accents()
{
    static const QHash<QChar, QList<QPointF>> table = {{QChar(0x0300), {{1.4, -1.9}, {2.4, -1.1}}},
        {QChar(0x0301), {{1.6, -1.1}, {2.6, -1.9}}}, {QChar(0x0302), {{1, -1.1}, {2, -1.9}, {3, -1.1}}},
        {QChar(0x0303), {{0.8, -1.2}, {1.6, -1.8}, {2.4, -1.2}, {3.2, -1.8}}},
        {QChar(0x0308), {{1, -1.5}, {1, -1.5}, {3, -1.5}, {3, -1.5}}},
        {QChar(0x0327), {{2, 6}, {2.4, 7}, {1.4, 7.4}}}};
    return table;
}

QString plain(const QString &text)
{
    QString letters = text.toUpper();
    letters.replace(u'’', u'\'');
    letters.replace(u'–', u'-');
    return letters.normalized(QString::NormalizationForm_D).simplified();
}

constexpr double advance = 5.5;
constexpr double lineHeight = 9;

double widthOf(const QString &line)
{
    const auto letters = std::ranges::count_if(line, [](QChar c) { return !accents().contains(c); });
    return std::max(1.0, double(letters) * advance - 1.5);
}

// Words over at most `count` lines, as even as they come.
QStringList broken(const QString &text, int count)
{
    QStringList lines;
    const double most = widthOf(text) / count * 1.12;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool fits = !lines.isEmpty() && widthOf(lines.last() + u' ' + word) <= most;
        if (fits || lines.size() == count)
            lines.last() += u' ' + word;
        else
            lines += word;
    }
    return lines;
}

double scaleOf(const QStringList &lines, const QRectF &box)
{
    double widest = 1;
    for (const QString &line : lines)
        widest = std::max(widest, widthOf(line));
    return std::min(box.width() / (widest + 1), box.height() / (double(lines.size()) * lineHeight));
}

void trace(QPainterPath &path, QChar c, QPointF at, double scale)
{
    for (const QString &stroke : QString(glyphs().value(c)).split(u';', Qt::SkipEmptyParts)) {
        bool first = true;
        for (const QString &point : stroke.split(u' ')) {
            const QPointF p = at + QPointF(point.at(0).digitValue(), point.at(1).digitValue()) * scale;
            first ? path.moveTo(p) : path.lineTo(p);
            if (first)
                path.lineTo(p + QPointF(0.01, 0)); // a dot is a stroke as well
            first = false;
        }
    }
}

void traceAccent(QPainterPath &path, QChar c, QPointF at, double scale)
{
    const QList<QPointF> points = accents().value(c);
    for (int i = 0; i < points.size(); ++i) {
        const QPointF p = at + points.at(i) * scale;
        const bool dots = c == QChar(0x0308);
        i == 0 || (dots && i % 2 == 0) ? path.moveTo(p) : path.lineTo(p + QPointF(0.01, 0));
    }
}

} // namespace

bool canLetter(const QString &text)
{
    const QString letters = plain(text);
    return !letters.isEmpty() && std::ranges::all_of(letters, [](QChar c) {
        return c == u' ' || glyphs().contains(c) || accents().contains(c);
    });
}

void letter(QPainter &painter, const QString &text, const QRectF &box, const QColor &colour)
{
    const QString letters = plain(text);
    QStringList best = {letters};
    for (int count = 2; count <= 4; ++count) {
        if (const QStringList lines = broken(letters, count); scaleOf(lines, box) > scaleOf(best, box))
            best = lines;
    }
    const double scale = std::min(scaleOf(best, box), box.height() / lineHeight);
    double y = box.center().y() - (double(best.size()) * lineHeight / 2 - 1.5) * scale;
    QPainterPath path;
    for (const QString &line : std::as_const(best)) {
        double x = box.center().x() - widthOf(line) / 2 * scale;
        for (const QChar c : line) {
            if (accents().contains(c)) {
                traceAccent(path, c, {x - advance * scale, y}, scale);
                continue;
            }
            trace(path, c, {x, y}, scale);
            x += advance * scale;
        }
        y += lineHeight * scale;
    }
    painter.strokePath(path, QPen(colour, scale * 1.15, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

QImage letteredSign(QImage board, const QString &text)
{
    QPainter painter(&board);
    painter.setRenderHint(QPainter::Antialiasing);
    const QSizeF size = board.size();
    letter(painter, text,
        QRectF(size.width() * 0.06, size.height() * 0.06, size.width() * 0.88, size.height() * 0.37),
        QColor(0x3a, 0x1c, 0x0c));
    return board;
}

QImage plated(QImage drawing, const QString &text)
{
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    const QSizeF size = drawing.size();
    const double lines = widthOf(plain(text)) > 60 ? 2 : 1;
    const double tall = std::min(size.height() * 0.3, size.width() * 0.2 * lines);
    const QRectF plate(size.width() * 0.1, size.height() * 0.6 - tall / 2, size.width() * 0.8, tall);
    painter.setPen(QPen(QColor(0x7a, 0x2a, 0x24), tall * 0.06));
    painter.setBrush(QColor(0xff, 0xf6, 0xe0));
    painter.drawRoundedRect(plate, tall * 0.2, tall * 0.2);
    letter(painter, text, plate.adjusted(tall * 0.12, tall * 0.06, -tall * 0.12, -tall * 0.06),
        QColor(0x8a, 0x1c, 0x24));
    return drawing;
}
