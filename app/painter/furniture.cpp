// SPDX-License-Identifier: MIT
#include "painter/furniture.h"

#include "painter/subjects.h"

#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QColor screen(Rgb c)
{
    const auto channel = [](float v) { return int(std::pow(clamp01(v), 1.0F / 2.2F) * 255.0F); };
    return {channel(c.r), channel(c.g), channel(c.b)};
}

QPainterPath opening(QRectF frame, bool arched)
{
    QPainterPath path;
    if (!arched) {
        path.addRect(frame);
        return path;
    }
    const double round = frame.width() / 2;
    path.moveTo(frame.bottomLeft());
    path.lineTo(frame.left(), frame.top() + round);
    path.arcTo(QRectF(frame.left(), frame.top(), frame.width(), round * 2), 180, -180);
    path.lineTo(frame.bottomRight());
    path.closeSubpath();
    return path;
}

} // namespace

Furniture::Furniture(QImage &solid, QImage &lights, const View &view)
    : m_solid(&solid)
    , m_lights(&lights)
    , m_view(view)
    , m_rng(view.seed, 0xf0421)
{
    const double scale = view.height / 1000.0;
    for (QPainter *painter : {&m_solid, &m_lights}) {
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        painter->translate(view.width / 2.0, 0);
        painter->scale(scale, scale);
        painter->setPen(Qt::NoPen);
    }
    m_half = 500.0F * view.shape();
    m_floor = view.horizon * 1000.0F / float(view.height);
}

// Outside it is the hour of the picture.
void Furniture::window(QRectF frame, bool arched, const QColor &wood)
{
    const Palette &p = m_view.outside;
    const QPainterPath pane = opening(frame, arched);
    m_solid.fillPath(opening(frame.adjusted(-16, -16, 16, 14), arched), wood.darker(130));
    m_solid.fillPath(opening(frame.adjusted(-9, -9, 9, 9), arched), wood);
    m_solid.fillPath(pane, Qt::black);
    m_lights.save();
    m_lights.setClipPath(pane);
    QLinearGradient sky(0, frame.top(), 0, frame.bottom());
    sky.setColorAt(0, screen(p.upper));
    sky.setColorAt(0.5, screen(p.lower));
    sky.setColorAt(0.72, screen(p.horizon));
    m_lights.fillRect(frame, sky);
    const double low = frame.top() + frame.height() * 0.68;
    for (int ridge = 0; ridge < 2; ++ridge) {
        QPainterPath hills(QPointF(frame.left(), frame.bottom()));
        for (int i = 0; i <= 16; ++i) {
            const double x = frame.left() + frame.width() * i / 16.0;
            hills.lineTo(
                x, low + 26 * ridge + std::sin(i * 0.7 + ridge * 2.0 + frame.x()) * 14 * (ridge + 1) / 2);
        }
        hills.lineTo(frame.bottomRight());
        const Rgb green = rgb(ridge ? 0x4f7a3a : 0x6f8f70) * (p.key * 0.5F + p.ambient * 0.5F);
        m_lights.fillPath(hills, screen(mix(green, p.haze, ridge ? 0.1F : 0.45F)));
    }
    m_lights.restore();
    // Bars are in the way of the light.
    for (QPainter *painter : {&m_solid, &m_lights}) {
        painter->save();
        painter->setClipPath(pane);
        if (painter == &m_lights)
            painter->setCompositionMode(QPainter::CompositionMode_Clear);
        painter->setBrush(wood);
        painter->setPen(Qt::NoPen);
        painter->drawRect(QRectF(frame.center().x() - 4, frame.top(), 8, frame.height()));
        for (int i = 1; i < 4; ++i)
            painter->drawRect(
                QRectF(frame.left(), frame.top() + frame.height() * i / 4 - 3, frame.width(), 6));
        painter->restore();
    }
    m_solid.fillRect(frame.adjusted(-26, frame.height() + 8, 26, 24), wood.lighter(112));
}

