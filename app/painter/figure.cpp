// SPDX-License-Identifier: MIT
#include "painter/figure.h"

#include "painter/body.h"
#include "painter/lettering.h"
#include "painter/moving.h"
#include "painter/outfit.h"
#include "painter/rng.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

// A whole animal that has to use its hands gets the body that goes with its head.
bool needsHands(Action action)
{
    return action == Action::Painting || action == Action::Reading || action == Action::Holding
        || action == Action::Playing || action == Action::Eating || action == Action::Drinking
        || action == Action::Wearing || action == Action::Dancing;
}

bool hasBody(const Subject &subject, const Actor &actor)
{
    if (subject.kind == Subject::Kind::Head || subject.kind == Subject::Kind::Human)
        return true;
    return !subject.head.isEmpty() && (needsHands(actor.action) || !actor.costume.isEmpty());
}

// What a bust or a beast without hands holds stands out before its chest.
// A beast that stands aside holds it before its mouth. `face`: the head's middle and width, in pixels.
QImage atMouth(const QImage &drawing, const QImage &held, const QRectF &face)
{
    const QPointF mouth(face.x() - face.width() * 0.42, face.y() + face.width() * 0.3);
    const QPoint at = mouth.toPoint() - QPoint(held.width() * 7 / 10, held.height() / 3);
    const int beside = std::max(0, -at.x());
    const int below = std::max(0, at.y() + held.height() - drawing.height());
    QImage out(drawing.width() + beside, drawing.height() + below, QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.drawImage(beside, 0, drawing);
    painter.drawImage(QPoint(beside + at.x(), std::max(0, at.y())), held);
    return out;
}

QImage withProp(const QImage &drawing, const Actor &actor, const QString &prop, const QRectF &face)
{
    const Subject *thing = Subjects::builtin().find(prop);
    if (!thing)
        return drawing;
    const float share = prop == "umbrella"_L1 ? 0.7F : prop == "sign"_L1 ? 0.6F : 0.34F;
    const int size = int(float(std::max(drawing.width(), drawing.height())) * share);
    QImage own = rasterize(thing->vector, size);
    if (!actor.text.isEmpty() && prop == "sign"_L1)
        own = letteredSign(own, actor.text);
    const QImage held = actor.propRgb != 0 ? dyed(own, actor.propRgb) : own;
    const bool above = prop == "umbrella"_L1 || prop == "balloon"_L1; // held up
    if (!above && !face.isNull() && face.x() < 0.55 * drawing.width() && prop != "sign"_L1)
        return atMouth(drawing, held, face);
    const bool worn = actor.action == Action::Wearing;
    const int lift = above ? size / 2 : worn ? size / 2 : 0;
    QImage out(drawing.width() + size / 2, drawing.height() + lift, QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    QPainter painter(&out);
    painter.drawImage(0, out.height() - drawing.height(), drawing);
    const QPoint at = above ? QPoint((drawing.width() - held.width()) / 2, 0)
        : worn              ? QPoint((drawing.width() - held.width()) / 2, size / 3)
                            : QPoint(drawing.width() - held.width() / 2, out.height() - held.height());
    painter.drawImage(at, held);
    return out;
}

} // namespace

namespace {

// 0 grey to 1 as colourful as can be.
float colourful(QRgb c)
{
    const int high = std::max({qRed(c), qGreen(c), qBlue(c)});
    const int low = std::min({qRed(c), qGreen(c), qBlue(c)});
    return float(high - low) / float(std::max(high, 1));
}

QRgb turned(QRgb c, const QColor &dye, float body)
{
    const int value = std::max({dye.red(), dye.green(), dye.blue()});
    const int sum = std::max({qRed(c), qGreen(c), qBlue(c)}) + std::min({qRed(c), qGreen(c), qBlue(c)});
    const float light = 0.5F * float(sum) / 150.0F * (value < 90 ? 0.75F : 1.0F);
    const auto turn = [&](int own, int wanted) {
        return int(std::clamp(float(own) + (float(wanted) * light - float(own)) * body, 0.0F, 255.0F));
    };
    return qRgba(
        turn(qRed(c), dye.red()), turn(qGreen(c), dye.green()), turn(qBlue(c), dye.blue()), qAlpha(c));
}

template<typename Share>
QImage dyedBy(const QImage &drawing, quint32 rgb, Share share)
{
    const QColor dye = QColor::fromRgb(rgb);
    QImage out = drawing.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < out.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(out.scanLine(y));
        for (int x = 0; x < out.width(); ++x)
            line[x] = turned(line[x], dye, share(line[x]));
    }
    return out.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace

QImage dyed(const QImage &drawing, quint32 rgb)
{
    // Eyes stay black, teeth and highlights white.
    return dyedBy(drawing, rgb, [](QRgb c) {
        const int high = std::max({qRed(c), qGreen(c), qBlue(c)});
        return high < 70 ? 0.0F : colourful(c) < 0.12F && high > 225 ? 0.35F : 0.9F;
    });
}

QImage repainted(const QImage &drawing, quint32 rgb)
{
    int solid = 0;
    int painted = 0;
    for (int y = 0; y < drawing.height(); y += 2) {
        const auto *line = reinterpret_cast<const QRgb *>(drawing.constScanLine(y));
        for (int x = 0; x < drawing.width(); x += 2) {
            solid += qAlpha(line[x]) > 200 ? 1 : 0;
            painted += qAlpha(line[x]) > 200 && colourful(line[x]) > 0.4F ? 1 : 0;
        }
    }
    if (painted * 4 < solid)
        return dyed(drawing, rgb); // a white van has no paint to tell from its chrome
    return dyedBy(drawing, rgb, [](QRgb c) { return colourful(c) > 0.4F ? 0.9F : 0.0F; });
}

void snowOn(QImage &drawing, quint64 seed)
{
    Rng rng(seed, 0x54a0);
    const int thick = std::max(1, drawing.height() / 34);
    const double flake = std::max(0.7, drawing.height() / 190.0);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
    painter.setPen(Qt::NoPen);
    float lies = 0.5F;
    for (int x = 0; x < drawing.width(); ++x) {
        lies = std::clamp(lies + rng.signedUnit() * 0.16F, 0.0F, 1.0F);
        int y = 0;
        const float depth = float(thick) * lies;
        while (y < drawing.height() && qAlpha(drawing.pixel(x, y)) < 200)
            ++y;
        if (y >= drawing.height() * 3 / 4 || lies < 0.25F)
            continue;
        QLinearGradient cap(0, y, 0, float(y) + depth);
        cap.setColorAt(0, QColor(0xf4, 0xf8, 0xff, 235));
        cap.setColorAt(0.7, QColor(0xe4, 0xec, 0xfa, 200));
        cap.setColorAt(1, QColor(0xe4, 0xec, 0xfa, 0));
        painter.fillRect(QRectF(x, y - 1, 1, depth + 1), cap);
    }
    for (int i = 0; i < 44; ++i) {
        painter.setBrush(QColor(0xf4, 0xf8, 0xff, 120 + rng.below(120)));
        painter.drawEllipse(
            QPointF(rng.unit() * float(drawing.width()), rng.unit() * float(drawing.height())),
            flake * rng.between(0.6F, 1.7F), flake * rng.between(0.6F, 1.7F));
    }
}

QSizeF figureShape(const Actor &actor, const Subject &subject)
{
    constexpr int probe = 48;
    const QImage drawing = drawFigure({.actor = actor, .subject = subject, .height = probe});
    return QSizeF(drawing.size()) / double(probe);
}

QImage drawFigure(const FigureOrder &order)
{
    const Subject &subject = order.subject;
    const Actor &actor = order.actor;
    const QString prop = actor.prop.isEmpty() ? subject.prop : actor.prop;
    QImage drawing;
    const bool bodied = hasBody(subject, actor);
    if (bodied) {
        const bool swapped = !subject.head.isEmpty();
        QImage head = rasterize(swapped ? subject.head : subject.vector, int(float(order.height) * 0.46F));
        const quint32 suit = suitOf(actor);
        const bool dressed = subject.kind == Subject::Kind::Human; // the colour is the clothes'
        if (!actor.colour.isEmpty() && !dressed)
            head = dyed(head, actor.rgb);
        drawing = drawBody({.head = head,
            .build = buildOf(subject),
            .action = actor.action,
            .prop = isWorn(prop) ? QString() : prop,
            .propRgb = actor.propRgb,
            .text = actor.text,
            .coat = suit != 0            ? suit
                : actor.colour.isEmpty() ? subject.coat
                                         : 0,
            .limbs = suit != 0           ? suit
                : actor.colour.isEmpty() ? subject.limbs
                                         : 0,
            .socks = subject.socks,
            .cloth = dressed && !actor.colour.isEmpty() ? actor.rgb
                : dressed && suit != 0                  ? suit
                                                        : subject.cloth,
            .skirt = subject.skirt,
            .height = order.height});
    } else {
        // As high as asked for, but never much wider than that.
        drawing = rasterize(subject.vector, order.height);
        if (drawing.height() < order.height * 6 / 10)
            drawing = rasterize(subject.vector, order.height * 5 / 4);
        if (!actor.colour.isEmpty())
            drawing = subject.kind == Subject::Kind::Car ? repainted(drawing, actor.rgb)
                                                         : dyed(drawing, actor.rgb);
        if (!actor.text.isEmpty() && !subject.living())
            drawing
                = subject.id == "sign"_L1 ? letteredSign(drawing, actor.text) : plated(drawing, actor.text);
    }
    const QSizeF bare = drawing.size();
    const QPointF moved = dress(drawing, actor, subject, bodied);
    if (!bodied && !prop.isEmpty() && !isWorn(prop) && actor.action != Action::Painting) {
        const QRectF &face = subject.face;
        const double width = face.width() * bare.width();
        drawing = withProp(drawing, actor, prop,
            face.isNull() ? face
                          : QRectF(face.x() * bare.width() + moved.x(), face.y() * bare.height() + moved.y(),
                              width, width));
    }
    drawing = inMotion(drawing, actor.action);
    return order.mirrored && actor.text.isEmpty() ? drawing.mirrored(true, false) : drawing;
}
