// SPDX-License-Identifier: MIT
#include "ui/connection/connectionsteps.h"

#include "ui/connection/connectionwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/card.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

using Step = ConnectionTest::Step;
using State = ConnectionTest::State;

constexpr int nameWidth = 64;
constexpr int tookWidth = 64;

struct Mark {
    IconName icon;
    Ink ink;
};

Mark markOf(State state)
{
    switch (state) {
    case State::Running:
        return {IconName::Refresh, Ink::Text};
    case State::Passed:
        return {IconName::Check, Ink::Accent};
    case State::Failed:
        return {IconName::CircleX, Ink::Red};
    case State::Skipped:
        return {IconName::Minus, Ink::Mute};
    case State::Waiting:
        break;
    }
    return {IconName::Clock, Ink::Mute};
}

} // namespace

ConnectionSteps::ConnectionSteps(ConnectionTest &test, QWidget *parent)
    : QWidget(parent)
    , m_test(test)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < ConnectionTest::stepCount; ++i) {
        if (i > 0)
            column->addWidget(makeRule(this));
        m_lines[size_t(i)] = makeLine(Step(i));
        column->addWidget(m_lines[size_t(i)].row);
    }
    connect(&m_test, &ConnectionTest::changed, this, &ConnectionSteps::refresh);
    refresh();
}

// Room for two lines of words, so that nothing jumps while the test runs.
ConnectionSteps::Line ConnectionSteps::makeLine(Step step)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"connectionStep%1"_s.arg(int(step)));
    row->setMinimumHeight(2 * lineHeightOf(TextRole::Small) + 16);
    auto *mark = new IconMark(IconName::Clock, Ink::Mute, IconMark::Look::Bare, row);
    QLabel *name = makeLabel(connectionwords::nameOf(step), TextRole::SmallStrong, Ink::Text, row);
    name->setMinimumWidth(scaled(nameWidth));
    QLabel *fact = makeLabel({}, TextRole::Small, Ink::Dim, row);
    fact->setObjectName(u"connectionFact%1"_s.arg(int(step)));
    fact->setWordWrap(true);
    fact->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel *took = makeLabel({}, TextRole::MonoSmall, Ink::Mute, row);
    took->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    took->setMinimumWidth(scaled(tookWidth));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 6, 0, 6);
    line->setSpacing(12);
    line->addWidget(mark);
    line->addWidget(name);
    line->addWidget(fact, 1);
    line->addWidget(took);
    return {row, mark, fact, took};
}

void ConnectionSteps::refresh()
{
    for (int i = 0; i < ConnectionTest::stepCount; ++i)
        showLine(m_lines[size_t(i)], Step(i));
}

void ConnectionSteps::showLine(const Line &line, Step step)
{
    const ConnectionTest::Row &row = m_test.row(step);
    const bool open = row.state == State::Waiting || row.state == State::Running;
    const Mark mark = markOf(row.state);
    line.mark->setIcon(mark.icon, mark.ink);
    line.fact->setText(open ? connectionwords::asks(step) : row.fact);
    setInk(line.fact, row.state == State::Failed ? Ink::Red : open ? Ink::Mute : Ink::Dim);
    const bool timed = row.state == State::Passed || row.state == State::Failed;
    line.took->setText(timed ? connectionwords::tookText(row.took) : QString());
    line.row->setAccessibleName(
        tr("%1, %2: %3")
            .arg(connectionwords::nameOf(step), connectionwords::stateOf(row.state), line.fact->text()));
}
