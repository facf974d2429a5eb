// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtimelinerow.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;
using State = ChainNode::State;

namespace {

constexpr int side = 24;
constexpr int indent = 16;
constexpr int gap = 12;
constexpr int rowHeight = 44;
constexpr int picture = 56;
constexpr int top = 2;

struct Colours {
    QColor ink, fill, frame;
};

Colours coloursOf(State state)
{
    const Theme &t = theme();
    switch (state) {
    case State::Waiting:
        return {t.mute, t.surface, t.control};
    case State::Running:
    case State::Queued:
    case State::NotCounted:
        return {t.amber.ink, t.amber.tint, t.amber.line};
    case State::Failed:
        return {t.red.ink, t.red.tint, t.red.line};
    case State::Done:
        return {t.accent.ink, t.accent.tint, t.accent.line};
    }
    return {};
}

QColor factInk(State state)
{
    const Theme &t = theme();
    return state == State::Failed    ? t.red.ink
        : state == State::NotCounted ? t.amber.ink
        : state == State::Waiting    ? t.mute
                                     : t.text;
}

} // namespace

EventLogTimelineRow::EventLogTimelineRow(
    const TimelineStep &step, const QString &since, Position position, QWidget *parent)
    : QAbstractButton(parent)
    , m_step(step)
    , m_time(step.at       ? timeline::time(*step.at)
              : step.timed ? tr("time not kept")
                           : QString())
    , m_since(since)
    , m_position(position)
{
    setObjectName(u"logTimelineStep"_s);
    setFocusPolicy(opens() ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover, opens());
    if (opens())
        setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingRadius(this, 6);
    describe();
}

void EventLogTimelineRow::setThumb(const QImage &thumb)
{
    m_thumb = thumb;
    updateGeometry();
    update();
}

int EventLogTimelineRow::thumbSide()
{
    return scaled(picture);
}

void EventLogTimelineRow::describe()
{
    setAccessibleName(m_step.name);
    QStringList facts{m_step.fact, m_time, m_since};
    facts.removeAll(QString());
    setAccessibleDescription(facts.join(u", "_s));
    QStringList tip{m_step.fact};
    if (m_step.at)
        tip.append(QString::fromLatin1(toIso(*m_step.at)));
    setToolTip(tip.join(u'\n'));
}

QSize EventLogTimelineRow::sizeHint() const
{
    const int words = lineHeightOf(TextRole::Help) + lineHeightOf(TextRole::Small) + 8;
    const int wanted = hasThumb() ? picture + 12 : rowHeight;
    return {scaled(280), std::max(scaled(wanted), words)};
}

QSize EventLogTimelineRow::minimumSizeHint() const
{
    return {scaled(160), sizeHint().height()};
}

int EventLogTimelineRow::timesWidth() const
{
    const int time = widthOf(m_time, m_step.at ? TextRole::MonoSmall : TextRole::Help);
    return std::max(time, widthOf(m_since, TextRole::Help));
}

void EventLogTimelineRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse() && opens())
        painter.fillRect(rect(), theme().hover);
    if (m_position == Position::Inner) {
        const qreal x = scaled(indent) + scaled(side) / 2.0;
        const qreal from = scaled(top) + scaled(side);
        painter.fillRect(QRectF(x - 0.75, from, 1.5, height() - from + scaled(top)),
            m_step.state == State::Done ? theme().accent.line : theme().line);
    }
    paintTile(painter);
    paintWordsBeside(painter);
}

void EventLogTimelineRow::paintTile(QPainter &painter) const
{
    const Colours c = coloursOf(m_step.state);
    const QRectF tile(scaled(indent), scaled(top), scaled(side), scaled(side));
    paintBox(painter, tile, c.fill, c.frame, 6, 1,
        m_step.state == State::Waiting ? Stroke::Dashed : Stroke::Solid);
    const qreal inner = scaled(14);
    const QRectF box(tile.center().x() - inner / 2, tile.center().y() - inner / 2, inner, inner);
    paintIcon(painter, box, m_step.state == State::Failed ? IconName::X : m_step.icon, c.ink);
}

void EventLogTimelineRow::paintWordsBeside(QPainter &painter) const
{
    const Theme &t = theme();
    const qreal left = scaled(indent + side + gap);
    const qreal right = width() - scaled(indent);
    const int times = timesWidth();
    const int small = lineHeightOf(TextRole::Help);
    const int fact = lineHeightOf(TextRole::Small);
    qreal end = right - (times > 0 ? times + gap : 0);
    paintWords(painter, QRectF(right - times, 0, times, small), m_time,
        m_step.at ? TextRole::MonoSmall : TextRole::Help, t.mute, Qt::AlignRight | Qt::AlignVCenter);
    paintWords(painter, QRectF(right - times, small + 2, times, small), m_since, TextRole::Help, t.mute,
        Qt::AlignRight | Qt::AlignVCenter);
    if (hasThumb()) {
        const QRectF box(end - thumbSide(), scaled(top), thumbSide(), thumbSide());
        QPainterPath round;
        round.addRoundedRect(box, 8, 8);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setClipPath(round);
        painter.drawImage(box, m_thumb);
        painter.restore();
        end = box.left() - gap;
    }
    paintWords(painter, QRectF(left, 0, end - left, small), m_step.name, TextRole::Help, t.mute);
    paintWords(painter, QRectF(left, small + 2, end - left, fact), m_step.fact, TextRole::Small,
        factInk(m_step.state));
}

void EventLogTimelineRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool EventLogTimelineRow::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}
