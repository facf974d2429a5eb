// SPDX-License-Identifier: MIT
#include "guide/filledstep.h"

#include "guide/placeholders.h"

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
