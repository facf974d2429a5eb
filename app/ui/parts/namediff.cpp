// SPDX-License-Identifier: MIT
#include "ui/parts/namediff.h"

#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/parts/button.h"
#include "ui/parts/namepair.h"
#include "ui/parts/paint.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NameDiff::NameDiff(QWidget *parent)
    : QWidget(parent)
    , m_names(new NamePair(this))
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, TextRole::SmallStrong, Ink::Text, this))
    , m_sentence(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_mend(new Button({}, ButtonRole::Primary, this))
{
    m_sentence->setWordWrap(true);
    m_title->setWordWrap(true);
    m_mend->setButtonSize(ButtonSize::Small);
    m_mend->setObjectName(u"useProgramName"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addLayout(head);
    words->addWidget(m_sentence);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setSpacing(20);
    m_row->addWidget(m_names, 0, Qt::AlignVCenter | Qt::AlignLeft);
    m_row->addLayout(words, 1);
    m_row->addWidget(m_mend, 0, Qt::AlignVCenter | Qt::AlignLeft);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_mend, &QAbstractButton::clicked, this, &NameDiff::mendRequested);
    setMatch({});
}

void NameDiff::setMatch(const QString &line)
{
    m_match = true;
    m_names->hide();
    m_mend->hide();
    m_sentence->hide();
    m_title->setText(line);
    setTextRole(m_title, TextRole::Help);
    setInk(m_title, Ink::Mute);
    layout()->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(line);
    setAccessibleDescription({});
    showIcon();
    update();
}

void NameDiff::setDifference(
    const NameCheck &check, const QString &title, const QString &sentence, const QString &mend)
{
    m_match = false;
    m_names->setNames(check);
    m_names->show();
    m_title->setText(title);
    setTextRole(m_title, TextRole::SmallStrong);
    setInk(m_title, Ink::Text);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_mend->setText(mend);
    m_mend->setVisible(!mend.isEmpty());
    layout()->setContentsMargins(13, 11, 12, 11);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    showIcon();
    update();
}

QString NameDiff::title() const
{
    return m_title->text();
}

void NameDiff::showIcon()
{
    const QColor colour = m_match ? theme().accent.ink : theme().amber.ink;
    const IconName name = m_match ? IconName::Check : IconName::TriangleAlert;
    m_icon->setPixmap(iconPixmap(name, scaled(14), colour, devicePixelRatioF()));
    m_icon->setVisible(!m_title->text().isEmpty());
}

void NameDiff::paintEvent(QPaintEvent *)
{
    if (m_match)
        return;
    QPainter painter(this);
    paintBox(painter, rect(), theme().amber.tint, theme().amber.line, 8);
}

void NameDiff::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = !m_match && width() < scaled(560);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(narrow ? 10 : 20);
}

bool NameDiff::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcon();
    return QWidget::event(event);
}
