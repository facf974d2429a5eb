// SPDX-License-Identifier: MIT
#include "ui/payload/payloadwords.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace payloadwords {

namespace {

    constexpr qsizetype lettersShown = 28;

    QString tr(const char *text)
    {
        return QCoreApplication::translate("PayloadEditor", text);
    }

    QString shortened(const QString &text)
    {
        return text.size() > lettersShown ? text.left(lettersShown - 1) + u'…' : text;
    }

    // "25 accepted, 23 counted, bill so far $0.40."
    QString figures(const PayloadOutcome &outcome)
    {
        QStringList parts{tr("%1 accepted").arg(number(outcome.accepted))};
        if (outcome.counted && outcome.accepted > 0) // a repeat counts nothing now
            parts.append(tr("%1 counted").arg(number(*outcome.counted)));
        if (outcome.bill)
            parts.append(tr("bill so far %1").arg(displayMoney(Decimal(*outcome.bill), outcome.currency)));
        return parts.join(u", "_s) + u'.';
    }

    // What was stored before is ignored by the service, which is the point of an id.
    QString ignored(const PayloadOutcome &outcome)
    {
        const int before = outcome.events - outcome.accepted;
        if (before <= 0)
            return {};
        return before == 1 ? tr("Same event_id: ignored. Nothing is billed twice.")
                           : tr("Same %1 ids: ignored. Nothing is billed twice.").arg(number(before));
    }

    // Why it ended, or what the service would not take.
    QString trouble(const PayloadOutcome &outcome)
    {
        if (outcome.error && outcome.error->kind == Error::Kind::Cancelled)
            return outcome.done == 0 ? tr("Cancelled before anything was accepted.")
                                     : tr("Cancelled after %1.").arg(number(outcome.events));
        if (outcome.error)
            return outcome.done == 0
                ? tr("Not sent: %1 Your text is kept.").arg(outcome.error->message)
                : tr("Stopped after %1: %2").arg(number(outcome.events), outcome.error->message);
        if (outcome.refusal && outcome.requests == 1)
            return tr("Refused: %1 Nothing of it is stored.").arg(outcome.refusal->message);
        if (outcome.refusal)
            return tr("%1 refused: %2").arg(number(outcome.refused), outcome.refusal->message);
        return {};
    }

    QString joined(QStringList parts)
    {
        parts.removeAll(QString());
        return parts.join(u' ');
    }

} // namespace

QString number(qint64 count)
{
    return displayCount(Decimal(count));
}

QString mend(const PayloadMend &mend)
{
    switch (mend.kind) {
    case PayloadMend::Kind::Use:
        return mend.length == 0 ? tr("Add %1").arg(shortened(mend.shown))
                                : tr("Use %1").arg(shortened(mend.shown));
    case PayloadMend::Kind::NewId:
        return mend.length == 0 ? tr("Add a new id") : tr("Use a new id");
    case PayloadMend::Kind::Now:
        return tr("Stamp with now");
    case PayloadMend::Kind::Remove:
        return tr("Remove it");
    }
    return {};
}

QString wouldCount(const PayloadOpinion &opinion)
{
    if (opinion.verdicts.isEmpty())
        return {};
    const QList<MeterVerdict> &meters = opinion.verdicts.first().meters;
    if (meters.isEmpty())
        return tr("There is no live meter yet.");
    QStringList names;
    for (const MeterVerdict &meter : meters) {
        if (meter.counted())
            names.append(meter.meterName);
    }
    const QString of = number(meters.size());
    if (names.isEmpty())
        return meters.size() == 1 ? tr("The meter would not count it.")
                                  : tr("None of %1 meters would count it.").arg(of);
    if (meters.size() == 1)
        return opinion.events.size() > 1 ? tr("The meter would count the first.")
                                         : tr("The meter would count it.");
    const QString whose = opinion.events.size() > 1 ? tr("The first would count on %1 of %2: %3")
                                                    : tr("Would count on %1 of %2 meters: %3");
    return whose.arg(number(names.size()), of, names.join(u", "_s));
}

ChipLook chip(const MeterVerdict &meter)
{
    if (meter.counted())
        return {ChipLook::Kind::Counted, tr("Would count")};
    // Whose name is altogether different reads other events: no mistake of this one.
    if (meter.reason == MeterVerdict::Reason::NameDiffers && meter.name.kind == NameCheck::Kind::Different)
        return {ChipLook::Kind::Plain, meterHint(meter)};
    return {ChipLook::Kind::NotCounted, words::reason(meter)};
}

QString meterHint(const MeterVerdict &meter)
{
    return tr("Reads %1").arg(meter.eventName);
}

QString send(const PayloadOpinion &opinion)
{
    if (!opinion.texts.isEmpty() && !opinion.sendable())
        return tr("Send anyway");
    return opinion.texts.size() > 1 ? tr("Send %1 events").arg(number(opinion.texts.size())) : tr("Send one");
}

QString progress(int done, int of, bool rows)
{
    if (done == of)
        return tr("Sent. Asking what counted");
    return rows ? tr("Sent %1 of %2 rows").arg(number(done), number(of))
                : tr("Sent %1 of %2 requests").arg(number(done), number(of));
}

QString outcome(const PayloadOutcome &outcome)
{
    if (outcome.events == 0)
        return trouble(outcome);
    QString said = joined({trouble(outcome), figures(outcome), ignored(outcome)});
    if (!outcome.error && outcome.accepted > 0 && outcome.counted == 0)
        said += u' ' + tr("The log says why.");
    return said;
}

QString replayed(const PayloadOutcome &outcome)
{
    QString stamped;
    if (outcome.stamped > 0)
        stamped = tr("%1 stamped with now.").arg(number(outcome.stamped));
    QString left;
    if (outcome.left > 0)
        left = tr("%1 left out: %2").arg(number(outcome.left), outcome.leftWhy);
    return joined({outcome.events > 0 || (outcome.left > 0 && !outcome.refusal && !outcome.error)
            ? joined({trouble(outcome), figures(outcome), ignored(outcome)})
            : trouble(outcome),
        stamped, left});
}

bool failed(const PayloadOutcome &outcome)
{
    return outcome.refused > 0 || (outcome.error && outcome.error->kind != Error::Kind::Cancelled);
}

} // namespace payloadwords
