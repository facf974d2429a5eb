// SPDX-License-Identifier: MIT
#include "ui/outbox/queuehead.h"

#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/paint.h"
#include "ui/parts/sendingmark.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

using Head = queuewords::Head;

constexpr int high = 60;

QString wordsOf(Head::Act act)
{
    switch (act) {
    case Head::Act::ChangeKey:
        return QueueHead::tr("Change the key");
    case Head::Act::Connection:
        return QueueHead::tr("Network…");
    case Head::Act::TryNow:
    case Head::Act::None:
        break;
    }
    return {};
}

} // namespace

QueueHead::QueueHead(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new ElidedLabel({}, TextRole::Medium, Ink::Text, this))
    , m_text(new ElidedLabel({}, TextRole::Small, Ink::Dim, this))
    , m_act(new Button({}, ButtonRole::Outlined, this))
    , m_try(new Button(tr("Try now"), ButtonRole::Outlined, this))
{
    setObjectName(u"queueHead"_s);
    m_act->setObjectName(u"queueHeadAct"_s);
    m_try->setObjectName(u"queueHeadTry"_s);
    markSending(m_try);
    for (Button *button : {m_act, m_try}) {
        button->setButtonSize(ButtonSize::Small);
        button->setAutoDefault(false);
        button->hide();
        connect(button, &QAbstractButton::clicked, this, [this] { Q_EMIT acted(m_head.act); });
    }
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(12);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    row->addWidget(m_act);
    row->addWidget(m_try);
    setMinimumHeight(scaled(high));
    showIcon();
}

void QueueHead::setHead(const Head &head)
{
    if (head == m_head)
        return;
    const bool another = head.title != m_head.title;
    m_head = head;
    m_title->setText(head.title);
    m_text->setText(head.text);
    m_act->setText(wordsOf(head.act));
    m_act->setVisible(head.act == Head::Act::ChangeKey || head.act == Head::Act::Connection);
    m_try->setVisible(head.act == Head::Act::TryNow);
    setAccessibleName(head.title);
    setAccessibleDescription(head.text);
    if (another && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    showIcon();
    update();
}

void QueueHead::showIcon()
{
    const bool broken = m_head.tone == Head::Tone::Broken;
    const bool fine = m_head.tone == Head::Tone::Fine;
    const IconName name = broken ? IconName::CircleAlert : fine ? IconName::Check : IconName::CloudOff;
    const Ink ink = broken ? Ink::Red : fine ? Ink::Accent : Ink::Amber;
    m_icon->setPixmap(iconPixmap(name, scaled(18), theme().ink(ink), devicePixelRatioF()));
}

void QueueHead::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const bool broken = m_head.tone == Head::Tone::Broken;
    const bool waits = m_head.tone == Head::Tone::Waits;
    paintBox(painter, rect(),
        broken      ? t.red.tint
            : waits ? t.amber.tint
                    : t.surface,
        broken      ? t.red.line
            : waits ? t.amber.line
                    : t.line,
        10);
}

bool QueueHead::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        showIcon();
        setMinimumHeight(scaled(high));
    }
    return QWidget::event(event);
}
