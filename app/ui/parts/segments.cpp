// SPDX-License-Identifier: MIT
#include "ui/parts/segments.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace {

class Segment : public QAbstractButton {
public:
    Segment(const QString &text, IconName icon, Segments::Size size, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
        , m_size(size)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        setFocusPolicy(Qt::StrongFocus); // the group makes the chosen one the only Tab stop
        setRingRadius(this, 6);
    }

    void setSize(Segments::Size size)
    {
        m_size = size;
        updateGeometry();
    }

    QSize sizeHint() const override
    {
        const bool small = m_size == Segments::Size::Small;
        const int padding = small ? 8 : 12;
        return {widthOf(text(), role()) + lead() + 2 * padding, scaled(small ? 24 : 30)};
    }
    QSize minimumSizeHint() const override { return {sizeHint().width() - 8, sizeHint().height()}; }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const int key = event->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
            event->ignore(); // Segments moves the choice
        else
            QAbstractButton::keyPressEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = theme();
        QPainter painter(this);
        if (isChecked())
            paintBox(painter, rect(), isEnabled() ? t.hover : t.offFill, {}, 6);
        else if (underMouse() && isEnabled())
            paintBox(painter, rect(), t.raised, {}, 6);
        const QColor ink = !isEnabled() ? t.off : isChecked() ? t.text : t.dim;
        const int words = widthOf(text(), role());
        const qreal x = std::max((width() - words - lead()) / 2.0, 2.0);
        const int side = scaled(14);
        if (lead() > 0)
            paintIcon(painter, QRectF(x, (height() - side) / 2.0, side, side), m_icon, ink);
        paintWords(painter, QRectF(x + lead(), 0, width() - x - lead(), height()), text(), role(), ink);
    }

private:
    TextRole role() const { return isChecked() ? TextRole::SmallMedium : TextRole::Small; }
    int lead() const { return m_icon == IconName::None ? 0 : scaled(14) + 6; }

    IconName m_icon;
    Segments::Size m_size;
};

} // namespace

Segments::Segments(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_row->setContentsMargins(3, 3, 3, 3);
    m_row->setSpacing(2);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::currentChanged);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
}

int Segments::addSegment(const QString &text, IconName icon)
{
    const int index = count();
    auto *segment = new Segment(text, icon, m_size, this);
    m_group->addButton(segment, index);
    m_row->addWidget(segment, 1);
    segment->setChecked(index == 0);
    keepOneTabStop(m_group);
    return index;
}

void Segments::setSize(Size size)
{
    m_size = size;
    const int margin = size == Size::Small ? 2 : 3;
    m_row->setContentsMargins(margin, margin, margin, margin);
    const auto buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        static_cast<Segment *>(button)->setSize(size);
}

int Segments::count() const
{
    return int(m_group->buttons().size());
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

QAbstractButton *Segments::segment(int index) const
{
    return m_group->button(index);
}

void Segments::step(int by)
{
    const int next = std::clamp(current() + by, 0, count() - 1);
    if (next == current())
        return;
    setCurrent(next);
    m_group->button(next)->setFocus(Qt::TabFocusReason);
    Q_EMIT currentChanged(next);
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    paintBox(painter, rect(), {}, isEnabled() ? t.control : t.line, m_size == Size::Small ? 7 : 8);
}

void Segments::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Right:
    case Qt::Key_Down:
        return step(1);
    default:
        QWidget::keyPressEvent(event);
    }
}
