// SPDX-License-Identifier: MIT
#include "ui/outbox/comparewords.h"

#include "ui/outbox/queuewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using Kind = ReconcileRow::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutboxSheet)
};

QString shown(const QString &value)
{
    return value.isEmpty() ? Words::tr("nothing") : u"“%1”"_s.arg(value);
}

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(queuewords::number(count));
}

} // namespace

namespace comparewords {

ChipLook chip(Kind kind)
{
    using Look = ChipLook::Kind;
    switch (kind) {
    case Kind::Missing:
        return {Look::Refused, Words::tr("Missing")};
    case Kind::NotYet:
        return {Look::Queued, Words::tr("Not visible yet")};
    case Kind::Different:
        return {Look::NotCounted, Words::tr("Different")};
    case Kind::Unknown:
        return {Look::SentBefore, Words::tr("Not in the outbox")};
    case Kind::Foreign:
        return {Look::Plain, Words::tr("Sent by others")};
    case Kind::Waiting:
        return {Look::Waiting, Words::tr("Waiting")};
    case Kind::Parked:
        return {Look::Refused, Words::tr("Parked")};
    }
    return {};
}

QString why(const ReconcileRow &row)
{
    switch (row.kind) {
    case Kind::Missing:
        return Words::tr("The service accepted it and does not list it.");
    case Kind::NotYet:
        return Words::tr("It was sent less than a minute ago. Compare again soon.");
    case Kind::Different:
        return Words::tr("%1 is %2 here and %3 there.").arg(row.member, shown(row.ours), shown(row.theirs));
    case Kind::Unknown:
        return Words::tr("It is named like one of this program and is not in the outbox.");
    case Kind::Foreign:
        return Words::tr("Another program sent it. It is left alone.");
    case Kind::Waiting:
        return Words::tr("It is still to be sent.");
    case Kind::Parked:
        return Words::tr("It is parked. Choose what becomes of it under Queue.");
    }
    return {};
}

QString result(const Reconciliation &found)
{
    const int missing = found.count(Kind::Missing);
    const int different = found.count(Kind::Different);
    if (found.sent == 0)
        return Words::tr("Nothing was sent in this span.");
    QStringList out{Words::tr("%1 sent, %2 there.")
                        .arg(queuewords::number(found.sent), queuewords::number(found.same + different))};
    if (missing > 0)
        out.append(counted(missing, Words::tr("1 is missing."), Words::tr("%1 are missing.")));
    else
        out.append(Words::tr("Nothing is missing."));
    if (different > 0)
        out.append(counted(different, Words::tr("1 is different."), Words::tr("%1 are different.")));
    return out.join(u' ');
}

QString others(const Reconciliation &found)
{
    const int soon = found.count(Kind::NotYet);
    const int unknown = found.count(Kind::Unknown);
    const int foreign = found.count(Kind::Foreign);
    const int open = found.count(Kind::Waiting) + found.count(Kind::Parked);
    QStringList out;
    if (soon > 0)
        out.append(counted(soon, Words::tr("1 is not visible yet."), Words::tr("%1 are not visible yet.")));
    if (open > 0)
        out.append(counted(open, Words::tr("1 is not sent."), Words::tr("%1 are not sent.")));
    if (unknown > 0)
        out.append(counted(unknown, Words::tr("1 there is not in the outbox."),
            Words::tr("%1 there are not in the outbox.")));
    if (foreign > 0)
        out.append(
            counted(foreign, Words::tr("1 was sent by others."), Words::tr("%1 were sent by others.")));
    if (!found.listsAll())
        out.append(Words::tr("Of each kind the newest %1 are listed.")
                       .arg(queuewords::number(ReconcileLimits().mostRows)));
    return out.join(u' ');
}

} // namespace comparewords
