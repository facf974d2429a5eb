// SPDX-License-Identifier: MIT
#include "ui/parts/messagestrip.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

MessageStrip::MessageStrip(QWidget *parent)
    : MessageStrip(Kind::Failure, parent)
{
}

MessageStrip::MessageStrip(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, TextRole::Medium, Ink::Text, this))
    , m_text(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_buttons(new QHBoxLayout)
    , m_row(new QHBoxLayout(this))
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addLayout(m_buttons);
    m_buttons->setContentsMargins(0, 6, 0, 0);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    m_row->setContentsMargins(16, 14, 16, 14);
    m_row->setSpacing(12);
    m_row->addWidget(m_icon, 0, Qt::AlignTop);
    m_row->addLayout(words, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    showIcon();
}

void MessageStrip::setKind(Kind kind)
{
    m_kind = kind;
    showIcon();
    update();
}

void MessageStrip::setMessage(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    if (isVisible())
        announce();
}

Button *MessageStrip::addButton(const QString &text)
{
    const bool first = m_buttons->count() == 1;
    const bool coloured = m_kind == Kind::Failure || m_kind == Kind::Warning;
    const ButtonRole role = !first ? ButtonRole::Quiet
        : coloured                 ? ButtonRole::Outlined
                                   : ButtonRole::Secondary;
    auto *button = new Button(text, role, this);
    button->setButtonSize(ButtonSize::Small);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    if (!first)
        setTabOrder(m_buttons->itemAt(m_buttons->count() - 3)->widget(), button);
    return button;
}

void MessageStrip::clearButtons()
{
    while (m_buttons->count() > 1) {
        QLayoutItem *item = m_buttons->takeAt(0);
        item->widget()->deleteLater(); // perhaps the one that was just clicked
        item->widget()->hide();
        delete item;
    }
}

void MessageStrip::setButtonsBeside()
{
    m_row->itemAt(1)->layout()->removeItem(m_buttons);
    m_buttons->setParent(nullptr);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_row->addLayout(m_buttons);
}

QString MessageStrip::title() const
{
    return m_title->text();
}

QString MessageStrip::text() const
{
    return m_text->text();
}

void MessageStrip::showIcon()
{
    const IconName name = m_kind == Kind::Failure ? IconName::CircleAlert
        : m_kind == Kind::Warning                 ? IconName::TriangleAlert
        : m_kind == Kind::Offline                 ? IconName::CloudOff
                                                  : IconName::Info;
    const Ink ink = m_kind == Kind::Failure ? Ink::Red : m_kind == Kind::Info ? Ink::Dim : Ink::Amber;
    m_icon->setPixmap(iconPixmap(name, scaled(18), theme().ink(ink), devicePixelRatioF()));
}

void MessageStrip::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageStrip::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    if (m_kind == Kind::Failure)
        paintBox(painter, rect(), t.red.tint, t.red.line, 10);
    else if (m_kind == Kind::Warning)
        paintBox(painter, rect(), t.amber.tint, t.amber.line, 10);
    else
        paintBox(painter, rect(), t.surface, t.line, 10);
}

void MessageStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_title->text().isEmpty())
        announce();
}

bool MessageStrip::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcon();
    return QWidget::event(event);
}
