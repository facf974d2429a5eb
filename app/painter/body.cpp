// SPDX-License-Identifier: MIT
#include "painter/body.h"

#include "painter/bodycolours.h"
#include "painter/figure.h"
#include "painter/lettering.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

// Units: the body is drawn in a box 120 wide and 170 high; the head's centre is at (60, 42).
constexpr double boxWidth = 132;
constexpr double boxHeight = 172;

QLinearGradient shaded(QPointF from, QPointF to, const QColor &colour)
{
    QLinearGradient gradient(from, to);
    gradient.setColorAt(0, colour.lighter(112));
    gradient.setColorAt(0.55, colour);
    gradient.setColorAt(1, colour.darker(125));
    return gradient;
}

struct Pose {
    QPointF leftHand, rightHand; // as seen by the viewer
};

Pose poseOf(Action action, bool sitting)
{
    switch (action) {
    case Action::Painting:
        return {{24, 128}, {112, 84}};
    case Action::Reading:
        return {{42, 124}, {78, 124}};
    case Action::Playing:
        return {{44, 122}, {86, 100}};
    case Action::Holding:
        return {{34, 126}, {98, 104}};
    case Action::Eating:
    case Action::Drinking:
        return {{38, 126}, {84, 92}};
    case Action::Dancing:
        return {{18, 78}, {104, 72}};
    default:
        return sitting ? Pose{{48, 157}, {72, 157}} : Pose{{27, 126}, {93, 126}};
    }
}

class Body {
public:
    Body(QPainter &painter, const BodyOrder &order, BodyColours colours)
        : m_painter(painter)
        , m_order(order)
        , m_colours(std::move(colours))
        , m_sitting(order.build == Build::Beast || order.build == Build::Dragon)
        , m_pose(poseOf(order.action, m_sitting))
    {
        if (order.coat != 0) {
            m_colours.main = QColor::fromRgb(order.coat);
            m_colours.dark = m_colours.main.darker(135);
            m_colours.foot = m_colours.main.darker(150);
            m_colours.limb = m_colours.main.darker(104);
        }
        if (order.limbs != 0)
            m_colours.limb = QColor::fromRgb(order.limbs);
        if (order.socks != 0)
            m_colours.hand = m_colours.foot = QColor::fromRgb(order.socks);
        if (order.build == Build::Human) {
            m_colours.hand = m_colours.main;
            m_colours.light = QColor::fromRgb(order.cloth).lighter(115);
            m_colours.main = QColor::fromRgb(order.cloth);
            m_colours.dark = m_colours.main.darker(130);
            m_colours.limb = m_colours.main.darker(106);
            m_colours.foot = QColor(0x3a, 0x2c, 0x26);
        }
        if (order.build == Build::Robot) {
            m_colours.hand = m_colours.foot = QColor(0xe8, 0x3a, 0x4c);
            m_colours.light = QColor(0x2a, 0x2c, 0x3c);
            m_colours.limb = m_colours.main.darker(106);
        }
    }

    void paint()
    {
        behind();
        legs();
        torso();
        head();
        props();
    }

private:
    void limb(QPointF from, QPointF bend, QPointF to, double width, const QColor &colour)
    {
        QPainterPath path(from);
        path.quadTo(bend, to);
        // A shade around it sets it off from the body behind.
        QColor shade = colour.darker(230);
        shade.setAlpha(70);
        m_painter.strokePath(path, QPen(shade, width + 3, Qt::SolidLine, Qt::RoundCap));
        QPen pen(QBrush(shaded(from - QPointF(width / 2, 0), to + QPointF(width / 2, 0), colour)), width,
            Qt::SolidLine, Qt::RoundCap);
        m_painter.strokePath(path, pen);
    }

