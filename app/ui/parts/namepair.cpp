// SPDX-License-Identifier: MIT
#include "ui/parts/namepair.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"
#include "ui/parts/rowdelegate.h"

#include <QPainter>

namespace {

constexpr int rowGap = 6;
constexpr int labelGap = 12;

// The wanted letters in accent, underlined: marked by shape as well.
void paintWanted(QPainter &painter, const QRect &box, const QString &text, const QList<int> &wanted)
{
    const QFontMetrics metrics = painter.fontMetrics();
    int x = box.left();
    for (int i = 0; i < text.size(); ++i) {
        const int wide = metrics.horizontalAdvance(text[i]);
        const bool marked = wanted.contains(i);
        painter.setPen(marked ? theme().accent.ink : theme().text);
        painter.drawText(
            QRect(x, box.top(), wide, box.height()), Qt::AlignCenter | Qt::TextDontClip, text[i]);
        if (marked)
            painter.fillRect(
                QRect(x, box.center().y() + metrics.height() / 2 - 1, wide, 2), theme().accent.ink);
        x += wide;
    }
}

} // namespace

NamePair::NamePair(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NamePair::setNames(const NameCheck &check)
{
    m_check = check;
    setAccessibleName(tr("Yours: %1. This program: %2.").arg(check.typed, check.expected));
    updateGeometry();
    update();
}

int NamePair::labelWidth() const
{
    return std::max(widthOf(tr("Yours"), TextRole::Help), widthOf(tr("This program"), TextRole::Help))
        + labelGap;
}

QSize NamePair::sizeHint() const
{
    const int names
        = std::max(widthOf(m_check.typed, TextRole::Mono), widthOf(m_check.expected, TextRole::Mono));
    return {labelWidth() + names + 4, 2 * lineHeightOf(TextRole::Mono) + rowGap};
}

QSize NamePair::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), scaled(240)), sizeHint().height()};
}

void NamePair::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const int high = lineHeightOf(TextRole::Mono);
    const QRect first(labelWidth(), 0, width() - labelWidth(), high);
    const QRect second = first.translated(0, high + rowGap);
    paintWords(painter, QRect(0, 0, labelWidth(), high), tr("Yours"), TextRole::Help, t.mute);
    paintWords(
        painter, QRect(0, second.top(), labelWidth(), high), tr("This program"), TextRole::Help, t.mute);
    painter.setFont(fontOf(TextRole::Mono));
    paintMarked(painter, first, m_check.typed, m_check.oddInTyped, t.text);
    paintWanted(painter, second, m_check.expected, m_check.oddInExpected);
}
