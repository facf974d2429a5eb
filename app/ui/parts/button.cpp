// SPDX-License-Identifier: MIT
#include "ui/parts/button.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"
#include "ui/parts/sendingmark.h"
#include "ui/style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTimerEvent>

namespace {

constexpr int busyDelay = 100; // ms before the arc shows
constexpr int turnStep = 33;
constexpr int doneTime = 4000;
constexpr int gap = 8;

int heightOf(ButtonSize size)
{
    return size == ButtonSize::Small ? 28 : size == ButtonSize::Normal ? 36 : 44;
}

int paddingOf(ButtonSize size)
{
    return size == ButtonSize::Small ? 11 : size == ButtonSize::Normal ? 16 : 22;
}

int iconOf(ButtonSize size)
{
    return size == ButtonSize::Small ? 14 : size == ButtonSize::Normal ? 16 : 18;
}

} // namespace

Button::Button(QWidget *parent)
    : Button({}, ButtonRole::Secondary, parent)
{
}

Button::Button(const QString &text, ButtonRole role, QWidget *parent)
    : QPushButton(text, parent)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
}

void Button::setRole(ButtonRole role)
{
    m_role = role;
    updateGeometry();
    update();
}

void Button::setButtonSize(ButtonSize size)
{
    m_size = size;
    setRingRadius(this, size == ButtonSize::Small ? 6 : 8);
    updateGeometry();
    update();
}

void Button::setIconName(IconName name, Ink ink)
{
    m_iconInk = ink;
    setIconName(name);
}

void Button::setIconName(IconName name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Button::setTrailingIcon(IconName name)
{
    m_trailing = name;
    updateGeometry();
    update();
}

void Button::setKeyHint(const QString &keys)
{
    m_keys = keys;
    updateGeometry();
    update();
}

void Button::startBusy()
{
    m_busy = true;
    m_done.clear();
    m_doneEnd.stop();
    m_arcDelay.start(busyDelay, this);
    setAccessibleDescription(tr("Busy"));
}

void Button::stopBusy()
{
    m_busy = false;
    m_arcShown = false;
    m_arcDelay.stop();
    m_arcTurn.stop();
    setAccessibleDescription(sendingWords(this));
    updateGeometry();
    update();
}

void Button::showDone(const QString &words)
{
    stopBusy();
    m_done = words;
    m_doneEnd.start(doneTime, this);
    setAccessibleDescription(words);
    updateGeometry();
    update();
}

void Button::setOffReason(const QString &why)
{
    setEnabled(why.isEmpty());
    setToolTip(why);
    setAccessibleDescription(why.isEmpty() ? sendingWords(this) : why);
}

QSize Button::sizeHint() const
{
    const QFontMetrics metrics(shownFont());
    const int words = metrics.size(Qt::TextShowMnemonic, shownText()).width();
    return {lead() + words + trail() + 2 * paddingOf(m_size),
        std::max(scaled(heightOf(m_size)), metrics.height() + 8)};
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

QString Button::shownText() const
{
    return m_done.isEmpty() ? text() : m_done;
}

QFont Button::shownFont() const
{
    if (m_size == ButtonSize::Small)
        return fontOf(m_role == ButtonRole::Primary ? TextRole::SmallStrong
                : m_role == ButtonRole::Quiet       ? TextRole::Small
                                                    : TextRole::SmallMedium);
    QFont font = fontOf(m_role == ButtonRole::Primary ? TextRole::Strong : TextRole::Medium);
    if (m_size == ButtonSize::Main)
        font.setPixelSize(scaled(15));
    return font;
}

int Button::lead() const
{
    const bool shown = m_icon != IconName::None || m_arcShown || !m_done.isEmpty();
    return shown ? scaled(iconOf(m_size)) + (shownText().isEmpty() ? 0 : gap) : 0;
}

int Button::trail() const
{
    int width = m_trailing != IconName::None ? scaled(iconOf(m_size)) + gap : 0;
    if (!m_keys.isEmpty())
        width += widthOf(m_keys, TextRole::Axis) + 14 + 12;
    return width + sendingTagWidth(this);
}

QColor Button::fill() const
{
    const Theme &t = theme();
    if (!isEnabled())
        return m_role == ButtonRole::Quiet || m_role == ButtonRole::Outlined ? QColor() : t.offFill;
    const bool down = isDown() && !m_busy;
    const bool hovered = underMouse() && !m_busy && m_done.isEmpty();
    const auto pick = [&](const QColor &rest, const QColor &over, const QColor &pressed) {
        return down ? pressed : hovered ? over : rest;
    };
    switch (m_role) {
    case ButtonRole::Primary:
        return pick(t.primary, t.primaryHover, t.primaryPressed);
    case ButtonRole::Secondary:
        return pick(t.raised, t.hover, t.pressed);
    case ButtonRole::Outlined:
    case ButtonRole::Quiet:
        return pick(QColor(), t.hover, t.pressed);
    case ButtonRole::Danger:
        return pick(t.red.tint, t.redHover, t.redPressed);
    }
    return {};
}

QColor Button::frame() const
{
    if (m_role != ButtonRole::Outlined)
        return {};
    return isEnabled() ? theme().control : theme().line;
}

QColor Button::inkColour() const
{
    const Theme &t = theme();
    if (!isEnabled())
        return t.off;
    switch (m_role) {
    case ButtonRole::Primary:
        return t.onPrimary;
    case ButtonRole::Secondary:
    case ButtonRole::Outlined:
        return t.text;
    case ButtonRole::Quiet:
        return underMouse() ? t.text : t.dim;
    case ButtonRole::Danger:
        return t.red.ink;
    }
    return t.text;
}

void Button::paintLead(QPainter &painter, const QRectF &box)
{
    if (m_arcShown) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(inkColour(), 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(box.adjusted(1, 1, -1, -1), (90 - m_arcAngle) * 16, -270 * 16);
        return;
    }
    const bool done = !m_done.isEmpty();
    const bool ownInk = m_iconInk && isEnabled() && !done;
    paintIcon(painter, box, done ? IconName::Check : m_icon, ownInk ? theme().ink(*m_iconInk) : inkColour());
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), fill(), frame(), m_size == ButtonSize::Small ? 6 : 8);
    painter.setFont(shownFont());
    const int words = painter.fontMetrics().size(Qt::TextShowMnemonic, shownText()).width();
    const int whole = lead() + words + trail();
    qreal x = std::max((width() - whole) / 2.0, 4.0);
    const int icon = scaled(iconOf(m_size));
    if (lead() > 0)
        paintLead(painter, QRectF(x, (height() - icon) / 2.0, icon, icon));
    x += lead();
    painter.setPen(inkColour());
    painter.drawText(QRectF(x, 0, words + 1, height()), Qt::AlignVCenter | Qt::TextShowMnemonic, shownText());
    x += words;
    if (m_trailing != IconName::None)
        paintIcon(painter, QRectF(x + gap, (height() - icon) / 2.0, icon, icon), m_trailing, inkColour());
    if (const int tag = sendingTagWidth(this); tag > 0)
        paintSendingTag(painter, QRectF(x + whole - lead() - words - tag, 0, tag, height()), isEnabled());
    if (m_keys.isEmpty())
        return;
    const int keysWidth = widthOf(m_keys, TextRole::Axis) + 14;
    const int keysHeight = lineHeightOf(TextRole::Axis) + 4;
    const QRectF box(x + 12, (height() - keysHeight) / 2.0, keysWidth, keysHeight);
    paintBox(painter, box, {}, isEnabled() ? between(fill(), inkColour(), 0.6) : theme().off, 4);
    paintWords(painter, box, m_keys, TextRole::Axis, inkColour(), Qt::AlignCenter);
}

