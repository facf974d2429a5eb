// SPDX-License-Identifier: MIT
#include "ui/pages/connectwords.h"

#include "eventlog/rowverdict.h"
#include "eventlog/verdictwords.h"
#include "guide/readiness.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

using Tone = LampWords::Tone;

struct Lamp {
    Q_DECLARE_TR_FUNCTIONS(Lamp)
};

// The meter to speak about: the nearest miss, unless another one counts and only lacks a price.
const MeterVerdict *nearest(const Verdict &verdict)
{
    if (verdict.meters.isEmpty())
        return nullptr;
    const MeterVerdict &first = verdict.meters.first();
    const bool far = first.reason == MeterVerdict::Reason::NameDiffers
        && (first.name.kind == NameCheck::Kind::Different || first.name.kind == NameCheck::Kind::OtherMeter);
    const auto counted = std::ranges::find_if(verdict.meters, &MeterVerdict::counted);
    return far && counted != verdict.meters.end() ? &*counted : &first;
}

bool lacksPrice(const Verdict &verdict)
{
    const MeterVerdict *meter = nearest(verdict);
    return meter && meter->counted();
}

QString whyNot(const Verdict &verdict)
{
    if (!verdict.customerKnown)
        return Lamp::tr("%1. Use the id of the Customer tab.").arg(words::customerClause(verdict));
    const MeterVerdict *meter = nearest(verdict);
    if (!meter)
        return Lamp::tr("There is no meter yet. Create one on the Meter tab.");
    const words::Advice advice = words::advice(*meter);
    if (meter->counted())
        return advice.happened + u' ' + advice.todo;
    return words::reason(*meter) + u". "_s + advice.todo;
}

QString whyRefused(const Refusal &refusal)
{
    if (refusal.kind == Refusal::Kind::WrongKey)
        return Lamp::tr("The key is missing or another one. Set `DODO_PAYMENTS_API_KEY` to the key above.");
    return words::refusal(refusal) + u". "_s + words::advice(refusal).todo;
}

Tone toneOf(const ConnectedSender &sender)
{
    if (sender.refusal().kind != Refusal::Kind::None)
        return Tone::Refused;
    if (sender.missed())
        return Tone::NotCounted;
    return sender.counted() > 0 && !sender.waits() && !sender.sampled() ? Tone::Counted : Tone::Connected;
}

QString countOf(const ConnectedSender &sender)
{
    const QLocale locale;
    const QString events = sender.events() == 1 ? Lamp::tr("1 event")
                                                : Lamp::tr("%1 events").arg(locale.toString(sender.events()));
    if (sender.sampled())
        return Lamp::tr("%1 accepted").arg(events);
    if (sender.events() > 1)
        return Lamp::tr("%1, %2 counted").arg(events, locale.toString(sender.counted()));
    switch (toneOf(sender)) {
    case Tone::Refused:
        return Lamp::tr("%1, refused").arg(events);
    case Tone::NotCounted:
        return lacksPrice(*sender.missed()) ? Lamp::tr("%1, counted without a price").arg(events)
                                            : Lamp::tr("%1, not counted").arg(events);
    case Tone::Counted:
        return Lamp::tr("%1, counted").arg(events);
    default:
        return Lamp::tr("%1, accepted").arg(events);
    }
}

QString textOf(const ConnectedSender &sender)
{
    switch (toneOf(sender)) {
    case Tone::Refused:
        return whyRefused(sender.refusal());
    case Tone::NotCounted:
        return whyNot(*sender.missed());
    default:
        return sender.sampled() ? Lamp::tr("Usage & invoice shows how many of them counted.") : QString();
    }
}

} // namespace

LampWords lampWords(const ConnectTally &tally)
{
    if (tally.senders().isEmpty())
        return {Tone::Waiting, Lamp::tr("Waiting for your program"),
            Lamp::tr("Start it with the lines above and send one event.")};
    const ConnectedSender &sender = tally.senders().last();
    const QString name = programName(sender.sender());
    if (sender.events() > 0)
        return {toneOf(sender), Lamp::tr("%1 connected, %2").arg(name, countOf(sender)), textOf(sender)};
    if (sender.refusal().kind != Refusal::Kind::None)
        return {Tone::Refused, Lamp::tr("%1 refused").arg(name), whyRefused(sender.refusal())};
    return {Tone::Connected, Lamp::tr("%1 connected, no event yet").arg(name), {}};
}

QString otherSenders(const ConnectTally &tally)
{
    QStringList lines;
    for (qsizetype i = tally.senders().size() - 2; i >= 0; --i) {
        const ConnectedSender &sender = tally.senders()[i];
        const QString count = sender.events() == 0 ? Lamp::tr("no event yet") : countOf(sender);
        lines << Lamp::tr("%1: %2").arg(programName(sender.sender()), count);
    }
    return lines.join(u'\n');
}

QString assignment(ShellKind shell, const QString &name, const QString &value)
{
    switch (shell) {
    case ShellKind::EnvFile:
        return u"%1=%2"_s.arg(name, value);
    case ShellKind::Bash:
        return u"export %1='%2'"_s.arg(name, value);
    case ShellKind::PowerShell:
        return u"$env:%1 = '%2'"_s.arg(name, value);
    }
    return {};
}
