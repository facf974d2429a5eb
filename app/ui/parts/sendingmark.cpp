// SPDX-License-Identifier: MIT
#include "ui/parts/sendingmark.h"

#include "ui/parts/paint.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr char markProperty[] = "sendsToBilling";
constexpr char liveProperty[] = "billingLive";
constexpr int gap = 8;
constexpr int padding = 6;

QString word()
{
    return QCoreApplication::translate("BillingBadge", "LIVE");
}

QFont tagFont()
{
    QFont font = fontOf(TextRole::Axis);
    font.setWeight(QFont::DemiBold);
    return font;
}

int boxWidth()
{
    return QFontMetrics(tagFont()).horizontalAdvance(word()) + 2 * padding;
}

QString liveWords()
{
    return QCoreApplication::translate("BillingBadge", "LIVE. This reaches real customers.");
}

void follow(QAbstractButton *button)
{
    const QString said = button->accessibleDescription();
    if (said.isEmpty() || said == liveWords())
        button->setAccessibleDescription(sendingWords(button));
    button->updateGeometry();
    button->update();
}

} // namespace

void markSending(QAbstractButton *button)
{
    button->setProperty(markProperty, true);
    follow(button);
}

void unmarkSending(QAbstractButton *button)
{
    button->setProperty(markProperty, false);
    follow(button);
}

bool isMarkedSending(const QAbstractButton *button)
{
    return button->property(markProperty).toBool();
}

bool isBillingLive(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (widget->property(liveProperty).toBool())
            return true;
    }
    return false;
}

void setBillingLive(QWidget *window, bool live)
{
    if (window->property(liveProperty).toBool() == live)
        return;
    window->setProperty(liveProperty, live);
    const QList<QAbstractButton *> buttons = window->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (isMarkedSending(button))
            follow(button);
    }
}

int sendingTagWidth(const QAbstractButton *button)
{
    return isMarkedSending(button) && isBillingLive(button) ? gap + boxWidth() : 0;
}

QString sendingWords(const QAbstractButton *button)
{
    return sendingTagWidth(button) > 0 ? liveWords() : QString();
}

void paintSendingTag(QPainter &painter, const QRectF &room, bool enabled)
{
    const Theme &t = theme();
    const int height = lineHeightOf(TextRole::Axis) + 4;
    const QRectF box(room.left() + gap, room.center().y() - height / 2.0, room.width() - gap, height);
    paintBox(painter, box, enabled ? t.liveFill : QColor(), enabled ? QColor() : t.off, 4);
    painter.setFont(tagFont());
    painter.setPen(enabled ? t.liveInk : t.off);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, word());
}
