// SPDX-License-Identifier: MIT
#include "ui/frame/sourcebadge.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 10;
constexpr int gap = 6;
constexpr int reach = 2; // above and below the frame: 28 px to hit
constexpr int widestWords = 300;

struct Colours {
    QColor ink, fill, frame;
};

} // namespace

SourceBadge::SourceBadge(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 6);
}

void SourceBadge::setSource(const QString &name, const QString &detail)
{
    m_name = name;
    m_detail = detail;
    describe();
}

void SourceBadge::setTrouble(const QString &sentence)
{
    m_trouble = sentence;
    describe();
}

void SourceBadge::setBar(Bar bar)
{
    m_bar = bar;
    update();
}

void SourceBadge::setBrief(bool brief)
{
    if (brief == m_brief)
        return;
    m_brief = brief;
    updateGeometry();
    update();
}

void SourceBadge::describe()
{
    const QString whole
        = tr("Pictures: %1").arg(m_detail.isEmpty() ? m_name : tr("%1, %2").arg(m_name, m_detail));
    setText(whole);
    setAccessibleName(whole);
    setAccessibleDescription(m_trouble.isEmpty() ? tr("Opens the picture engines") : m_trouble);
    setToolTip(m_trouble.isEmpty() ? whole : whole + u'\n' + m_trouble);
    updateGeometry();
    update();
}

QString SourceBadge::shownText() const
{
    return m_brief ? tr("Pictures: %1").arg(m_name) : text();
}

QSize SourceBadge::sizeHint() const
{
    const int words = std::min(widthOf(shownText(), TextRole::Help) + 1, scaled(widestWords));
    return {words + scaled(14) + gap + 2 * padding, scaled(24) + 2 * reach};
}

void SourceBadge::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    const bool trouble = !m_trouble.isEmpty();
    const bool live = m_bar == Bar::Live;
    const QColor hover = isDown() ? t.pressed : t.hover;
    const Colours rest = trouble ? Colours{t.amber.ink, t.amber.tint, t.amber.line}
        : live                   ? Colours{t.liveBarText, {}, t.red.line}
                                 : Colours{t.dim, {}, t.line};
    const bool lit = underMouse() && !live && !trouble;
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(0, reach, 0, -reach);
    paintBox(painter, box, lit ? hover : rest.fill, lit ? t.control : rest.frame, 6);
    const int side = scaled(14);
    const QColor ink = lit ? t.text : rest.ink;
    paintIcon(painter, QRectF(padding, (height() - side) / 2.0, side, side),
        trouble ? IconName::TriangleAlert : IconName::Image, ink);
    const qreal left = padding + side + gap;
    paintWords(
        painter, QRectF(left, 0, width() - left - padding + 1, height()), shownText(), TextRole::Help, ink);
}

void SourceBadge::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool SourceBadge::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}
