// SPDX-License-Identifier: MIT
#include "ui/parts/badge.h"

#include "ui/parts/paint.h"

#include <QEvent>
#include <QPainter>

namespace {

QFont badgeFont()
{
    QFont font = fontOf(TextRole::Help);
    font.setWeight(QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    return font;
}

constexpr int padding = 10;
constexpr int gap = 6;

} // namespace

BadgeLabel::BadgeLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMode(BillingMode::Sandbox);
}

void BadgeLabel::setMode(BillingMode mode)
{
    m_mode = mode;
    m_icon = mode == BillingMode::Sandbox ? IconName::Box
        : mode == BillingMode::Test       ? IconName::FlaskConical
                                          : IconName::Radio;
    m_text = mode == BillingMode::Sandbox ? tr("SANDBOX")
        : mode == BillingMode::Test       ? tr("TEST MODE")
                                          : tr("LIVE");
    setAccessibleName(tr("Billing goes to: %1").arg(m_text));
    updateGeometry();
    update();
}

BadgeLabel::Colours BadgeLabel::colours() const
{
    const Theme &t = theme();
    switch (m_mode) {
    case BillingMode::Sandbox:
        return {t.blue.ink, t.blue.tint, t.blue.line};
    case BillingMode::Test:
        return {t.amber.ink, t.amber.tint, t.amber.line};
    case BillingMode::Live:
        return {t.liveInk, t.liveFill, {}};
    }
    return {};
}

QSize BadgeLabel::sizeHint() const
{
    const int words = int(QFontMetricsF(badgeFont()).horizontalAdvance(m_text) + 0.99);
    return {words + scaled(14) + gap + 2 * padding, scaled(24)};
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    const Colours c = colours();
    QPainter painter(this);
    paintBox(painter, rect(), c.fill, c.frame, 6);
    const int side = scaled(14);
    paintIcon(painter, QRectF(padding, (height() - side) / 2.0, side, side), m_icon, c.ink);
    painter.setFont(badgeFont());
    painter.setPen(c.ink);
    painter.drawText(
        rect().adjusted(padding + side + gap, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, m_text);
}

bool BadgeLabel::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}
