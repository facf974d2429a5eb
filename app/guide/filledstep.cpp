// SPDX-License-Identifier: MIT
#include "guide/filledstep.h"

#include "guide/placeholders.h"

#include <algorithm>

namespace {

PlayStep filledPlayStep(PlayStep step, const QJsonObject &facts)
{
    step.name = filledIn(step.name, facts);
    step.on = filledIn(step.on, facts);
    step.with = filledIn(step.with, facts);
    if (step.until) {
        step.until->on = filledIn(step.until->on, facts);
        step.until->shown = filledIn(step.until->shown, facts);
        step.until->equals = filledIn(step.until->equals, facts);
    }
    return step;
}

QList<Blank> filledBlanks(QList<Blank> blanks, const QJsonObject &facts)
{
    for (Blank &blank : blanks) {
        blank.before = filledIn(blank.before, facts);
        blank.answer = filledIn(blank.answer, facts);
        for (QString &choice : blank.choices)
            choice = filledIn(choice, facts);
        blank.choices.removeDuplicates(); // two slips may come out the same
    }
    return blanks;
}

} // namespace

QList<PlayStep> filledSteps(QList<PlayStep> steps, const QJsonObject &facts)
{
    for (PlayStep &step : steps)
        step = filledPlayStep(step, facts);
    return steps;
}

GuideStep filledStep(GuideStep step, const QJsonObject &facts)
{
    step.say = filledIn(step.say, facts);
    step.todo = filledIn(step.todo, facts);
    step.on = filledIn(step.on, facts);
    step.fill = filledSteps(step.fill, facts);
    step.blanks = filledBlanks(step.blanks, facts);
    return step;
}

WrongTurn filledTurn(WrongTurn turn, const QJsonObject &facts)
{
    turn.say = filledIn(turn.say, facts);
    turn.button = filledIn(turn.button, facts);
    turn.mend = filledSteps(turn.mend, facts);
    return turn;
}

QList<int> wrongBlanks(const Chapter &chapter, const QJsonObject &facts, const QStringList &choices)
{
    const auto sentence = std::ranges::find(
        chapter.steps, GuideStep::Kind::SayBack, [](const GuideStep &step) { return step.kind; });
    QList<int> wrong;
    if (sentence == chapter.steps.end())
        return wrong;
    for (qsizetype i = 0; i < sentence->blanks.size(); ++i) {
        if (choices.value(i) != filledIn(sentence->blanks[i].answer, facts))
            wrong.append(int(i) + 1);
    }
    return wrong;
}
