// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcard.h"

#include "ui/eventlog/eventlognames.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/card.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace {

constexpr int longestBrief = 24; // letters that always fit beside a clause
constexpr int depthWidth = 20;

using Line = words::VerdictLine;
using Mark = words::VerdictLine::Mark;

IconMark *makeMark(Mark mark, QWidget *parent)
{
    switch (mark) {
    case Mark::Tick:
        return new IconMark(IconName::Check, Ink::Accent, IconMark::Look::Bare, parent);
    case Mark::Cross:
        return new IconMark(IconName::X, Ink::Amber, IconMark::Look::Bare, parent);
    case Mark::Dash:
        break;
    }
    return new IconMark(IconName::Minus, Ink::Mute, IconMark::Look::Bare, parent);
}

// The mark in words, for those who hear the page.
QString spoken(Mark mark)
{
    switch (mark) {
    case Mark::Tick:
        return EventLogCard::tr("Yes");
    case Mark::Dash:
        return EventLogCard::tr("Open");
    case Mark::Cross:
        break;
    }
    return EventLogCard::tr("No");
}

QLabel *makeRich(const QString &text, TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel({}, role, ink, parent);
    label->setTextFormat(Qt::RichText);
    label->setText(logwords::rich(text));
    label->setAccessibleName(logwords::plain(text));
    label->setWordWrap(true);
    return label;
}

// One clause, set in by its depth, with a line along the left of each group it stands in.
class Row : public QWidget {
public:
    Row(const Line &line, QWidget *parent)
        : QWidget(parent)
        , m_line(line)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        for (int depth = 0; depth < m_line.depth; ++depth)
            painter.fillRect(QRect(depth * depthWidth + 7, 0, 1, height()), theme().amber.line);
    }

private:
    Line m_line;
};

} // namespace

EventLogCard::EventLogCard(const QString &title, const std::optional<ChipLook> &chip, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(title);
    m_column->setContentsMargins(13, 10, 13, 12);
    m_column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->setContentsMargins(0, 0, 0, 3);
    QLabel *name = makeLabel(title, TextRole::SmallStrong, Ink::Text, this);
    name->setWordWrap(true);
    head->addWidget(name, 1);
    if (chip)
        head->addWidget(new Chip(*chip, this), 0, Qt::AlignTop);
    m_column->addLayout(head);
}

void EventLogCard::addLines(const QList<Line> &lines)
{
    for (const Line &line : lines)
        addLine(line);
}

void EventLogCard::addLine(const Line &line)
{
    auto *widget = new Row(line, this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(line.depth * depthWidth, 3, 0, 3);
    row->setSpacing(6);
    QLabel *clause = makeRich(line.text, TextRole::Small, Ink::Text, widget);
    QLabel *found = makeRich(line.seen, TextRole::Small, line.isWrong() ? Ink::Amber : Ink::Mute, widget);
    clause->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    found->setAlignment(Qt::AlignRight | Qt::AlignTop);
    const QString text = logwords::plain(line.text);
    clause->setAccessibleName(line.seen.isEmpty()
            ? tr("%1: %2").arg(spoken(line.mark), text)
            : tr("%1: %2, %3").arg(spoken(line.mark), text, logwords::plain(line.seen)));
    row->addWidget(makeMark(line.mark, widget), 0, Qt::AlignTop);
    const bool brief = line.seen.size() <= longestBrief;
    found->setWordWrap(!brief);
    row->addWidget(clause, brief ? 1 : 3);
    row->addWidget(found, brief ? 0 : 2);
    m_column->addWidget(widget);
}

void EventLogCard::addNames(const NameCheck &check)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(depthWidth, 2, 0, 4);
    row->addWidget(new EventLogNames(check, this));
    m_column->addLayout(row);
}

void EventLogCard::addText(const QString &text)
{
    m_column->addSpacing(3);
    m_column->addWidget(makeRich(text, TextRole::Small, Ink::Dim, this));
    m_column->addSpacing(3);
}

void EventLogCard::addCode(const QString &text)
{
    QLabel *code = makeLabel(text, TextRole::MonoSmall, Ink::Dim, this);
    code->setWordWrap(true);
    code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(code);
    m_column->addSpacing(3);
}

void EventLogCard::addEnding(const logwords::Ending &ending, QWidget *button)
{
    if (m_column->count() > 1) {
        m_column->addSpacing(3);
        m_column->addWidget(makeRule(this));
        m_column->addSpacing(6);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(makeRich(ending.head, TextRole::SmallMedium, Ink::Text, this));
    if (!ending.text.isEmpty())
        words->addWidget(makeRich(ending.text, TextRole::Help, Ink::Mute, this));
    row->addLayout(words, 1);
    if (button)
        row->addWidget(button, 0, Qt::AlignVCenter);
    m_column->addLayout(row);
}

void EventLogCard::addButtons(const QList<QWidget *> &buttons)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(4);
    for (QWidget *button : buttons)
        row->addWidget(button);
    row->addStretch(1);
    m_column->addLayout(row);
}

void EventLogCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().ground, theme().line, 10);
}