    void blob(QPointF centre, double rx, double ry, const QColor &colour)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(shaded(centre - QPointF(rx * 0.3, ry), centre + QPointF(rx * 0.3, ry), colour));
        m_painter.drawEllipse(centre, rx, ry);
    }

    void wing(double side)
    {
        QPainterPath path(QPointF(60 + side * 12, 96));
        path.cubicTo(60 + side * 26, 66, 60 + side * 50, 58, 60 + side * 64, 66);
        path.quadTo(60 + side * 54, 80, 60 + side * 58, 98);
        path.quadTo(60 + side * 46, 94, 60 + side * 44, 112);
        path.quadTo(60 + side * 32, 106, 60 + side * 24, 122);
        path.closeSubpath();
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(shaded({60, 60}, {60, 122}, QColor(0xe8, 0x7a, 0x74)));
        m_painter.drawPath(path);
        m_painter.setPen(QPen(m_colours.dark, 2.4, Qt::SolidLine, Qt::RoundCap));
        for (const QPointF tip : {QPointF(64, 66), QPointF(58, 98), QPointF(44, 112)})
            m_painter.drawLine(QPointF(60 + side * 14, 96), QPointF(60 + side * tip.x(), tip.y()));
    }

    void behind()
    {
        if (m_order.build == Build::Dragon) {
            wing(-1);
            wing(1);
            limb({42, 150}, {8, 164}, {10, 122}, 13, m_colours.main);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(QColor(0xe8, 0x4a, 0x66));
            m_painter.drawPolygon(QPolygonF{QPointF(10, 102), QPointF(0, 124), QPointF(21, 124)});
        } else if (m_order.build == Build::Beast) {
            brushTail();
        }
    }

    // A full tail curling up beside the animal, its tip pale.
    void brushTail()
    {
        QPainterPath tail(QPointF(76, 158));
        tail.cubicTo(104, 170, 130, 152, 126, 124);
        tail.cubicTo(124, 108, 116, 98, 106, 94);
        tail.cubicTo(110, 108, 106, 122, 98, 130);
        tail.cubicTo(92, 136, 84, 138, 76, 138);
        tail.closeSubpath();
        m_painter.fillPath(tail, shaded({86, 120}, {122, 166}, m_colours.main));
        QPainterPath tip(QPointF(106, 94));
        tip.cubicTo(116, 98, 124, 108, 126, 121);
        tip.cubicTo(122, 117, 118, 121, 115, 117);
        tip.cubicTo(112, 121, 109, 117, 107, 120);
        tip.cubicTo(110, 112, 109, 102, 106, 94);
        const bool pale = m_order.limbs == 0;
        m_painter.fillPath(tip, pale ? m_colours.light : m_colours.limb);
    }

    void legs()
    {
        if (m_sitting) {
            haunch(-1);
            haunch(1);
            return;
        }
        const bool human = m_order.build == Build::Human;
        const QColor cloth = !human ? m_colours.dark
            : m_order.skirt         ? m_colours.hand
                                    : QColor(0x3c, 0x42, 0x56);
        const double width = !human ? 12 : m_order.skirt ? 11 : 19;
        limb({50, 124}, {50, 140}, {49, 158}, width, cloth);
        limb({70, 124}, {70, 140}, {71, 158}, width, cloth);
        blob({45, 163}, 14, 7, m_colours.foot);
        blob({75, 163}, 14, 7, m_colours.foot);
    }

    // The thigh of who sits, and the foot before it.
    void haunch(double side)
    {
        const QColor thigh = m_order.limbs != 0 ? m_colours.limb : m_colours.main.darker(104);
        blob({60 + side * 26, 143}, 19, 22, thigh);
        blob({60 + side * 27, 163}, 17, 8, m_colours.foot);
    }

    void robotChest()
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_colours.light);
        m_painter.drawRoundedRect(QRectF(44, 90, 32, 24), 5, 5);
        const std::array<QColor, 3> lamps
            = {QColor(0xf0, 0x4a, 0x5a), QColor(0xf8, 0xc0, 0x40), QColor(0x4a, 0xd0, 0xe8)};
        for (int i = 0; i < 3; ++i) {
            m_painter.setBrush(lamps[std::size_t(i)]);
            m_painter.drawEllipse(QPointF(51 + 9 * i, 96), 2.4, 2.4);
        }
        QPainterPath wave(QPointF(48, 107));
        wave.quadTo(53, 99, 58, 107);
        wave.quadTo(64, 114, 72, 104);
        m_painter.strokePath(wave, QPen(QColor(0x5a, 0xe0, 0xf0), 1.6));
    }

    void torso()
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(shaded({40, 70}, {84, 150}, m_colours.main));
        if (m_order.build == Build::Robot) {
            m_painter.drawRoundedRect(QRectF(36, 76, 48, 52), 13, 13);
            robotChest();
            return;
        }
        QPainterPath path;
        const double hip = m_sitting ? 33 : m_order.skirt ? 31 : 23;
        const double low = m_sitting ? 166 : m_order.skirt ? 144 : 132;
        path.moveTo(42, 76);
        path.quadTo(60, 68, 78, 76);
        path.cubicTo(86, 100, 60 + hip, low - 30, 60 + hip, low - 16);
        path.quadTo(60 + hip, low, 60, low);
        path.quadTo(60 - hip, low, 60 - hip, low - 16);
        path.cubicTo(60 - hip, low - 30, 34, 100, 42, 76);
        m_painter.drawPath(path);
        if (m_sitting)
            blob({60, 126}, 20, 32, m_colours.light);
        if (m_order.build == Build::Beast)
            bib();
        if (m_order.build == Build::Dragon) {
            m_painter.setPen(QPen(m_colours.light.darker(118), 2));
            for (int y = 106; y < 152; y += 9)
                m_painter.drawArc(QRectF(44, y - 5, 32, 10), 200 * 16, 140 * 16);
        }
        if (m_order.build == Build::Human) {
            m_painter.setPen(QPen(m_colours.dark, 1.6));
            m_painter.drawLine(QPointF(60, 84), QPointF(60, 128));
        }
    }

    // Longer hair below the chin.
    void bib()
    {
        QPainterPath hair(QPointF(38, 80));
        const std::array<QPointF, 6> tips = {QPointF(43, 100), QPointF(50, 96), QPointF(55, 108),
            QPointF(65, 108), QPointF(70, 96), QPointF(77, 100)};
        for (const QPointF &tip : tips)
            hair.lineTo(tip);
        hair.lineTo(82, 80);
        hair.closeSubpath();
        m_painter.fillPath(hair, shaded({60, 78}, {60, 108}, m_colours.light));
    }

    void head()
    {
        const double width = m_order.build == Build::Human ? 66 : m_order.build == Build::Beast ? 92 : 82;
        const double low = m_order.build == Build::Beast ? 91 : 86;
        const double scale = width / std::max(m_order.head.width(), m_order.head.height());
        const QSizeF size(m_order.head.width() * scale, m_order.head.height() * scale);
        m_painter.drawImage(QRectF(QPointF(60 - size.width() / 2, low - size.height()), size), m_order.head);
    }

    void arm(double side, QPointF hand)
    {
        const QPointF shoulder(60 + side * (m_order.build == Build::Robot ? 25 : 19), 90);
        const double out = m_sitting && hand.y() > 150 ? 2 : 9; // a forepaw set down is straight
        const QPointF bend((shoulder.x() + hand.x()) / 2 + side * out, (shoulder.y() + hand.y()) / 2 + out);
        limb(shoulder, bend, hand, m_order.build == Build::Robot ? 9 : 14, m_colours.limb);
        if (m_order.socks != 0) { // the paw's colour reaches up the arm
            const QPointF wrist = bend * 0.3 + hand * 0.7;
            limb(wrist, (wrist + hand) / 2, hand, 13.5, m_colours.hand);
        }
        blob(hand, m_order.build == Build::Robot ? 7 : 8, m_order.build == Build::Robot ? 7 : 8,
            m_colours.hand);
    }

    void thing(const QString &vector, QPointF centre, double size, double turn = 0)
    {
        const double pixels = size * m_painter.transform().m11();
        QImage image = rasterize(vector, std::max(8, int(pixels)));
        if (image.isNull())
            return;
        if (m_order.propRgb != 0)
            image = dyed(image, m_order.propRgb);
        if (!m_order.text.isEmpty() && m_order.prop == "sign"_L1)
            image = letteredSign(image, m_order.text);
        const double scale = size / std::max(image.width(), image.height());
        m_painter.save();
        m_painter.translate(centre);
        m_painter.rotate(turn);
        m_painter.drawImage(QRectF(-image.width() * scale / 2, -image.height() * scale / 2,
                                image.width() * scale, image.height() * scale),
            image);
        m_painter.restore();
    }

    QString propVector(const QString &otherwise) const
    {
        const Subject *subject = Subjects::builtin().find(m_order.prop);
        return subject ? subject->vector : otherwise;
    }

    void props()
    {
        const Pose &p = m_pose;
        switch (m_order.action) {
        case Action::Painting:
            arm(-1, p.leftHand);
            thing(u"noto/artist-palette"_s, p.leftHand + QPointF(-2, 2), 32);
            thing(u"noto/paintbrush"_s, p.rightHand + QPointF(8, -9), 30, 90);
            arm(1, p.rightHand);
            break;
        case Action::Reading:
            thing(propVector(u"noto/open-book"_s), {60, 124}, 50);
            arm(-1, p.leftHand);
            arm(1, p.rightHand);
            break;
        case Action::Playing:
            thing(propVector(u"noto/guitar"_s), {66, 114}, 66, -8);
            arm(-1, p.leftHand);
            arm(1, p.rightHand);
            break;
        case Action::Wearing:
            arm(-1, p.leftHand);
            arm(1, p.rightHand);
            break;
        default:
            arm(-1, p.leftHand);
            if (!m_order.prop.isEmpty())
                heldProp();
            arm(1, m_order.prop.isEmpty() ? p.rightHand : QPointF(96, 106));
        }
    }

    void heldProp()
    {
        const bool food = m_order.action == Action::Eating || m_order.action == Action::Drinking;
        const Subject *subject = Subjects::builtin().find(m_order.prop);
        const bool tall = subject && subject->height > 0.6F;
        if (m_order.prop == "sign"_L1) {
            thing(propVector({}), {90, 92}, 78);
            return;
        }
        thing(propVector({}),
            food       ? QPointF(100, 94)
                : tall ? QPointF(102, 80)
                       : QPointF(104, 96),
            food       ? 30
                : tall ? 74
                       : 36);
    }

    QPainter &m_painter;
    const BodyOrder &m_order;
    BodyColours m_colours;
    bool m_sitting;
    Pose m_pose;
};

} // namespace

Build buildOf(const Subject &subject)
{
    if (subject.kind == Subject::Kind::Human)
        return Build::Human;
    if (subject.id == "dragon"_L1)
        return Build::Dragon;
    if (subject.id == "robot"_L1)
        return Build::Robot;
    const bool upright = subject.id == "alien"_L1 || subject.id == "monster"_L1 || subject.id == "goblin"_L1
        || subject.id == "skeleton"_L1;
    return upright ? Build::Ape : Build::Beast;
}

QImage drawBody(const BodyOrder &order)
{
    const double scale = order.height / boxHeight;
    QImage image(int(boxWidth * scale), order.height, QImage::Format_ARGB32_Premultiplied);
    image.fill(0);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.scale(scale, scale);
    Body(painter, order, coloursOf(order.head)).paint();
    return image;
}
