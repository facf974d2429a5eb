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

RowVerdict refused(const LogRow &row, const SentBefore &sent)
{
    using RefusalKind = Refusal::Kind;
    if (sent.later)
        return {Kind::None, Rows::tr("Sent at %1").arg(words::localTime(*sent.later))};
    const bool comesAgain = row.refusal.kind == RefusalKind::NoAnswer
        || row.refusal.kind == RefusalKind::Server || row.refusal.kind == RefusalKind::RateLimited;
    if (row.ingest && row.sender.kind == Sender::Kind::App && comesAgain)
        return {Kind::Queued, Rows::tr("Queued, try %1").arg(row.retry + 2)};
    return {Kind::Refused, words::refusal(row.refusal)};
}

// One line for a request of several events.
RowVerdict several(const LogRow &row, const Verdicts &verdicts)
{
    int judged = 0;
    int counted = 0;
    QByteArray currency;
    std::optional<Decimal> amount = Decimal();
    for (const EventId &id : row.events) {
        const auto verdict = verdicts.constFind(id);
        if (verdict == verdicts.cend())
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

RowVerdict verdictOf(const LogRow &row, const Verdicts &verdicts, const SentBefore &sent)
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
        return several(row, verdicts);
    const auto verdict = verdicts.constFind(row.event());
    return verdict == verdicts.cend() ? RowVerdict{Kind::None, Rows::tr("Accepted")} : chipOf(*verdict);
}