void Furniture::curtains(QRectF frame, const QColor &cloth)
{
    for (const int side : {-1, 1}) {
        const double outer = side < 0 ? frame.left() - 60 : frame.right() + 60;
        const double inner = side < 0 ? frame.left() + 34 : frame.right() - 34;
        QPainterPath path(QPointF(outer, frame.top() - 50));
        path.lineTo(inner, frame.top() - 50);
        path.quadTo(inner, frame.center().y(), inner - (inner - outer) * 0.62, frame.center().y() + 60);
        path.lineTo(inner - (inner - outer) * 0.4, frame.bottom() + 60);
        path.lineTo(outer, frame.bottom() + 60);
        QLinearGradient folds(outer, 0, inner, 0);
        for (int i = 0; i <= 8; ++i)
            folds.setColorAt(i / 8.0, i % 2 ? cloth.darker(150) : cloth.lighter(110));
        m_solid.fillPath(path, folds);
        m_lights.setCompositionMode(QPainter::CompositionMode_Clear);
        m_lights.fillPath(path, Qt::black);
        m_lights.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
    m_solid.fillRect(
        QRectF(frame.left() - 80, frame.top() - 60, frame.width() + 160, 12), QColor(0x7a, 0x55, 0x24));
}

void Furniture::thing(const QString &vector, float x, float foot, float height)
{
    const double scale = m_solid.transform().m11();
    const QImage image = rasterize(vector, std::max(6, int(height * scale)));
    if (image.isNull())
        return;
    const QSizeF size = QSizeF(image.size()) / scale;
    m_solid.fillRect(QRectF(x - size.width() / 2, foot - 3, size.width(), 5), QColor(0, 0, 0, 90));
    m_solid.drawImage(QRectF(QPointF(x - size.width() / 2, foot - size.height()), size), image);
}

void Furniture::shelf(float x, float y, float width, const QStringList &things)
{
    m_solid.fillRect(QRectF(x - width / 2, y + 12, width, 16), QColor(0, 0, 0, 70));
    m_solid.fillRect(QRectF(x - width / 2, y, width, 13),
        upright(y, y + 13, QColor(0x8a, 0x52, 0x2a), QColor(0x4a, 0x28, 0x12)));
    const int room = std::max(2, int(width / 78));
    for (int i = 0; i < room; ++i) {
        const QString &vector = things.at(m_rng.below(int(things.size())));
        thing(
            vector, x - width / 2 + width * (float(i) + 0.5F) / float(room), y, m_rng.between(54.0F, 74.0F));
    }
}

void Furniture::bookcase(QRectF frame)
{
    static constexpr std::array<unsigned, 10> spines = {
        0x8c2f24, 0xa8562a, 0x2f4a3c, 0x2a3c62, 0xb08a3c, 0x5c2a3a, 0x6e3a1e, 0x3a5a5c, 0xc07a34, 0x4a2c20};
    m_solid.fillRect(
        frame, upright(frame.top(), frame.bottom(), QColor(0x5c, 0x34, 0x1a), QColor(0x42, 0x22, 0x10)));
    const int rows = std::max(2, int(frame.height() / 108));
    const double step = (frame.height() - 16) / rows;
    for (int row = 0; row < rows; ++row) {
        const QRectF bay(frame.left() + 11, frame.top() + 12 + row * step, frame.width() - 22, step - 13);
        m_solid.fillRect(bay, QColor(0x1c, 0x0f, 0x08));
        double x = bay.left() + 2;
        while (x < bay.right() - 12) {
            const double width = m_rng.between(9.0F, 21.0F);
            const double height = bay.height() * m_rng.between(0.62F, 0.93F);
            const QColor cloth = QColor::fromRgb(spines[std::size_t(m_rng.below(10))])
                                     .lighter(int(m_rng.between(85.0F, 125.0F)));
            if (m_rng.chance(0.05F)) {
                x += width * 1.6;
                continue;
            }
            const QRectF book(x, bay.bottom() - height, std::min(width, bay.right() - x - 2), height);
            QLinearGradient round(book.left(), 0, book.right(), 0);
            round.setColorAt(0, cloth.darker(135));
            round.setColorAt(0.4, cloth.lighter(112));
            round.setColorAt(1, cloth.darker(150));
            m_solid.fillRect(book, round);
            if (width > 11) {
                m_solid.fillRect(QRectF(book.left() + 1, book.top() + height * 0.14, book.width() - 2, 3),
                    QColor(0xd8, 0xb0, 0x5a, 190));
                m_solid.fillRect(QRectF(book.left() + 1, book.bottom() - height * 0.18, book.width() - 2, 3),
                    QColor(0xd8, 0xb0, 0x5a, 150));
            }
            x += width + 1;
        }
        m_solid.fillRect(QRectF(bay.left(), bay.top(), bay.width(), 16),
            upright(bay.top(), bay.top() + 16, QColor(0, 0, 0, 150), QColor(0, 0, 0, 0)));
        m_solid.fillRect(QRectF(frame.left() + 6, bay.bottom(), frame.width() - 12, 11),
            upright(bay.bottom(), bay.bottom() + 11, QColor(0x96, 0x5c, 0x30), QColor(0x56, 0x30, 0x16)));
    }
    m_solid.fillRect(
        QRectF(frame.left() - 8, frame.top() - 10, frame.width() + 16, 18), QColor(0x6e, 0x40, 0x20));
}

void Furniture::pans(float x, float y, int count)
{
    m_solid.fillRect(QRectF(x - float(count) * 34, y, float(count) * 68, 6), QColor(0x3a, 0x2a, 0x20));
    for (int i = 0; i < count; ++i) {
        const double px = x + (i - (count - 1) / 2.0) * 64;
        const double drop = 26 + m_rng.between(0.0F, 18.0F);
        const double size = 17 + m_rng.between(0.0F, 9.0F);
        m_solid.setPen(QPen(QColor(0x2a, 0x1c, 0x14), 4));
        m_solid.drawLine(QPointF(px, y + 4), QPointF(px, y + drop + 20));
        m_solid.setPen(Qt::NoPen);
        QRadialGradient copper(QPointF(px - size * 0.3, y + drop + 20 + size * 0.6), size * 1.6);
        copper.setColorAt(0, QColor(0xf6, 0xa8, 0x72));
        copper.setColorAt(0.5, QColor(0xc0, 0x5c, 0x2c));
        copper.setColorAt(1, QColor(0x6a, 0x2a, 0x12));
        m_solid.setBrush(copper);
        m_solid.drawEllipse(QPointF(px, y + drop + 18 + size), size, size);
    }
}

void Furniture::counter(float x0, float x1, const QColor &wood)
{
    const double top = m_floor - 150;
    m_solid.fillRect(QRectF(x0, top, x1 - x0, 168), upright(top, top + 168, wood, wood.darker(150)));
    const int doors = std::max(1, int((x1 - x0) / 120));
    for (int i = 0; i < doors; ++i) {
        const QRectF door(
            x0 + (x1 - x0) * float(i) / float(doors) + 9, top + 32, (x1 - x0) / float(doors) - 18, 122);
        m_solid.fillRect(door, wood.darker(125));
        m_solid.fillRect(door.adjusted(9, 9, -9, -9), wood.lighter(108));
        m_solid.setBrush(QColor(0xe0, 0xb4, 0x5a));
        m_solid.drawEllipse(QPointF(door.right() - 13, door.center().y()), 4.5, 4.5);
    }
    m_solid.fillRect(QRectF(x0 - 10, top - 6, x1 - x0 + 20, 20), QColor(0xc8, 0xbc, 0xa8));
    m_solid.fillRect(QRectF(x0 - 10, top + 13, x1 - x0 + 20, 7), QColor(0, 0, 0, 80));
}

void Furniture::rug(float y, float rx, float ry, const QColor &main, const QColor &edge)
{
    for (int i = 0; i < 5; ++i) {
        m_solid.setBrush(i % 2 ? edge : main.lighter(100 + i * 5));
        const double k = 1.0 - i * 0.13;
        m_solid.drawEllipse(QPointF(0, y), rx * k, ry * k);
    }
}

void Furniture::flicker(float x, float y, float radius, const QColor &colour)
{
    QRadialGradient glow(QPointF(x, y), radius);
    glow.setColorAt(0, colour);
    glow.setColorAt(0.2, QColor(colour.red(), colour.green(), colour.blue(), colour.alpha() * 2 / 5));
    glow.setColorAt(0.5, QColor(colour.red(), colour.green(), colour.blue(), colour.alpha() / 8));
    glow.setColorAt(1, QColor(colour.red(), colour.green(), colour.blue(), 0));
    m_lights.setBrush(glow);
    m_lights.drawEllipse(QPointF(x, y), radius, radius);
}

void Furniture::fireplace(float x)
{
    const double foot = m_floor + 10;
    m_solid.fillRect(QRectF(x - 150, foot - 270, 300, 270), QColor(0x8a, 0x7a, 0x6c));
    for (int row = 0; row < 10; ++row) {
        for (int i = 0; i < 6; ++i)
            m_solid.fillRect(
                QRectF(x - 148 + float(i) * 50 + float(row % 2) * 20 - 8, foot - 268 + row * 27, 46, 23),
                QColor(0x9a, 0x86, 0x76).lighter(int(m_rng.between(82.0F, 116.0F))));
    }
    m_solid.fillRect(QRectF(x - 172, foot - 292, 344, 28), QColor(0x5c, 0x38, 0x1e));
    m_solid.fillPath(opening(QRectF(x - 92, foot - 186, 184, 186), true), QColor(0x14, 0x0c, 0x0a));
    thing(u"noto/wood"_s, x - 30, float(foot), 60);
    thing(u"noto/wood"_s, x + 34, float(foot), 56);
    for (int i = 0; i < 9; ++i) {
        const float fx = x + m_rng.between(-56.0F, 56.0F);
        const double height = m_rng.between(46.0F, 118.0F);
        QPainterPath flame(QPointF(fx - 18, foot - 18));
        flame.quadTo(fx - 22, foot - height * 0.5, fx + m_rng.between(-10.0F, 10.0F), foot - 18 - height);
        flame.quadTo(fx + 22, foot - height * 0.5, fx + 18, foot - 18);
        m_lights.fillPath(flame, QColor(0xff, 0xa0 + m_rng.below(50), 0x30, 150));
    }
    flicker(x, float(foot) - 60, 190, QColor(0xff, 0x90, 0x38, 130));
}

void Furniture::frame(QRectF box)
{
    m_solid.fillRect(box.adjusted(-4, 4, 10, 16), QColor(0, 0, 0, 80));
    m_solid.fillRect(box.adjusted(-9, -9, 9, 9), QColor(0xa8, 0x7c, 0x34));
    m_solid.fillRect(box.adjusted(-4, -4, 4, 4), QColor(0x6c, 0x4a, 0x1c));
    const QColor sky = QColor::fromHsv(m_rng.below(360), 90, 200);
    m_solid.fillRect(box, upright(box.top(), box.bottom(), sky, QColor(0xf0, 0xd8, 0xa8)));
    QPainterPath hill(box.bottomLeft());
    hill.lineTo(box.left(), box.center().y() + 12);
    hill.quadTo(box.center().x(), box.top() + box.height() * 0.3, box.right(), box.center().y() + 22);
    hill.lineTo(box.bottomRight());
    m_solid.fillPath(hill, QColor::fromHsv(m_rng.below(120) + 60, 110, 110));
}
