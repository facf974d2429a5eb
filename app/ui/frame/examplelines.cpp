// SPDX-License-Identifier: MIT
#include "ui/frame/examplelines.h"

#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/parts/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace {

void keepRoomOf(QWidget *widget)
{
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

} // namespace

ExampleLines::ExampleLines(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout(this))
{
    setObjectName(u"exampleLines"_s);
    m_pages->addWidget(makeMade());
    m_pages->addWidget(makeFailure());
    showIcons();
    clear();
}

QWidget *ExampleLines::makeMade()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_headline = makeLabel(tr("Made by the same calls you would make"), TextRole::Help, Ink::Mute, page);
    keepRoomOf(m_headline);
    column->addWidget(m_headline);
    column->addSpacing(2);
    for (int i = 0; i < most; ++i) {
        const Line line{new QLabel(page), new ElidedLabel({}, TextRole::Small, Ink::Text, page)};
        keepRoomOf(line.icon);
        keepRoomOf(line.words);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(line.icon);
        row->addWidget(line.words, 1);
        column->addLayout(row);
        m_lines.append(line);
    }
    column->addStretch();
    return page;
}

QWidget *ExampleLines::makeFailure()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    m_cross = new QLabel(page);
    m_failure = makeLabel({}, TextRole::Small, Ink::Red, page);
    m_failure->setObjectName(u"exampleFailure"_s);
    m_failure->setWordWrap(true);
    m_todo = makeLabel(tr("Nothing was lost. Try again."), TextRole::Small, Ink::Dim, page);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_failure);
    words->addWidget(m_todo);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_cross, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column->addLayout(row);
    column->addStretch();
    return page;
}

void ExampleLines::clear()
{
    m_headline->hide();
    for (const Line &line : m_lines) {
        line.icon->hide();
        line.words->hide();
    }
    m_pages->setCurrentIndex(Made);
    setAccessibleName({});
}

void ExampleLines::showMade(const QStringList &lines)
{
    clear();
    m_headline->show();
    for (int i = 0; i < std::min(most, int(lines.size())); ++i) {
        m_lines[i].words->setText(lines[i]);
        m_lines[i].words->show();
        m_lines[i].icon->show();
    }
    setAccessibleName(shown().join(u". "_s));
}

void ExampleLines::showFailure(const QString &sentence)
{
    clear();
    m_failure->setText(sentence);
    m_pages->setCurrentIndex(Failure);
    setAccessibleName(shown().join(u' '));
}

QStringList ExampleLines::shown() const
{
    if (m_pages->currentIndex() == Failure)
        return {m_failure->text(), m_todo->text()};
    QStringList words;
    if (!m_headline->isHidden())
        words << m_headline->text();
    for (const Line &line : m_lines) {
        if (!line.words->isHidden())
            words << line.words->text();
    }
    return words;
}

void ExampleLines::showIcons()
{
    const QPixmap tick = iconPixmap(IconName::Check, scaled(14), theme().accent.ink, devicePixelRatioF());
    for (const Line &line : m_lines)
        line.icon->setPixmap(tick);
    m_cross->setPixmap(iconPixmap(IconName::CircleAlert, scaled(14), theme().red.ink, devicePixelRatioF()));
}

bool ExampleLines::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcons();
    return QWidget::event(event);
}