void Button::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_arcDelay.timerId()) {
        m_arcDelay.stop();
        m_arcShown = true;
        if (motionTime(std::chrono::seconds(1)).count() > 0)
            m_arcTurn.start(turnStep, this);
        updateGeometry();
    } else if (event->timerId() == m_arcTurn.timerId()) {
        m_arcAngle = (m_arcAngle + 360 * turnStep / 1000) % 360;
    } else if (event->timerId() == m_doneEnd.timerId()) {
        m_doneEnd.stop();
        m_done.clear();
        setAccessibleDescription(sendingWords(this));
        updateGeometry();
    } else {
        QPushButton::timerEvent(event);
    }
    update();
}

void Button::enterEvent(QEnterEvent *event)
{
    QPushButton::enterEvent(event);
    update();
}

void Button::leaveEvent(QEvent *event)
{
    QPushButton::leaveEvent(event);
    update();
}

bool Button::event(QEvent *event)
{
    // While busy the button keeps its place and its looks, and takes nothing.
    const bool press = event->type() == QEvent::MouseButtonPress
        || event->type() == QEvent::MouseButtonDblClick || event->type() == QEvent::Shortcut;
    const bool key = event->type() == QEvent::KeyPress;
    if (m_busy && press)
        return true;
    if (m_busy && key) {
        const int pressed = static_cast<QKeyEvent *>(event)->key();
        if (pressed == Qt::Key_Space || pressed == Qt::Key_Return || pressed == Qt::Key_Enter
            || pressed == Qt::Key_Select)
            return true;
    }
    if (key && isEnabled()) {
        const int pressed = static_cast<QKeyEvent *>(event)->key();
        if (pressed == Qt::Key_Return || pressed == Qt::Key_Enter) {
            click();
            return true;
        }
    }
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QPushButton::event(event);
}
