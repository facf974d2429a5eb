// SPDX-License-Identifier: MIT
#include "ui/parts/badge.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace {

constexpr int padding = 10;
constexpr int gap = 6;
constexpr int reach = 2; // above and below the frame: 28 px to hit
constexpr int widestPlace = 180;
constexpr int chevron = 12;

QFont badgeFont()
{
    QFont font = fontOf(TextRole::Help);
    font.setWeight(QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    return font;
}

int wordWidth(const QString &word)
{
    return int(std::ceil(QFontMetricsF(badgeFont()).horizontalAdvance(word)));
}

IconName iconOf(BillingMode mode)
{
    switch (mode) {
    case BillingMode::Sandbox:
        return IconName::Box;
    case BillingMode::Test:
        return IconName::FlaskConical;
    case BillingMode::Custom:
        return IconName::Link;
    case BillingMode::Live:
        return IconName::Radio;
    }
    return IconName::None;
}

} // namespace

BillingBadge::BillingBadge(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 6);
    setMode(BillingMode::Sandbox);
}

void BillingBadge::setMode(BillingMode mode)
{
    m_mode = mode;
    m_icon = iconOf(mode);
    setText(word(mode));
    describe();
}

QString BillingBadge::word(BillingMode mode)
{
    switch (mode) {
    case BillingMode::Sandbox:
        return tr("SANDBOX");
    case BillingMode::Test:
        return tr("TEST MODE");
    case BillingMode::Custom:
        return tr("CUSTOM");
    case BillingMode::Live:
        return tr("LIVE");
    }
    return {};
}

void BillingBadge::setPlace(const QString &host)
{
    m_place = host;
    describe();
}

void BillingBadge::setBrief(bool brief)
{
    if (brief == m_brief)
        return;
    m_brief = brief;
    updateGeometry();
    update();
}

void BillingBadge::describe()
{
    setAccessibleName(m_place.isEmpty() ? tr("Billing goes to: %1").arg(text())
                                        : tr("Billing goes to: %1, %2").arg(text(), m_place));
    setAccessibleDescription(tr("Opens the choice of where billing goes"));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QString BillingBadge::detail() const
{
    return m_mode == BillingMode::Custom && !m_brief ? m_place : QString();
}

QString BillingBadge::shownText() const
{
    return detail().isEmpty() ? text() : text() + u' ' + detail();
}

BillingBadge::Colours BillingBadge::colours() const
{
    const Theme &t = theme();
    switch (m_mode) {
    case BillingMode::Sandbox:
        return {t.blue.ink, t.blue.tint, underMouse() ? t.blue.ink : t.blue.line};
    case BillingMode::Test:
    case BillingMode::Custom:
        return {t.amber.ink, t.amber.tint, underMouse() ? t.amber.ink : t.amber.line};
    case BillingMode::Live:
        return {t.liveInk, t.liveFill, underMouse() ? t.liveInk : QColor()};
    }
    return {};
}

QSize BillingBadge::sizeHint() const
{
    int words = wordWidth(text());
    if (!detail().isEmpty())
        words += gap + std::min(widthOf(detail(), TextRole::Help) + 1, scaled(widestPlace));
    return {words + scaled(14) + scaled(chevron) + 2 * gap + 2 * padding, scaled(24) + 2 * reach};
}

void BillingBadge::paintEvent(QPaintEvent *)
{
    const Colours c = colours();
    QPainter painter(this);
    paintBox(painter, QRectF(rect()).adjusted(0, reach, 0, -reach), c.fill, c.frame, 6);
    const int side = scaled(14);
    paintIcon(painter, QRectF(padding, (height() - side) / 2.0, side, side), m_icon, c.ink);
    const int arrow = scaled(chevron);
    const int right = width() - padding - arrow;
    paintIcon(painter, QRectF(right, (height() - arrow) / 2.0, arrow, arrow), IconName::ChevronDown, c.ink);
    painter.setFont(badgeFont());
    painter.setPen(c.ink);
    int left = padding + side + gap;
    painter.drawText(QRect(left, 0, right - left, height()), Qt::AlignVCenter | Qt::TextSingleLine, text());
    left += wordWidth(text()) + gap;
    if (!detail().isEmpty())
        paintWords(
            painter, QRectF(left, 0, right - gap - left + 1, height()), detail(), TextRole::Help, c.ink);
}

void BillingBadge::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool BillingBadge::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}
