// SPDX-License-Identifier: MIT
#include "ui/parts/chaintile.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

using namespace std::chrono_literals;
using State = ChainNode::State;

namespace {

constexpr int side = 32;
constexpr int beside = side + 14;

QString stateWords(const ChainNode &node)
{
    switch (node.state) {
    case State::Waiting:
        return ChainTile::tr("waiting");
    case State::Running:
        return node.percent < 0 ? ChainTile::tr("running") : ChainTile::tr("%1 %").arg(node.percent);
    case State::Done:
        return ChainTile::tr("done");
    case State::Queued:
        return ChainTile::tr("queued");
    case State::Failed:
        return ChainTile::tr("failed");
    case State::NotCounted:
        return ChainTile::tr("not counted");
    }
    return {};
}

void play(QVariantAnimation &animation, std::chrono::milliseconds full)
{
    animation.stop();
    animation.setDuration(int(motionTime(full).count()));
    animation.start();
}

} // namespace

ChainTile::ChainTile(Position position, QWidget *parent)
    : QAbstractButton(parent)
    , m_position(position)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (QVariantAnimation *animation : {&m_change, &m_fill}) {
        animation->setStartValue(0.0);
        animation->setEndValue(1.0);
        animation->setEasingCurve(QEasingCurve::OutCubic);
        connect(animation, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    }
}

void ChainTile::setNode(const ChainNode &node)
{
    if (node == m_node)
        return;
    const State before = m_node.state;
    m_node = node;
    describe();
    if (before != node.state) {
        m_before = before;
        play(m_change, 160ms);
        if (node.state == State::Done)
            play(m_fill, 200ms);
    }
    updateGeometry();
    update();
}

void ChainTile::setRowHeight(int px)
{
    m_rowHeight = px;
    updateGeometry();
}

void ChainTile::describe()
{
    setAccessibleName(m_node.name + QStringLiteral(", ") + stateWords(m_node));
    QStringList facts{m_node.lead + m_node.fact, m_node.detail, m_node.time};
    facts.removeAll(QString());
    setAccessibleDescription(facts.join(QStringLiteral(", ")));
}

QSize ChainTile::sizeHint() const
{
    const int words = lineHeightOf(TextRole::Help) * 2 + lineHeightOf(TextRole::Medium) + 2;
    const int air = m_position == Position::Last ? 0 : m_rowHeight >= 74 ? 22 : 4;
    return {scaled(280), std::max(m_position == Position::Last ? words : m_rowHeight, words + air)};
}

QSize ChainTile::minimumSizeHint() const
{
    return {scaled(180), sizeHint().height()};
}

ChainTile::Colours ChainTile::coloursOf(State state)
{
    const Theme &t = theme();
    switch (state) {
    case State::Waiting:
        return {t.mute, t.ground, t.control};
    case State::Running:
        return {t.text, t.raised, t.text};
    case State::Done:
        return {t.accent.ink, t.accent.tint, t.accent.line};
    case State::Queued:
    case State::NotCounted:
        return {t.amber.ink, t.amber.tint, t.amber.line};
    case State::Failed:
        return {t.red.ink, t.red.tint, t.red.line};
    }
    return {};
}

ChainTile::Colours ChainTile::shownColours() const
{
    const Colours now = coloursOf(m_node.state);
    if (m_change.state() != QAbstractAnimation::Running)
        return now;
    const double share = m_change.currentValue().toDouble();
    const Colours was = coloursOf(m_before);
    return {between(was.ink, now.ink, share), between(was.fill, now.fill, share),
        between(was.frame, now.frame, share)};
}

void ChainTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_position == Position::Inner)
        paintConnector(painter);
    paintTile(painter);
    paintWordsBeside(painter);
}

void ChainTile::paintTile(QPainter &painter) const
{
    const Colours c = shownColours();
    const int px = scaled(side);
    const QRectF tile(0, 0, px, px);
    const bool waiting = m_node.state == State::Waiting;
    paintBox(painter, tile, underMouse() && waiting ? theme().hover : c.fill, c.frame, 8, 1,
        waiting ? Stroke::Dashed : Stroke::Solid);
    const int iconSide = scaled(16);
    const QRectF box((px - iconSide) / 2.0, (px - iconSide) / 2.0, iconSide, iconSide);
    const IconName shape = m_node.state == State::Failed ? IconName::X
        : m_node.state == State::Queued                  ? IconName::CloudOff
                                                         : m_node.icon;
    paintIcon(painter, box, shape, c.ink);
    if (m_node.state == State::Running && m_node.percent >= 0)
        paintProgress(painter, tile);
}

// A thin line at the foot of the tile; it follows the number as it is.
void ChainTile::paintProgress(QPainter &painter, const QRectF &tile) const
{
    const QRectF track = QRectF(tile.left() + 5, tile.bottom() - 5, tile.width() - 10, 2);
    painter.fillRect(track, theme().hover);
    painter.fillRect(
        QRectF(track.topLeft(), QSizeF(track.width() * m_node.percent / 100.0, 2)), theme().accent.ink);
}

void ChainTile::paintConnector(QPainter &painter) const
{
    const Theme &t = theme();
    const qreal x = scaled(side) / 2.0;
    const QRectF line(x - 0.75, scaled(side), 1.5, height() - scaled(side));
    painter.fillRect(line, t.line);
    if (m_node.state != State::Done)
        return;
    const double share
        = m_fill.state() == QAbstractAnimation::Running ? m_fill.currentValue().toDouble() : 1.0;
    painter.fillRect(QRectF(line.topLeft(), QSizeF(line.width(), line.height() * share)), t.accent.line);
}

void ChainTile::paintWordsBeside(QPainter &painter) const
{
    const Theme &t = theme();
    const bool waiting = m_node.state == State::Waiting;
    const qreal left = scaled(side) + beside - side;
    const int small = lineHeightOf(TextRole::Help);
    const int fact = lineHeightOf(TextRole::Medium);
    const int timeWidth = m_node.time.isEmpty() ? 0 : widthOf(m_node.time, TextRole::Help) + 8;
    qreal y = 0;
    paintWords(
        painter, QRectF(left, y, width() - left - timeWidth, small), m_node.name, TextRole::Help, t.mute);
    paintWords(painter, QRectF(left, y, width() - left, small), m_node.time, TextRole::Help, t.mute,
        Qt::AlignRight | Qt::AlignVCenter);
    y += small + 1;
    const int lead = widthOf(m_node.lead, TextRole::Medium);
    paintWords(painter, QRectF(left, y, lead + 1, fact), m_node.lead, TextRole::Medium, t.accent.ink);
    const QColor ink = m_node.state == State::Failed ? t.red.ink
        : m_node.state == State::NotCounted          ? t.amber.ink
        : waiting                                    ? t.mute
                                                     : t.text;
    paintWords(painter, QRectF(left + lead, y, width() - left - lead, fact), m_node.fact,
        m_node.factFont == ChainNode::FactFont::Mono ? TextRole::Mono : TextRole::Medium, ink);
    y += fact + 1;
    paintWords(painter, QRectF(left, y, width() - left, small), m_node.detail, TextRole::Help,
        waiting ? t.mute : t.dim);
}

void ChainTile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool ChainTile::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}
