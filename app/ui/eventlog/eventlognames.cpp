// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlognames.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"
#include "ui/parts/rowdelegate.h"

#include <QPainter>

namespace {

constexpr int rowGap = 3;
constexpr int labelGap = 10;
constexpr int longestName = 120; // letters worth laying out

} // namespace

EventLogNames::EventLogNames(const NameCheck &check, QWidget *parent)
    : QWidget(parent)
    , m_check(check)
{
    m_check.typed.truncate(longestName);
    m_check.expected.truncate(longestName);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("The event's name: %1. The meter's: %2.").arg(check.typed, check.expected));
}

int EventLogNames::labelWidth() const
{
    return std::max(widthOf(tr("Event"), TextRole::Help), widthOf(tr("Meter"), TextRole::Help)) + labelGap;
}

QSize EventLogNames::sizeHint() const
{
    const int names
        = std::max(widthOf(m_check.typed, TextRole::Mono), widthOf(m_check.expected, TextRole::Mono));
    return {labelWidth() + names + 4, 2 * lineHeightOf(TextRole::Mono) + rowGap};
}

QSize EventLogNames::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), scaled(200)), sizeHint().height()};
}

void EventLogNames::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const int high = lineHeightOf(TextRole::Mono);
    const QRect first(labelWidth(), 0, width() - labelWidth(), high);
    const QRect second = first.translated(0, high + rowGap);
    paintWords(painter, QRect(0, 0, labelWidth(), high), tr("Event"), TextRole::Help, t.mute);
    paintWords(painter, QRect(0, second.top(), labelWidth(), high), tr("Meter"), TextRole::Help, t.mute);
    painter.setFont(fontOf(TextRole::Mono));
    paintMarked(painter, first, m_check.typed, m_check.oddInTyped, t.text);
    paintMarked(painter, second, m_check.expected, m_check.oddInExpected, t.text);
}
