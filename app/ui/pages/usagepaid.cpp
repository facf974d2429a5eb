// SPDX-License-Identifier: MIT
#include "ui/pages/usagepaid.h"

#include "ui/pages/paperline.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

constexpr int thumbSide = 36;
constexpr int rowHeight = 48;

const Theme &paperTheme() // the paper is white in both themes
{
    static const Theme light = Theme::light();
    return light;
}

} // namespace

PaidEventRow::PaidEventRow(const PaidEvent &event, QWidget *parent)
    : QAbstractButton(parent)
    , m_event(event)
{
    setText(event.title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(u"%1, %2, %3"_s.arg(event.title, event.when, event.price));
    setToolTip(tr("Show its event in the log"));
}

QSize PaidEventRow::sizeHint() const
{
    return {scaled(300), scaled(rowHeight)};
}

void PaidEventRow::paintEvent(QPaintEvent *)
{
    const Theme &t = paperTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus())
        paintBox(painter, rect(), t.raised, hasFocus() ? t.ring : QColor(), 6, hasFocus() ? 2 : 1);
    const int side = scaled(thumbSide);
    const QRect thumb(PaperLine::margin, (height() - side) / 2, side, side);
    QPainterPath round;
    round.addRoundedRect(thumb, 6, 6);
    painter.save();
    painter.setClipPath(round);
    painter.fillRect(thumb, t.hover);
    if (!m_event.thumb.isNull())
        painter.drawImage(thumb, m_event.thumb);
    painter.restore();

    QRectF words = QRectF(rect()).adjusted(thumb.right() + 13, 0, -PaperLine::margin, 0);
    paintWords(painter, words, m_event.price, TextRole::SmallMedium, t.accent.ink,
        Qt::AlignRight | Qt::AlignVCenter);
    words.setRight(words.right() - widthOf(m_event.price, TextRole::SmallMedium) - 12);
    words.setHeight(height() / 2.0);
    paintWords(painter, words.adjusted(0, 4, 0, 0), m_event.title, TextRole::SmallMedium, theme().paperInk);
    paintWords(painter, words.translated(0, height() / 2.0 - 4), m_event.when, TextRole::Help, t.mute);
}

bool PaidEventRow::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            click();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QAbstractButton::event(event);
}
