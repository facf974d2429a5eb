// SPDX-License-Identifier: MIT
#include "painter/outfit.h"

#include "painter/body.h"
#include "painter/figure.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Worn = Subject::Worn;

// Everything but the face: shares of the drawing's width and height.
struct Head {
    QPointF middle; // pixels
    double width = 0; // pixels
    double tall = 0; // of the head, by its width
};

// Where drawBody sets a head, in its box of 132 by 172.
Head headOnBody(const QImage &drawing, Build build)
{
    const double unit = double(drawing.height()) / 172.0;
    if (build == Build::Human)
        return {{60 * unit, 54 * unit}, 58 * unit, 1.05};
    if (build == Build::Beast)
        return {{60 * unit, 48 * unit}, 80 * unit, 0.92};
    return {{60 * unit, 48 * unit}, 70 * unit, 0.95};
}

Head headOf(const QImage &drawing, const Subject &subject, bool bodied)
{
    if (bodied)
        return headOnBody(drawing, buildOf(subject));
    const auto w = double(drawing.width());
    const auto h = double(drawing.height());
    if (!subject.face.isNull())
        return {{subject.face.x() * w, subject.face.y() * h}, subject.face.width() * w, 0.95};
    if (!subject.living())
        return {{0.5 * w, 0.2 * h}, 0.5 * w, 0.8};
    if (subject.kind == Subject::Kind::Person)
        return {{0.5 * w, 0.36 * h}, 0.44 * w, 1.1};
    if (subject.kind == Subject::Kind::Figure)
        return {{0.5 * w, 0.12 * h}, 0.24 * w, 1.1};
    return {{0.3 * w, 0.24 * h}, 0.4 * w, 0.95};
}

struct Fit {
    double width = 1; // by the head's
    double drop = 0; // of the garment's middle below the head's, by the head's width
};

Fit fitOf(const Subject &garment, const Head &head)
{
    switch (garment.worn) {
    case Worn::Round:
        return garment.id == "headphones"_L1 ? Fit{1.25, -0.14} : Fit{1.5, 0.06};
    case Worn::Eyes:
        return {0.86, -0.02};
    case Worn::Neck:
        return {garment.id == "scarf"_L1 ? 0.95 : 0.5, head.tall * (garment.id == "necktie"_L1 ? 0.72 : 0.6)};
    case Worn::Back:
        return {1.5, 0.95};
    default:
        return {0.86, 0};
    }
}

QImage garmentOf(const Subject &garment, quint32 rgb, int width)
{
    QImage own = rasterize(garment.vector, std::max(width, 6));
    if (own.width() < width && own.width() > 0)
        own = rasterize(
            garment.vector, std::max(6, width * std::max(own.height(), own.width()) / own.width()));
    return rgb != 0 ? dyed(own, rgb) : own;
}

struct Piece {
    const Subject *garment = nullptr;
    quint32 rgb = 0;
};

QList<Piece> piecesOf(const Actor &actor)
{
    const Subjects &subjects = Subjects::builtin();
    QList<Piece> pieces;
    const auto add = [&pieces, &subjects](const QString &id, quint32 rgb) {
        const Subject *garment = subjects.find(id);
        if (garment && garment->worn != Worn::Nowhere)
            pieces += Piece{garment, rgb};
    };
    if (const Subject *role = subjects.find(actor.costume)) {
        add(role->id, 0);
        for (const QString &id : role->outfit)
            add(id, 0);
    }
    add(actor.prop, actor.propRgb);
    // What hangs down the back first; a helmet of glass over all.
    const auto order = [](const Piece &piece) {
        return piece.garment->worn == Worn::Back ? 0 : piece.garment->worn == Worn::Round ? 2 : 1;
    };
    std::ranges::stable_sort(pieces, {}, order);
    return pieces;
}

} // namespace

bool isWorn(const QString &id)
{
    const Subject *subject = Subjects::builtin().find(id);
    return subject && subject->worn != Worn::Nowhere;
}

quint32 suitOf(const Actor &actor)
{
    const Subject *role = Subjects::builtin().find(actor.costume);
    if (role && !role->living() && role->worn == Worn::Nowhere) // a coat, a dress
        return actor.propRgb != 0 ? actor.propRgb : role->id == "dress"_L1 ? 0xd8608c : 0x9a7448;
    return role && role->kind == Subject::Kind::Human ? role->cloth : 0;
}

QPointF dress(QImage &drawing, const Actor &actor, const Subject &subject, bool bodied)
{
    const QList<Piece> pieces = piecesOf(actor);
    if (pieces.isEmpty() || drawing.isNull())
        return {};
    const Head head = headOf(drawing, subject, bodied);
    // Room above for hats, and at the sides for capes.
    const int above = int(head.width * 0.95);
    const int beside = int(head.width * 0.3);
    QImage out(drawing.width() + 2 * beside, drawing.height() + above, QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QPointF origin(beside, above);
    bool drawn = false;
    int top = above;
    for (const Piece &piece : pieces) {
        if (piece.garment->worn != Worn::Back && !drawn) {
            painter.drawImage(origin, drawing);
            drawn = true;
        }
        const Fit fit = fitOf(*piece.garment, head);
        const QImage worn = garmentOf(*piece.garment, piece.rgb, int(head.width * fit.width));
        QPointF middle = origin + head.middle + QPointF(0, fit.drop * head.width);
        if (piece.garment->worn == Worn::Head) // its brim on the forehead
            middle.ry() -= head.width * head.tall * 0.3 + double(worn.height()) * 0.42;
        const QPointF at = middle - QPointF(worn.width(), worn.height()) / 2;
        painter.drawImage(at, worn);
        top = std::min(top, std::max(0, int(at.y())));
    }
    if (!drawn)
        painter.drawImage(origin, drawing);
    painter.end();
    drawing = out.copy(0, top, out.width(), out.height() - top);
    return origin - QPointF(0, top);
}
