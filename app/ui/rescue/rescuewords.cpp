// SPDX-License-Identifier: MIT
#include "ui/rescue/rescuewords.h"

#include "session/placewords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct RescueText {
    Q_DECLARE_TR_FUNCTIONS(RescueText)
};

QString placeOf(const Rescue &rescue)
{
    return placewords::inSentence(rescue.world());
}

QString events(qsizetype count)
{
    return count == 1 ? RescueText::tr("1 event") : RescueText::tr("%1 events").arg(count);
}

QString minutes(std::chrono::minutes left)
{
    return left.count() == 1 ? RescueText::tr("1 more minute")
        : left < 1min        ? RescueText::tr("less than a minute")
                             : RescueText::tr("%1 more minutes").arg(left.count());
}

// Of those that are not too late.
std::optional<std::chrono::minutes> shortest(const Rescue &rescue)
{
    std::optional<std::chrono::minutes> out;
    for (const Rescue::Owed &owed : rescue.owed()) {
        const auto left = owed.parked ? std::nullopt : rescue.minutesLeft(owed);
        if (left && (!out || *left < *out))
            out = left;
    }
    return out;
}

QString lateLine(const Rescue &rescue)
{
    const int count = rescuewords::late(rescue);
    if (count == 0)
        return {};
    return count == 1 ? RescueText::tr("1 event waits for your choice: too late or refused.")
                      : RescueText::tr("%1 events wait for your choice: too late or refused.").arg(count);
}

// Those that wait; empty when none does.
QString owedLine(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - rescuewords::late(rescue);
    return waiting == 0 ? QString()
        : waiting == 1  ? RescueText::tr("1 event is owed to %1.").arg(placeOf(rescue))
                        : RescueText::tr("%1 are owed to %2.").arg(events(waiting), placeOf(rescue));
}

QString problemLine(const Rescue &rescue)
{
    return rescue.problem() ? rescue.problem()->message : QString();
}

// One line has room for two, the first ones of those that have something to say.
QString twoOf(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.first(std::min<qsizetype>(2, sentences.size())).join(u' ');
}

} // namespace

int rescuewords::late(const Rescue &rescue)
{
    return int(std::ranges::count_if(
        rescue.owed(), [&](const Rescue::Owed &owed) { return owed.parked || !rescue.minutesLeft(owed); }));
}

rescuewords::Words rescuewords::offline(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    QString wait;
    if (const auto left = shortest(rescue))
        wait = waiting == 1
            ? RescueText::tr("1 event waits, for %1.").arg(minutes(*left))
            : RescueText::tr("%1 wait, the oldest for %2.").arg(events(waiting), minutes(*left));
    const QString kept = RescueText::tr("Nothing is lost.");
    return {.title = RescueText::tr("%1 does not answer.").arg(placewords::title(rescue.world())),
        .text
        = rescue.problem() ? twoOf({problemLine(rescue), kept}) : twoOf({wait, lateLine(rescue), kept})};
}

rescuewords::Words rescuewords::carryingOn(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    Words out;
    out.title = waiting > 0 ? RescueText::tr("Now in the sandbox, with copies. %1").arg(owedLine(rescue))
        : late(rescue) > 0
        ? RescueText::tr("Now in the sandbox, with copies of %1.").arg(placeOf(rescue))
        : RescueText::tr("Now in the sandbox, with copies. Nothing is owed to %1.").arg(placeOf(rescue));
    QString time;
    if (const auto left = shortest(rescue))
        time = waiting == 1 ? RescueText::tr("It can be sent for %1.").arg(minutes(*left))
                            : RescueText::tr("The oldest can be sent for %1.").arg(minutes(*left));
    const QString answers = rescue.answers()
        ? RescueText::tr("%1 answers again.").arg(placewords::title(rescue.world()))
        : QString();
    const Decimal units = rescue.missingHere();
    const QString missing = units.isZero() ? QString()
        : units == Decimal(1)
        ? RescueText::tr("At least 1 unit counted there is not known here.")
        : RescueText::tr("At least %1 units counted there are not known here.").arg(units.toString());
    const QString stays = rescue.madeInSandbox() == 0
        ? RescueText::tr("New events stay in the sandbox.")
        : RescueText::tr("New events stay in the sandbox: %1 so far.").arg(rescue.madeInSandbox());
    const QString problem = problemLine(rescue);
    out.text = problem.isEmpty() ? twoOf({answers, time, lateLine(rescue), missing, stays}) : problem;
    return out;
}

rescuewords::Words rescuewords::back(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    const int made = rescue.madeInSandbox();
    const QString stays = made == 0 ? RescueText::tr("The sandbox still holds the copies.")
        : made == 1
        ? RescueText::tr("The sandbox still holds the copies, and 1 event made there.")
        : RescueText::tr("The sandbox still holds the copies, and %1 events made there.").arg(made);
    const QString problem = problemLine(rescue);
    if (!rescue.isThere())
        return {.title = RescueText::tr("The sandbox still holds copies of %1.").arg(placeOf(rescue)),
            .text = twoOf({problem, owedLine(rescue), lateLine(rescue)})};
    const QString where = placewords::where(rescue.world());
    const QString owed = waiting > 0 ? RescueText::tr("%1 to send.").arg(events(waiting))
        : late(rescue) > 0           ? RescueText::tr("Not all that was owed is sent.")
                                     : RescueText::tr("Nothing is owed any more.");
    return {.title = RescueText::tr("Back %1. %2").arg(where, owed),
        .text = twoOf({problem, lateLine(rescue), stays})};
}

rescuewords::Words rescuewords::restored(const Rescue &rescue)
{
    const int made = rescue.madeInSandbox();
    const QString gone = made == 0 ? RescueText::tr("The copies are gone.")
        : made == 1
        ? RescueText::tr("The copies are gone, and 1 event that was made with them.")
        : RescueText::tr("The copies are gone, and %1 events that were made with them.").arg(made);
    return {.title = RescueText::tr("The sandbox is as it was before."),
        .text = twoOf({gone, owedLine(rescue), lateLine(rescue)})};
}
