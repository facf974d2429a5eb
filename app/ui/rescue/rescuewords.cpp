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
    return count == 1
        ? RescueText::tr("1 event waits for your choice, it is over an hour old or was refused.")
        : RescueText::tr("%1 events wait for your choice, over an hour old or refused.").arg(count);
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

QString joined(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u' ');
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
    return {.title = RescueText::tr("%1 does not answer.").arg(placewords::title(rescue.world())),
        .text = joined({wait, lateLine(rescue), RescueText::tr("Nothing is lost."), problemLine(rescue)})};
}

rescuewords::Words rescuewords::carryingOn(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    Words out;
    out.title = waiting > 0 ? RescueText::tr("Now in the sandbox, with copies. %1").arg(owedLine(rescue))
        : late(rescue) > 0
        ? RescueText::tr("Now in the sandbox, with copies of %1.").arg(placeOf(rescue))
        : RescueText::tr("Now in the sandbox, with copies. Nothing is owed to %1.").arg(placeOf(rescue));
    QStringList lines;
    if (const auto left = shortest(rescue))
        lines.append(waiting == 1 ? RescueText::tr("It can be sent for %1.").arg(minutes(*left))
                                  : RescueText::tr("The oldest can be sent for %1.").arg(minutes(*left)));
    lines.append(lateLine(rescue));
    lines.append(rescue.madeInSandbox() == 0
            ? RescueText::tr("New events stay in the sandbox.")
            : RescueText::tr("New events stay in the sandbox: %1 so far.").arg(rescue.madeInSandbox()));
    if (rescue.missingHere() > Decimal(0))
        lines.append(RescueText::tr("At least %1 units counted there are not known here.")
                         .arg(rescue.missingHere().toString()));
    if (rescue.answers())
        lines.append(RescueText::tr("%1 answers again.").arg(placewords::title(rescue.world())));
    lines.append(problemLine(rescue));
    out.text = joined(lines);
    return out;
}

rescuewords::Words rescuewords::back(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    const int made = rescue.madeInSandbox();
    const QString stays = made == 0 ? RescueText::tr("The sandbox still holds the copies.")
        : made == 1
        ? RescueText::tr("1 event made in the sandbox stays there, beside the copies.")
        : RescueText::tr("%1 events made in the sandbox stay there, beside the copies.").arg(made);
    const QString problem = problemLine(rescue);
    if (!rescue.isThere())
        return {.title = RescueText::tr("The sandbox still holds copies of %1.").arg(placeOf(rescue)),
            .text = joined({owedLine(rescue), lateLine(rescue), problem})};
    const QString where = placewords::where(rescue.world());
    const QString owed = waiting > 0 ? RescueText::tr("%1 to send.").arg(events(waiting))
        : late(rescue) > 0           ? RescueText::tr("Not all that was owed is sent.")
                                     : RescueText::tr("Nothing is owed any more.");
    return {.title = RescueText::tr("Back %1. %2").arg(where, owed),
        .text = joined({lateLine(rescue), stays, problem})};
}

rescuewords::Words rescuewords::restored(const Rescue &rescue)
{
    const int made = rescue.madeInSandbox();
    const QString gone = made == 0 ? RescueText::tr("The copies are gone.")
        : made == 1
        ? RescueText::tr("The copies are gone, and 1 event that was made with them.")
        : RescueText::tr("The copies are gone, and %1 events that were made with them.").arg(made);
    return {.title = RescueText::tr("The sandbox is as it was before."),
        .text = joined({gone, owedLine(rescue), lateLine(rescue)})};
}
