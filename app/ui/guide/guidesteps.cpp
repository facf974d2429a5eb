// SPDX-License-Identifier: MIT
#include "ui/guide/guidesteps.h"

#include "ui/eventlog/eventlogwords.h"
#include "ui/guide/guidetext.h"
#include "ui/icons.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

using State = GuideStepLook::State;

namespace {

constexpr int airAround = 4; // above and below the card, beside what lines have

QPixmap ringOf(int px, const QColor &colour, qreal ratio)
{
    QPixmap pixmap(QSize(px, px) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.drawEllipse(QRectF(0, 0, px, px).adjusted(3, 3, -3, -3));
    return pixmap;
}

} // namespace

GuideStepRow::GuideStepRow(QWidget *parent)
    : QWidget(parent)
    , m_line(new QWidget(this))
    , m_icon(new QLabel(m_line))
    , m_words(new ElidedLabel({}, TextRole::Small, Ink::Mute, m_line))
    , m_card(new Card(this))
    , m_say(guidetext::make(TextRole::Body, Ink::Text, m_card))
    , m_todo(guidetext::make(TextRole::Medium, Ink::Text, m_card))
{
    auto *row = new QHBoxLayout(m_line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
    m_card->setEdge(Card::Edge::Accent);
    m_card->setBar(Card::Bar::Shown);
    m_card->body()->setContentsMargins(14, 12, 12, 12);
    m_card->body()->addWidget(m_say);
    m_card->body()->addWidget(m_todo);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_line);
    column->addWidget(m_card);
    setLook({});
}

void GuideStepRow::setLook(const GuideStepLook &look)
{
    m_look = look;
    const bool current = look.state == State::Current;
    m_words->setText(logwords::plain(look.todo.isEmpty() ? look.say : look.todo));
    m_line->setVisible(!current);
    m_card->setVisible(current);
    layout()->setContentsMargins(0, current ? airAround : 0, 0, current ? airAround : 0);
    m_card->setObjectName(current ? u"guideStep"_s : QString());
    m_say->setObjectName(current ? u"guideSay"_s : QString());
    m_todo->setObjectName(current ? u"guideTodo"_s : QString());
    guidetext::set(m_say, look.say);
    guidetext::set(m_todo, look.todo);
    setInk(m_say, look.todo.isEmpty() ? Ink::Text : Ink::Dim);
    m_card->setAccessibleName(logwords::plain((look.say + u' ' + look.todo).trimmed()));
    showIcon();
}

void GuideStepRow::showIcon()
{
    const bool done = m_look.state == State::Done;
    const int side = scaled(14);
    m_icon->setPixmap(done ? iconPixmap(IconName::Check, side, theme().accent.ink, devicePixelRatioF())
                           : ringOf(side, theme().control, devicePixelRatioF()));
    m_icon->setAccessibleName(done ? tr("Done") : tr("Later"));
}

bool GuideStepRow::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcon();
    return QWidget::event(event);
}

GuideSteps::GuideSteps(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
}

void GuideSteps::setSteps(const QList<GuideStepLook> &steps)
{
    while (m_rows.size() < steps.size()) {
        m_rows.append(new GuideStepRow(this));
        m_column->addWidget(m_rows.last());
    }
    m_current = -1;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (i < steps.size())
            m_rows[i]->setLook(steps[i]);
        m_rows[i]->setVisible(i < steps.size() && !(steps[i].say + steps[i].todo).isEmpty());
        if (i < steps.size() && steps[i].state == State::Current)
            m_current = i;
    }
    setInside(m_inside);
}

QWidget *GuideSteps::currentCard() const
{
    return m_current < 0 ? nullptr : m_rows[m_current]->card();
}

void GuideSteps::setInside(QWidget *widget)
{
    m_inside = widget;
    if (!widget)
        return;
    QVBoxLayout *body = m_current < 0 ? nullptr : m_rows[m_current]->card()->body();
    if (body && body->indexOf(widget) < 0)
        body->addWidget(widget, 1);
}
