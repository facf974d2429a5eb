// SPDX-License-Identifier: MIT
#include "ui/parts/radiocards.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>

namespace {
constexpr int padding = 15;
constexpr int dotRadius = 8;
} // namespace

RadioCard::RadioCard(const QString &title, const QString &text, Look look, QWidget *parent)
    : QAbstractButton(parent)
    , m_text(text)
    , m_look(look)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingRadius(this, look == Look::Card ? 10 : 4);
}

void RadioCard::setMonoText()
{
    m_mono = true;
    update();
}

bool RadioCard::fits() const
{
    const int words = width() - 2 * padding;
    return m_look == Look::Row
        || (widthOf(text(), TextRole::Medium) <= words - 2 * dotRadius - 8
            && widthOf(m_text, TextRole::Small) <= words);
}

void RadioCard::setBrief(bool brief)
{
    if (brief == m_brief)
        return;
    m_brief = brief;
    setToolTip(brief ? m_text : QString());
    update();
}

QSize RadioCard::sizeHint() const
{
    const int title = widthOf(text(), TextRole::Medium);
    const int second = widthOf(m_text, m_mono ? TextRole::MonoSmall : TextRole::Small);
    if (m_look == Look::Row)
        return {12 + 2 * dotRadius + 12 + title + 16 + second + 12, scaled(38)};
    return {std::max(title + 2 * dotRadius + 12, second) + 2 * padding, scaled(64)};
}

QSize RadioCard::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), scaled(140)), sizeHint().height()};
}

void RadioCard::paintDot(QPainter &painter, const QPointF &centre) const
{
    const Theme &t = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(!isEnabled() ? t.line : isChecked() ? t.accent.ink : t.control, 1));
    painter.setBrush(isChecked() ? t.accent.ink : QColor(Qt::transparent));
    painter.drawEllipse(centre, dotRadius - 0.5, dotRadius - 0.5);
    if (!isChecked())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ground);
    painter.drawEllipse(centre, 3, 3);
}

void RadioCard::paintCard(QPainter &painter) const
{
    const Theme &t = theme();
    paintBox(painter, rect(), underMouse() && !isChecked() ? t.raised : t.surface,
        isChecked() ? t.accent.ink : t.line, 10, isChecked() ? 2 : 1);
    const int title = lineHeightOf(TextRole::Medium);
    const int second = lineHeightOf(TextRole::Small);
    if (m_brief) {
        paintDot(painter, QPointF(width() - padding - dotRadius, height() / 2.0));
        painter.setFont(fontOf(TextRole::Medium));
        painter.setPen(isEnabled() ? t.text : t.off);
        painter.drawText(rect().adjusted(padding, 0, -padding - 2 * dotRadius - 8, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, text());
        return;
    }
    const qreal top = (height() - title - second - 3) / 2.0;
    paintDot(painter, QPointF(width() - padding - dotRadius, top + title / 2.0));
    const qreal words = width() - 2 * padding;
    paintWords(painter, QRectF(padding, top, words - 2 * dotRadius - 8, title), text(), TextRole::Medium,
        isEnabled() ? t.text : t.off);
    paintWords(painter, QRectF(padding, top + title + 3, words, second), m_text, TextRole::Small,
        isEnabled() ? t.dim : t.off);
}

void RadioCard::paintRow(QPainter &painter) const
{
    const Theme &t = theme();
    if (isChecked() || underMouse())
        paintBox(painter, rect(), isChecked() ? t.select : t.hover, {},
            6); // inside the round corners of the group
    paintDot(painter, QPointF(12 + dotRadius, height() / 2.0));
    const QRectF words = QRectF(rect()).adjusted(12 + 2 * dotRadius + 12, 0, -12, 0);
    paintWords(painter, words, text(), TextRole::Body, isEnabled() ? t.text : t.off);
    paintWords(painter, words, m_text, m_mono ? TextRole::MonoSmall : TextRole::Small,
        isEnabled() ? t.dim : t.off, Qt::AlignRight | Qt::AlignVCenter);
}

void RadioCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_look == Look::Card)
        paintCard(painter);
    else
        paintRow(painter);
}

void RadioCard::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
        event->ignore(); // RadioCards moves the choice
    else
        QAbstractButton::keyPressEvent(event);
}

RadioCards::RadioCards(QWidget *parent)
    : RadioCards(RadioCard::Look::Card, parent)
{
}

RadioCards::RadioCards(RadioCard::Look look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_box(new QBoxLayout(
          look == RadioCard::Look::Card ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, this))
    , m_group(new QButtonGroup(this))
{
    m_box->setContentsMargins(look == RadioCard::Look::Row ? QMargins(1, 1, 1, 1) : QMargins());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_box->setSpacing(look == RadioCard::Look::Row ? 1 : 12);
    connect(m_group, &QButtonGroup::idClicked, this, &RadioCards::currentChanged);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
}

RadioCard *RadioCards::addCard(const QString &title, const QString &text)
{
    const int index = int(m_group->buttons().size());
    auto *added = new RadioCard(title, text, m_look, this);
    m_group->addButton(added, index);
    m_box->addWidget(added, 1);
    added->setChecked(index == 0);
    keepOneTabStop(m_group);
    return added;
}

int RadioCards::current() const
{
    return m_group->checkedId();
}

void RadioCards::setCurrent(int index)
{
    if (RadioCard *chosen = card(index))
        chosen->setChecked(true);
}

RadioCard *RadioCards::card(int index) const
{
    return static_cast<RadioCard *>(m_group->button(index));
}

void RadioCards::paintEvent(QPaintEvent *)
{
    if (m_look != RadioCard::Look::Row)
        return;
    QPainter painter(this);
    paintBox(painter, rect(), {}, theme().control, 8);
    painter.setPen(theme().line);
    for (int i = 1; card(i); ++i)
        painter.drawLine(1, card(i)->y() - 1, width() - 2, card(i)->y() - 1);
}

bool RadioCards::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest
        || event->type() == QEvent::StyleChange) {
        m_box->activate();
        bool brief = false;
        for (int i = 0; card(i); ++i)
            brief = brief || !card(i)->fits();
        for (int i = 0; card(i); ++i)
            card(i)->setBrief(brief);
    }
    return done;
}

void RadioCards::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool back = key == Qt::Key_Left || key == Qt::Key_Up;
    if (!back && key != Qt::Key_Right && key != Qt::Key_Down) {
        QWidget::keyPressEvent(event);
        return;
    }
    for (int next = current() + (back ? -1 : 1); card(next); next += back ? -1 : 1) {
        if (!card(next)->isEnabled())
            continue;
        setCurrent(next);
        card(next)->setFocus(Qt::TabFocusReason);
        Q_EMIT currentChanged(next);
        return;
    }
}
