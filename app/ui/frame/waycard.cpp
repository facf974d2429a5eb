// SPDX-License-Identifier: MIT
#include "ui/frame/waycard.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace {

constexpr int titleGap = 4;
constexpr int wordsLeft = 76; // at 100 % text
constexpr int wordsRight = 48; // the chevron's room
constexpr int linkIndent = 6; // the ring's room beside its words

bool isPress(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

WayLink::WayLink(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setRingRadius(this, 4);
}

QSize WayLink::sizeHint() const
{
    return {widthOf(text(), TextRole::Small) + 2 * linkIndent + 1, std::max(scaled(28), 28)};
}

QSize WayLink::minimumSizeHint() const
{
    return {scaled(80), sizeHint().height()};
}

void WayLink::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(linkIndent, 0, -linkIndent + 1, 0);
    paintWords(painter, box, text(), TextRole::Small, underMouse() ? t.text : t.dim);
    const qreal under = (height() + lineHeightOf(TextRole::Small)) / 2.0 + 0.5;
    const qreal wide = std::min(box.width(), qreal(widthOf(text(), TextRole::Small)));
    painter.fillRect(QRectF(box.left(), under, wide, 1), underMouse() ? t.text : t.control);
}

void WayLink::keyPressEvent(QKeyEvent *event)
{
    if (isPress(*event))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

WayCard::WayCard(IconName icon, const QString &title, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_text(text)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum); // as high as its neighbour
    setRingRadius(this, 10);
}

void WayCard::setLink(WayLink *link)
{
    m_link = link;
    link->setParent(this);
    link->setToolTip(link->text());
    updateGeometry();
}

QSize WayCard::sizeHint() const
{
    const int wide = std::max(widthOf(text(), TextRole::Section), widthOf(m_text, TextRole::Small));
    return {wide + wordsLeft + wordsRight, minimumSizeHint().height()};
}

QSize WayCard::minimumSizeHint() const
{
    return {scaled(260), scaled(m_link ? 100 : 80)};
}

QRectF WayCard::words() const
{
    const qreal left = 20 + scaled(40) + 16;
    const int link = m_link ? m_link->sizeHint().height() : 0;
    const int high = lineHeightOf(TextRole::Section) + titleGap + lineHeightOf(TextRole::Small) + link;
    return {left, (height() - high) / 2.0, width() - left - wordsRight, qreal(high)};
}

void WayCard::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    if (!m_link)
        return;
    const QRectF box = words();
    const QSize wanted = m_link->sizeHint();
    const int most = width() - int(box.left()) + linkIndent - 12;
    m_link->setGeometry(int(box.left()) - linkIndent, int(box.bottom()) - wanted.height() + 2,
        std::min(wanted.width(), most), wanted.height());
}

void WayCard::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    paintBox(painter, rect(),
        isDown()           ? t.hover
            : underMouse() ? t.raised
                           : t.surface,
        underMouse() ? t.control : t.line, 10);
    const int tile = scaled(40);
    const QRectF box(20, (height() - tile) / 2.0, tile, tile);
    paintBox(painter, box, t.raised, {}, 8);
    const int side = scaled(18);
    paintIcon(painter, QRectF(box.center().x() - side / 2.0, box.center().y() - side / 2.0, side, side),
        m_icon, t.dim);
    const int title = lineHeightOf(TextRole::Section);
    const int text = lineHeightOf(TextRole::Small);
    const QRectF words = this->words();
    const qreal under = words.top() + title + titleGap;
    paintWords(painter, QRectF(words.left(), words.top(), words.width(), title), this->text(),
        TextRole::Section, t.text);
    paintWords(painter, QRectF(words.left(), under, words.width(), text), m_text, TextRole::Small, t.dim);
    paintIcon(painter, QRectF(width() - 22 - side, (height() - side) / 2.0, side, side),
        IconName::ChevronRight, t.dim);
}

void WayCard::keyPressEvent(QKeyEvent *event)
{
    if (isPress(*event))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
