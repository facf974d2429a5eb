// SPDX-License-Identifier: MIT
#include "ui/guide/guideoutline.h"

#include "ui/frame/barcell.h"
#include "ui/frame/tabbutton.h"
#include "ui/guide/windowscreen.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/paint.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int apart = 4; // between the control and the line
constexpr int thick = 2;
constexpr int corner = 12;
constexpr int barWidth = 3;
constexpr QSize leastForWords(140, 30); // smaller controls keep their own words free

QString valueOf(const QWidget &control)
{
    return textOnScreen(control) + (isChecked(control) ? u"+"_s : QString());
}

// A field with a sign or a unit beside it is seen as one box.
const QWidget *boxOf(const QWidget *control)
{
    const QWidget *around = control ? control->parentWidget() : nullptr;
    return qobject_cast<const PrefixedEdit *>(around) ? around : control;
}

} // namespace

GuideOutline::GuideOutline(QWidget *over)
    : QWidget(over)
{
    setObjectName(u"guideOutline"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(over->rect());
    qApp->installEventFilter(this);
}

void GuideOutline::point(QWidget *control)
{
    if (control == m_target)
        return follow();
    m_target = control;
    follow();
}

QRect GuideOutline::frame() const
{
    const auto place = placeOf(boxOf(m_target));
    if (!place)
        return {};
    // What fills its bar, such as a tab: the frame stands inside, beside the words.
    const bool fills
        = qobject_cast<const TabButton *>(m_target.data()) || qobject_cast<const BarCell *>(m_target.data());
    const int off = apart + thick;
    const QRect around
        = fills ? place->box.adjusted(-off, 5, off, -5) : place->box.adjusted(-off, -off, off, off);
    return place->seen == place->box ? around : around & place->seen.adjusted(-off, 0, off, 0);
}

void GuideOutline::mark(QWidget *control)
{
    m_marks.removeIf([control](const Mark &one) { return one.control == control; });
    m_marks.append({control, valueOf(*control)});
    follow();
}

QList<QWidget *> GuideOutline::marked() const
{
    QList<QWidget *> controls;
    for (const Mark &one : m_marks) {
        if (one.control)
            controls << one.control;
    }
    return controls;
}

void GuideOutline::dropChanged()
{
    m_marks.removeIf([](const Mark &one) { return !one.control || valueOf(*one.control) != one.value; });
    follow();
}

void GuideOutline::clearMarks()
{
    m_marks.clear();
    follow();
}

// Everything a control stands in may cut it off: the part of a page that scrolls, a folded group.
std::optional<GuideOutline::Place> GuideOutline::placeOf(const QWidget *control) const
{
    const QWidget *over = parentWidget();
    if (!control || !control->isVisible() || !over->isAncestorOf(control))
        return {};
    const QRect box(control->mapTo(over, QPoint()), control->size());
    QRect seen = box & rect();
    for (const QWidget *around = control->parentWidget(); around != over; around = around->parentWidget())
        seen &= QRect(around->mapTo(over, QPoint()), around->size());
    const auto area = [](const QRect &rect) { return qint64(rect.width()) * rect.height(); };
    if (seen.isEmpty() || area(seen) * 3 < area(box))
        return {};
    return Place{box, seen};
}

bool GuideOutline::concerns(const QWidget *widget) const
{
    const auto within = [widget](const QWidget *control) {
        return control && (widget == control || widget->isAncestorOf(control));
    };
    return within(m_target)
        || std::ranges::any_of(m_marks, [&](const Mark &one) { return within(one.control); });
}

bool GuideOutline::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        break;
    default:
        return false;
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (watched->isWidgetType() && watched != this && concerns(static_cast<QWidget *>(watched)))
        QMetaObject::invokeMethod(this, &GuideOutline::follow, Qt::QueuedConnection);
    return false;
}

void GuideOutline::follow()
{
    QList<QRect> now{frame()};
    for (const Mark &one : std::as_const(m_marks)) {
        const auto place = placeOf(one.control);
        now << (place ? place->box : QRect()) << (place ? place->seen : QRect());
    }
    raise();
    if (now == m_painted)
        return;
    m_painted = now;
    update();
}

void GuideOutline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (const Mark &one : std::as_const(m_marks)) {
        if (const auto place = placeOf(one.control))
            paintMark(painter, *place);
    }
    paintFrame(painter);
}

void GuideOutline::paintFrame(QPainter &painter) const
{
    if (const QRect around = frame(); !around.isEmpty())
        paintBox(painter, around, {}, theme().ring, corner, thick);
}

// A bar at its left edge, and words on its upper edge as in a legend.
void GuideOutline::paintMark(QPainter &painter, const Place &place) const
{
    const Theme &t = theme();
    const QRect &box = place.box;
    painter.save();
    painter.setClipRect(place.seen.adjusted(-8, -10, 8, 8));
    const bool roomy = box.width() >= leastForWords.width() && box.height() >= leastForWords.height();
    const int x = roomy ? box.left() + 2 : box.left() - 7;
    paintBox(painter, QRectF(x, box.top() + 7, barWidth, box.height() - 14), t.accent.ink, {}, 1.5);
    if (roomy) {
        const QString words = tr("filled in");
        const int high = lineHeightOf(TextRole::Help) + 2;
        const int wide = widthOf(words, TextRole::Help) + 12;
        const QRectF chip(box.right() - 10 - wide, box.top() - high / 2 - 2, wide, high);
        paintBox(painter, chip, t.accent.tint, t.accent.line, 5);
        paintWords(painter, chip, words, TextRole::Help, t.accent.ink, Qt::AlignCenter);
    }
    painter.restore();
}
