// SPDX-License-Identifier: MIT
#include "ui/frame/examplelines.h"

#include "ui/icons.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {
constexpr int gap = 4; // between the lines
constexpr int underHead = 6;
} // namespace

ExampleLines::ExampleLines(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"exampleLines"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    m_headline = makeLabel(tr("Made by the same calls you would make"), TextRole::Help, Ink::Mute, this);
    column->addWidget(m_headline);
    column->addSpacing(underHead - gap);
    for (int i = 0; i < most; ++i) {
        const Line line{new QLabel(this), new ElidedLabel({}, TextRole::Small, Ink::Text, this)};
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(line.icon);
        row->addWidget(line.words, 1);
        column->addLayout(row);
        m_lines.append(line);
    }
    m_failure = makeLabel({}, TextRole::Small, Ink::Red, this);
    m_failure->setObjectName(u"exampleFailure"_s);
    m_failure->setWordWrap(true);
    m_todo = makeLabel(tr("Nothing was lost. Try again."), TextRole::Small, Ink::Dim, this);
    column->addWidget(m_failure);
    column->addWidget(m_todo);
    column->addStretch();
    keepRoom();
    showIcons();
    clear();
}

void ExampleLines::clear()
{
    m_headline->hide();
    m_failure->hide();
    m_todo->hide();
    for (const Line &line : m_lines) {
        line.icon->hide();
        line.words->hide();
    }
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
    describe();
}

void ExampleLines::showFailure(const QString &sentence)
{
    clear();
    m_failure->setText(sentence);
    m_failure->show();
    m_todo->show();
    describe();
}

QStringList ExampleLines::shown() const
{
    QStringList words;
    if (!m_headline->isHidden())
        words << m_headline->text();
    for (const Line &line : m_lines) {
        if (!line.words->isHidden())
            words << line.words->text();
    }
    if (!m_failure->isHidden())
        words << m_failure->text() << m_todo->text();
    return words;
}

void ExampleLines::describe()
{
    setAccessibleName(shown().join(u". "_s));
}

void ExampleLines::keepRoom()
{
    const int line = std::max(lineHeightOf(TextRole::Small), scaled(14));
    setMinimumHeight(lineHeightOf(TextRole::Help) + underHead + most * line + (most - 1) * gap);
}

void ExampleLines::showIcons()
{
    const QPixmap tick = iconPixmap(IconName::Check, scaled(14), theme().accent.ink, devicePixelRatioF());
    for (const Line &line : m_lines)
        line.icon->setPixmap(tick);
}

bool ExampleLines::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        keepRoom();
        showIcons();
    }
    return QWidget::event(event);
}
