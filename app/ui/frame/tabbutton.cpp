// SPDX-License-Identifier: MIT
#include "ui/frame/tabbutton.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace {

constexpr int padding = 6;
constexpr int numberGap = 8;
constexpr int tickGap = 8;

} // namespace

TabButton::TabButton(int number, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_number(QString::number(number))
{
    setText(text);
    setUp();
}

TabButton::TabButton(IconName icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(text);
    setUp();
}

void TabButton::setUp()
{
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setRingRadius(this, 4);
    describe();
}

void TabButton::setTick(TabBar::Tick tick)
{
    if (tick == m_tick)
        return;
    m_tick = tick;
    describe();
    updateGeometry();
    update();
}

void TabButton::setWords(Words words)
{
    if (words == m_words)
        return;
    m_words = words;
    setToolTip(words == Words::NumberOnly ? text() : QString());
    updateGeometry();
    update();
}

void TabButton::describe()
{
    const QString name = m_number.isEmpty() ? text() : m_number + QChar(u' ') + text();
    setAccessibleName(m_tick == TabBar::Tick::Present ? tr("%1, done").arg(name) : name);
}

int TabButton::leadWidth() const
{
    return m_icon == IconName::None ? widthOf(m_number, TextRole::Body) : scaled(16);
}

int TabButton::fullWidth() const
{
    const int tick = m_tick == TabBar::Tick::Present ? tickGap + scaled(16) : 0;
    return 2 * padding + leadWidth() + numberGap + widthOf(text(), TextRole::Medium) + tick + 2;
}

QSize TabButton::sizeHint() const
{
    const bool full = m_words == Words::Full || isChecked();
    return {full ? fullWidth() : fullWidth() - numberGap - widthOf(text(), TextRole::Medium), scaled(45)};
}

void TabButton::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    const bool lit = isChecked() || underMouse();
    QPainter painter(this);
    qreal x = padding;
    const int side = scaled(16);
    const qreal high = height() - 1;
    if (m_icon != IconName::None)
        paintIcon(painter, QRectF(x, (high - side) / 2, side, side), m_icon, lit ? t.text : t.dim);
    else
        paintWords(painter, QRectF(x, 0, leadWidth() + 1, high), m_number, TextRole::Body,
            isChecked() ? t.text : t.dim);
    x += leadWidth();
    if (m_words == Words::Full || isChecked()) {
        const int words = widthOf(text(), TextRole::Medium);
        paintWords(painter, QRectF(x + numberGap, 0, words + 1, high), text(), TextRole::Medium,
            lit ? t.text : t.dim);
        x += numberGap + words;
    }
    if (m_tick == TabBar::Tick::Present)
        paintIcon(painter, QRectF(x + tickGap, (high - side) / 2, side, side), IconName::Check, t.accent.ink);
    if (isChecked())
        painter.fillRect(QRect(0, height() - 2, width(), 2), t.accent.ink);
}

void TabButton::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End)
        event->ignore(); // TabBar moves
    else
        QAbstractButton::keyPressEvent(event);
}

bool TabButton::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}
