// SPDX-License-Identifier: MIT
#include "eventlog/rowverdict.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

using Kind = RowVerdict::Kind;
using Reason = MeterVerdict::Reason;

struct Rows {
    Q_DECLARE_TR_FUNCTIONS(Rows)
};

// Worth naming before a meter that counts without a price: it was nearly this one.
bool isNearMiss(const MeterVerdict &meter)
{
    if (meter.counted())
        return false;
    return meter.reason != Reason::NameDiffers
        || (meter.name.kind != NameCheck::Kind::Different && meter.name.kind != NameCheck::Kind::OtherMeter);
}

const MeterVerdict *first(const Verdict &verdict, bool (*wanted)(const MeterVerdict &))
{
    const auto found = std::ranges::find_if(verdict.meters, wanted);
    return found == verdict.meters.end() ? nullptr : &*found;
}

bool isPaid(const MeterVerdict &meter)
{
    return meter.reason == Reason::Counted && meter.standing && !meter.standing->amount.isZero();
}

// What several meters charge for one event, when they charge in one currency.
std::optional<Decimal> amountOf(const Verdict &verdict, QByteArray &currency)
{
    std::optional<Decimal> sum = Decimal();
    for (const MeterVerdict &meter : verdict.meters) {
        if (!isPaid(meter))
            continue;
        if (!currency.isEmpty() && currency != meter.currency)
            return std::nullopt;
        currency = meter.currency;
        sum = Decimal::add(*sum, meter.standing->amount);
        if (!sum)
            return std::nullopt;
    }
    return sum;
}

// Sent again later by the sender itself.
bool comesAgain(Refusal::Kind kind)
{
    using RefusalKind = Refusal::Kind;
    return kind == RefusalKind::NoAnswer || kind == RefusalKind::Server || kind == RefusalKind::RateLimited;
}

RowVerdict refused(const LogRow &row, const SentBefore &sent)
{
    if (sent.later)
        return {Kind::None, Rows::tr("Sent at %1").arg(words::localTime(*sent.later))};
    if (row.ingest && row.sender.kind == Sender::Kind::App && comesAgain(row.refusal.kind))
        return {Kind::Queued, Rows::tr("Queued, try %1").arg(row.retry + 2)};
    return {Kind::Refused, words::refusal(row.refusal)};
}

// One line for a request of several events.
RowVerdict several(const LogRow &row, const KnownVerdict &known)
{
    int judged = 0;
    int counted = 0;
    QByteArray currency;
    std::optional<Decimal> amount = Decimal();
    for (const EventId &id : row.events) {
        const Verdict *verdict = known(id);
        if (!verdict)
            continue;
        ++judged;
        counted += chipOf(*verdict).kind != Kind::NotCounted;
        const auto part = amountOf(*verdict, currency);
        amount = amount && part ? Decimal::add(*amount, *part) : std::nullopt;
    }
    const QLocale locale;
    if (judged < row.eventCount)
        return {Kind::None, Rows::tr("%1 accepted").arg(locale.toString(row.eventCount))};
    if (counted < judged)
        return {Kind::NotCounted, Rows::tr("%1 of %2 counted").arg(counted).arg(judged)};
    if (amount && !amount->isZero())
        return {Kind::Paid, Rows::tr("%1 counted, %2").arg(counted).arg(displayMoney(*amount, currency))};
    return {Kind::Counted, Rows::tr("%1 counted").arg(counted)};
}

} // namespace

RowVerdict chipOf(const MeterVerdict &meter)
{
    if (!meter.counted())
        return {Kind::NotCounted, words::reason(meter)};
    const QString standing = words::standing(meter);
    if (meter.reason == Reason::CountedNoPrice || !meter.standing)
        return {Kind::Counted, standing};
    const bool adds = meter.aggregation.type == Aggregation::Type::Count
        || meter.aggregation.type == Aggregation::Type::Sum;
    if (!adds)
        return {Kind::Counted, standing};
    return {meter.standing->unitsPaid.isZero() ? Kind::Free : Kind::Paid, standing};
}

// A bill line first, then the nearest miss, then a meter that counts without a price.
RowVerdict chipOf(const Verdict &verdict)
{
    if (!verdict.customerKnown)
        return {Kind::NotCounted, words::customerClause(verdict)};
    if (verdict.meters.isEmpty())
        return {Kind::NotCounted, Rows::tr("No meter yet")};
    QByteArray currency;
    if (const auto amount = amountOf(verdict, currency); amount && !amount->isZero())
        return {Kind::Paid, displayMoney(*amount, currency)};
    const auto priced = [](const MeterVerdict &meter) { return meter.reason == Reason::Counted; };
    if (const MeterVerdict *meter = first(verdict, priced))
        return chipOf(*meter);
    if (const MeterVerdict *meter = first(verdict, isNearMiss))
        return chipOf(*meter);
    if (const MeterVerdict *meter = first(verdict, [](const MeterVerdict &m) { return m.counted(); })) {
        return verdict.subscribed ? chipOf(*meter)
                                  : RowVerdict{Kind::Counted, Rows::tr("Counted, no subscription")};
    }
    return chipOf(verdict.meters.first());
}

RowVerdict verdictBy(const LogRow &row, const KnownVerdict &known, const SentBefore &sent)
{
    if (row.refusal.kind != Refusal::Kind::None)
        return refused(row, sent);
    if (!row.ingest || row.eventCount == 0)
        return {};
    if (row.eventCount == 1 && sent.earlier)
        return {Kind::Duplicate, Rows::tr("Sent before at %1").arg(words::localTime(*sent.earlier))};
    if (row.ingested == 0)
        return {Kind::Duplicate, Rows::tr("Sent before")};
    if (row.eventCount > 1)
        return several(row, known);
    const Verdict *verdict = known(row.event());
    return verdict ? chipOf(*verdict) : RowVerdict{Kind::None, Rows::tr("Accepted")};
}

RowVerdict verdictOf(const LogRow &row, const Verdicts &verdicts, const SentBefore &sent)
{
    const auto find = [&verdicts](const EventId &id) {
        const auto found = verdicts.constFind(id);
        return found == verdicts.cend() ? nullptr : &*found;
    };
    return verdictBy(row, find, sent);
}

bool asksVerdict(const LogRow &row)
{
    return row.refusal.kind == Refusal::Kind::None && row.ingest && row.eventCount > 0 && row.ingested != 0
        && !row.imported && !(row.eventCount == 1 && row.acceptedBefore);
}

bool asksVerdict(const LogRecord &record)
{
    return Refusal::Kind(record.refusal) == Refusal::Kind::None && record.is(LogRecord::Ingest)
        && record.eventCount > 0 && record.ingested != 0 && !record.is(LogRecord::Imported);
}

RowVerdict::Kind kindOf(const LogRecord &record, bool ownSender)
{
    const auto refusal = Refusal::Kind(record.refusal);
    const bool ingest = record.is(LogRecord::Ingest);
    if (refusal != Refusal::Kind::None)
        return ingest && ownSender && comesAgain(refusal) ? Kind::Queued : Kind::Refused;
    return ingest && record.eventCount > 0 && record.ingested == 0 ? Kind::Duplicate : Kind::None;
}
