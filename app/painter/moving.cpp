// SPDX-License-Identifier: MIT
#include "painter/moving.h"

#include "painter/subjects.h"

#include <QPainter>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace {

// Flat on the ground, and breathing aloud.
QImage asleep(const QImage &drawing)
{
    const QImage flat = drawing.scaled(drawing.width() * 11 / 10, drawing.height() * 7 / 10,
        Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage breath = rasterize(u"noto/zzz"_s, drawing.height() * 3 / 10);
    QImage out(flat.width() + breath.width() / 2, flat.height() + breath.height(),
        QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.drawImage(0, breath.height(), flat);
    painter.drawImage(out.width() - breath.width(), 0, breath);
    return out;
}

QImage tilted(const QImage &drawing, double degrees)
{
    return drawing.transformed(QTransform().rotate(degrees), Qt::SmoothTransformation);
}

QImage dancing(const QImage &drawing)
{
    const QImage leaning = tilted(drawing, 11);
    const int size = drawing.height() / 5;
    const QImage note = rasterize(u"own/note"_s, size);
    QImage out(
        leaning.width() + 2 * note.width(), leaning.height() + size / 3, QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.drawImage(note.width(), size / 3, leaning);
    painter.drawImage(0, size / 2, note);
    painter.drawImage(out.width() - note.width(), 0, note);
    return out;
}

QImage running(const QImage &drawing)
{
    const QImage leaning = tilted(drawing, -7);
    const QImage dust = rasterize(u"own/dust"_s, drawing.height() / 3);
    QImage out(leaning.width() + dust.width() / 2, leaning.height(), QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.drawImage(out.width() - dust.width(), out.height() - dust.height(), dust);
    painter.drawImage(0, 0, leaning);
    return out;
}

} // namespace

QImage inMotion(const QImage &drawing, Action action)
{
    if (drawing.isNull())
        return drawing;
    switch (action) {
    case Action::Sleeping:
        return asleep(drawing);
    case Action::Dancing:
        return dancing(drawing);
    case Action::Running:
        return running(drawing);
    case Action::Jumping:
        return tilted(drawing, 16);
    case Action::Climbing:
        return tilted(drawing, 22);
    default:
        return drawing;
    }
}
