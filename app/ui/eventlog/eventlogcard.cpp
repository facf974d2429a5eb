// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcard.h"

#include "eventlog/verdictwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/card.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace {

constexpr int longestBrief = 24; // letters that always fit beside a clause

using Mark = EventLogCard::Mark;

IconMark *makeMark(Mark mark, QWidget *parent)
{
    switch (mark) {
    case Mark::Tick:
        return new IconMark(IconName::Check, Ink::Accent, IconMark::Look::Bare, parent);
    case Mark::Cross:
        return new IconMark(IconName::X, Ink::Amber, IconMark::Look::Bare, parent);
    case Mark::Dash:
        return new IconMark(IconName::Minus, Ink::Mute, IconMark::Look::Bare, parent);
    case Mark::Refused:
        break;
    }
    return new IconMark(IconName::OctagonX, Ink::Red, IconMark::Look::Bare, parent);
}

// The mark in words, for those who hear the page.
QString spoken(Mark mark)
{
    switch (mark) {
    case Mark::Tick:
        return EventLogCard::tr("Yes");
    case Mark::Dash:
        return EventLogCard::tr("Open");
    default:
        return EventLogCard::tr("No");
    }
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

// The parts of a group, with a line along their left.
class Nested : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(7, 0, 1, height()), theme().amber.line);
    }
};

} // namespace

EventLogCard::EventLogCard(const QString &title, const std::optional<ChipLook> &chip, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(title);
    m_column->setContentsMargins(13, 10, 13, 12);
    m_column->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    QLabel *name = makeLabel(title, TextRole::SmallStrong, Ink::Text, this);
    name->setWordWrap(true);
    head->addWidget(name, 1);
    if (chip)
        head->addWidget(new Chip(*chip, this), 0, Qt::AlignTop);
    m_column->addLayout(head);
}

void EventLogCard::addClauseTo(
    QVBoxLayout *column, Mark mark, const QString &text, const QString &seen, Tone tone)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    QLabel *clause = makeRich(text, TextRole::Small, Ink::Text, this);
    QLabel *found = makeRich(seen, TextRole::Small, tone == Tone::Wrong ? Ink::Amber : Ink::Mute, this);
    found->setAlignment(Qt::AlignRight | Qt::AlignTop);
    clause->setAccessibleName(
        tr("%1: %2, %3").arg(spoken(mark), logwords::plain(text), logwords::plain(seen)));
    row->addWidget(makeMark(mark, this), 0, Qt::AlignTop);
    const bool brief = seen.size() <= longestBrief;
    found->setWordWrap(!brief);
    row->addWidget(clause, brief ? 1 : 3);
    row->addWidget(found, brief ? 0 : 2);
    column->addLayout(row);
}

void EventLogCard::addClause(Mark mark, const QString &text, const QString &seen, Tone tone)
{
    addClauseTo(m_column, mark, text, seen, tone);
}

void EventLogCard::addFilter(const ClauseVerdict &filter)
{
    addClause(filter.isTrue() ? Mark::Tick : Mark::Cross, words::filterHead(filter), words::seen(filter),
        filter.isTrue() ? Tone::Right : Tone::Wrong);
    addChildren(m_column, filter);
}

// Of an or that holds, the parts that do not are no fault: they get a dash.
void EventLogCard::addChildren(QVBoxLayout *column, const ClauseVerdict &group)
{
    if (group.children.empty())
        return;
    auto *nested = new Nested(this);
    auto *inner = new QVBoxLayout(nested);
    inner->setContentsMargins(20, 0, 0, 0);
    inner->setSpacing(6);
    for (const ClauseVerdict &child : group.children) {
        const Mark mark = child.isTrue() ? Mark::Tick : group.isTrue() ? Mark::Dash : Mark::Cross;
        addClauseTo(inner, mark, words::clause(child), words::seen(child),
            mark == Mark::Cross ? Tone::Wrong : Tone::Right);
        addChildren(inner, child);
    }
    column->addWidget(nested);
}

void EventLogCard::addText(const QString &text)
{
    m_column->addWidget(makeRich(text, TextRole::Small, Ink::Dim, this));
}

void EventLogCard::addCode(const QString &text)
{
    QLabel *code = makeLabel(text, TextRole::MonoSmall, Ink::Dim, this);
    code->setWordWrap(true);
    code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(code);
}

void EventLogCard::addEnding(const logwords::Ending &ending, QWidget *button)
{
    if (m_column->count() > 1)
        m_column->addWidget(makeRule(this));
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

void EventLogCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().ground, theme().line, 10);
}
