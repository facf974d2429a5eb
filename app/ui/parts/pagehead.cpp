// SPDX-License-Identifier: MIT
#include "ui/parts/pagehead.h"

#include "ui/fonts.h"
#include "ui/parts/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

PageHead::PageHead(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_title(makeLabel({}, TextRole::Title, Ink::Text, this))
    , m_sub(makeLabel({}, TextRole::Small, Ink::Mute, this))
{
    auto *words = new QVBoxLayout;
    words->setSpacing(5);
    words->addWidget(m_title);
    words->addWidget(m_sub);
    m_row->setSpacing(8);
    m_row->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(14);
    column->addLayout(m_row);
    column->addWidget(makeRule(this));
    m_sub->setWordWrap(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

PageHead::PageHead(const QString &title, const QString &sub, QWidget *parent)
    : PageHead(parent)
{
    setTitle(title);
    setSub(sub);
}

void PageHead::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHead::setSub(const QString &sub)
{
    m_sub->setText(sub);
    m_sub->setVisible(!sub.isEmpty());
}

void PageHead::addWidget(QWidget *widget)
{
    m_row->addWidget(widget, 0, Qt::AlignVCenter);
}
