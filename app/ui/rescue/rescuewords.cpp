// SPDX-License-Identifier: MIT
#include "ui/rescue/rescuewords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct RescueText {
    Q_DECLARE_TR_FUNCTIONS(RescueText)
};

// Within a sentence.
QString placeOf(const Rescue &rescue)
{
    switch (rescue.from()) {
    case Destination::Mode::Test:
        return RescueText::tr("test mode");
    case Destination::Mode::Live:
        return RescueText::tr("live mode");
    default:
        return rescue.placeName();
    }
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
    return {.title = RescueText::tr("%1 does not answer.").arg(rescue.placeName()),
        .text = joined({wait, lateLine(rescue), RescueText::tr("Nothing is lost."),
            rescue.problem() ? rescue.problem()->message : QString()})};
}

rescuewords::Words rescuewords::carryingOn(const Rescue &rescue)
{
    const qsizetype owed = rescue.owed().size();
    Words out;
    out.title = owed == 0
        ? RescueText::tr("Now in the sandbox, with copies. Nothing is owed to %1.").arg(placeOf(rescue))
        : RescueText::tr("Now in the sandbox, with copies of %1 owed to %2.")
              .arg(events(owed), placeOf(rescue));
    QStringList lines;
    if (const auto left = shortest(rescue))
        lines.append(owed == 1 ? RescueText::tr("It can be sent for %1.").arg(minutes(*left))
                               : RescueText::tr("The oldest can be sent for %1.").arg(minutes(*left)));
    lines.append(lateLine(rescue));
    lines.append(rescue.madeInSandbox() == 0
            ? RescueText::tr("New events stay in the sandbox.")
            : RescueText::tr("New events stay in the sandbox: %1 so far.").arg(rescue.madeInSandbox()));
    if (rescue.missingHere() > Decimal(0))
        lines.append(RescueText::tr("At least %1 units counted there are not known here.")
                         .arg(rescue.missingHere().toString()));
    if (rescue.answers())
        lines.append(RescueText::tr("%1 answers again.").arg(rescue.placeName()));
    if (rescue.problem())
        lines.append(rescue.problem()->message);
    out.text = joined(lines);
    return out;
}

rescuewords::Words rescuewords::back(const Rescue &rescue)
{
    const qsizetype waiting = rescue.owed().size() - late(rescue);
    Words out;
    out.title = waiting > 0 ? RescueText::tr("Back in %1. %2 to send.").arg(placeOf(rescue), events(waiting))
        : late(rescue) > 0 ? RescueText::tr("Back in %1. Not all that was owed is sent.").arg(placeOf(rescue))
                           : RescueText::tr("Back in %1. What was owed is sent.").arg(placeOf(rescue));
    const int made = rescue.madeInSandbox();
    out.text = joined({lateLine(rescue),
        made == 0 ? RescueText::tr("The sandbox still holds the copies.")
            : made == 1
            ? RescueText::tr("1 event made in the sandbox stays there, beside the copies.")
            : RescueText::tr("%1 events made in the sandbox stay there, beside the copies.").arg(made),
        rescue.problem() ? rescue.problem()->message : QString()});
    return out;
}
