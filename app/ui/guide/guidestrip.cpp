// SPDX-License-Identifier: MIT
#include "ui/guide/guidestrip.h"

#include "ui/guide/flowlayout.h"
#include "ui/guide/guidetext.h"
#include "ui/parts/button.h"
#include "ui/parts/paint.h"

#include <QAccessible>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GuideStrip::GuideStrip(Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
    , m_words(guidetext::make(TextRole::Small, Ink::Text, this))
    , m_buttons(new FlowLayout(8, 4))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_words);
    column->addLayout(m_buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

Button *GuideStrip::addButton(const QString &text, const QString &objectName)
{
    auto *button = new Button(text, m_buttons->count() == 0 ? ButtonRole::Outlined : ButtonRole::Quiet, this);
    button->setObjectName(objectName);
    button->setButtonSize(ButtonSize::Small);
    m_buttons->addWidget(button);
    return button;
}

void GuideStrip::say(const QString &sentence)
{
    const bool news = isHidden() || m_words->accessibleName() != QString(sentence).remove(u'`');
    m_words->setObjectName(objectName() + u"Text"_s);
    guidetext::set(m_words, sentence);
    setAccessibleName(m_words->accessibleName());
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty() || !news)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void GuideStrip::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    if (m_tone == Tone::Amber)
        paintBox(painter, rect(), t.amber.tint, t.amber.line, 10);
    else
        paintBox(painter, rect(), t.ground, t.line, 10);
}
