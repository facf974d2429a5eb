// SPDX-License-Identifier: MIT
#include "ui/pages/connectlamp.h"

#include "ui/eventlog/eventlogwords.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

using Tone = LampWords::Tone;

struct Look {
    IconName icon;
    Ink ink;
};

Look lookOf(Tone tone)
{
    switch (tone) {
    case Tone::Waiting:
        return {IconName::Radio, Ink::Mute};
    case Tone::Connected:
        return {IconName::Plug, Ink::Text};
    case Tone::Counted:
        return {IconName::Check, Ink::Accent};
    case Tone::NotCounted:
        return {IconName::CircleAlert, Ink::Amber};
    case Tone::Refused:
        return {IconName::OctagonX, Ink::Red};
    }
    return {IconName::Radio, Ink::Mute};
}

struct Box {
    QColor fill, edge;
};

Box boxOf(Tone tone)
{
    const Theme &t = theme();
    switch (tone) {
    case Tone::Counted:
        return {t.accent.tint, t.accent.line};
    case Tone::NotCounted:
        return {t.amber.tint, t.amber.line};
    case Tone::Refused:
        return {t.red.tint, t.red.line};
    default:
        return {{}, t.line};
    }
}

} // namespace

ConnectLamp::ConnectLamp(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconMark(IconName::Radio, Ink::Mute, IconMark::Look::Bare, this))
    , m_head(makeLabel({}, TextRole::Strong, Ink::Text, this))
    , m_text(makeLabel({}, TextRole::Small, Ink::Dim, this))
{
    setObjectName(u"connectLamp"_s);
    m_head->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(m_head);
    column->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addLayout(column, 1);
    keepRoom();
}

void ConnectLamp::setWords(const LampWords &words)
{
    if (m_words == words && !m_head->text().isEmpty())
        return;
    m_words = words;
    const Look look = lookOf(words.tone);
    m_icon->setIcon(look.icon, look.ink);
    m_head->setText(words.head);
    m_text->setText(logwords::rich(words.text));
    m_text->setVisible(!words.text.isEmpty());
    setAccessibleName(words.head);
    setAccessibleDescription(logwords::plain(words.text));
    update();
}

// One line of words over two of what to do.
void ConnectLamp::keepRoom()
{
    setMinimumHeight(24 + lineHeightOf(TextRole::Strong) + 4 + 2 * lineHeightOf(TextRole::Small));
}

void ConnectLamp::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Box box = boxOf(m_words.tone);
    paintBox(painter, rect(), box.fill, box.edge, 10);
}

bool ConnectLamp::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        keepRoom();
    return QWidget::event(event);
}
