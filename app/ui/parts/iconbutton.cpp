// SPDX-License-Identifier: MIT
#include "ui/parts/iconbutton.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QTimerEvent>

IconButton::IconButton(QWidget *parent)
    : IconButton(IconName::None, {}, parent)
{
}

IconButton::IconButton(IconName icon, const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 6);
    setName(name);
}

void IconButton::setIconName(IconName icon, Ink ink)
{
    m_icon = icon;
    m_ink = ink;
    update();
}

void IconButton::setName(const QString &name)
{
    setToolTip(name);
    setAccessibleName(name);
}

void IconButton::setLook(Look look)
{
    m_look = look;
    update();
}

void IconButton::setExtent(int px)
{
    m_extent = px;
    setRingRadius(this, px > 28 ? 8 : 6);
    updateGeometry();
}

void IconButton::setIconExtent(int px)
{
    m_iconExtent = px;
    update();
}

QSize IconButton::sizeHint() const
{
    return {scaled(m_extent), scaled(m_extent)};
}

void IconButton::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    QColor fill = m_look == Look::Raised ? t.raised : QColor();
    if (!isEnabled())
        fill = m_look == Look::Raised ? t.offFill : QColor();
    else if (isDown())
        fill = t.pressed;
    else if (underMouse() || isChecked())
        fill = t.hover;
    paintBox(painter, rect(), fill, m_look == Look::Framed ? t.control : QColor(), m_extent > 28 ? 8 : 6);
    const int side = scaled(m_iconExtent);
    const QRectF box((width() - side) / 2.0, (height() - side) / 2.0, side, side);
    const QColor ink = !isEnabled() ? t.off : underMouse() && m_ink == Ink::Dim ? t.text : t.ink(m_ink);
    paintIcon(painter, box, m_icon, ink);
}

bool IconButton::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::KeyPress && isEnabled()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            click();
            return true;
        }
    }
    return QAbstractButton::event(event);
}

CopyButton::CopyButton(QWidget *parent)
    : CopyButton(tr("Copy"), parent)
{
}

CopyButton::CopyButton(const QString &name, QWidget *parent)
    : IconButton(IconName::Copy, name, parent)
{
    setIconExtent(14);
    connect(this, &QAbstractButton::clicked, this, &CopyButton::copy);
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_content);
    setIconName(IconName::Check, Ink::Accent);
    setAccessibleDescription(tr("Copied"));
    m_back.start(1500, this);
}

void CopyButton::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_back.timerId()) {
        IconButton::timerEvent(event);
        return;
    }
    m_back.stop();
    setIconName(IconName::Copy);
    setAccessibleDescription({});
}
