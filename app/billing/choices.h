// SPDX-License-Identifier: MIT
#pragma once

#include "billing/metadata.h"
#include "support/clock.h"

#include <algorithm>
#include <array>
#include <limits>

// Every rule that the service's documentation leaves open (dodo-api.md 5.1, by number) or states in two ways
// (5.2, by topic), each once. The code that follows a rule reads it from here; where the other way would need
// code that does not exist, that code says so with a static_assert.
namespace choices {

// ---- Refusals: what clients key on. The words of a message are no rule (5.1.31). ----

struct Refusal {
    int status = 422;
    QLatin1StringView code;

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

inline Error refused(const Refusal &as, const QString &sentence, const QString &field = {})
{
    return {.kind = as.status == 404 ? Error::Kind::NotFound : Error::Kind::Invalid,
        .message = sentence,
        .code = as.code,
        .field = field,
        .status = as.status};
}

// 5.1.5: the schema knows 422 for what has the wrong form, a guide 400 for what is wrong in meaning.
constexpr Refusal wrongShape{422, QLatin1StringView("INVALID_REQUEST_BODY")};
constexpr Refusal wrongMeaning{400, QLatin1StringView("INVALID_REQUEST_BODY")};
// 5.1.6, 5.1.32: a code of its own is known for the pairs alone.
constexpr Refusal tooManyPairs{400, QLatin1StringView("MAXIMUM_KEYS_REACHED")};
constexpr Refusal repeatedId = wrongMeaning;
constexpr Refusal outsideWindow = wrongMeaning;
constexpr Refusal tooLong = wrongMeaning; // keys and values of an event's metadata
constexpr Refusal tooManyEvents = wrongShape; // 5.1.32: a bound of the schema, like none at all
// 5.1.4, 5.1.32: stored without effect it would look like usage that the service loses.
constexpr Refusal unknownCustomer = wrongMeaning;
// 5.1.20: the general list of errors says so for every object.
constexpr Refusal unknownObject{404, QLatin1StringView("NOT_FOUND")};
// 5.1.33: published Python samples send such times; guessing a zone would bill the wrong hour.
constexpr Refusal timeWithoutZone = wrongShape;
// 5.1.34: an amount beyond 32 bits is refused, never wrapped.
constexpr Refusal tooLargeAmount{422, QLatin1StringView("INTEGER_CONVERSION_FAILURE")};
constexpr qint64 largestAmount = std::numeric_limits<qint32>::max();
// 5.1.32, 5.2 "plan change on usage subscriptions": the error list says unsupported, a preview schema
// has lines for it.
constexpr Refusal planChangeOfUsage{422, QLatin1StringView("UNSUPPORTED_ACTION")};
constexpr Refusal chargeOfUsage{422, QLatin1StringView("ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED")};
// 5.1.21: an SDK would send it twice more, and nothing would have changed.
constexpr bool serverErrorsAreRetried = false;

// ---- Events ----

// 5.1.9: nothing is published; 255 is what the neighbours of these fields allow.
constexpr int longestId = 255; // event_id and customer_id, characters
constexpr int longestEventName = 255;
constexpr int shortestText = 1; // event and meter names, ids, units
// 5.2 "event metadata key length"
constexpr int longestEventKey = 100;
constexpr int longestObjectKey = 40;
// 5.1.15: an empty or blank key is a key like any other, and the same clause twice is two clauses.
constexpr int shortestEventKey = 0;
constexpr int shortestFilterKey = 1; // the schema's bound

// 5.1.7, 5.1.8: the first content of an id stays, for every customer and for ever: no age is asked.
constexpr bool storesEvent(bool idIsKnown)
{
    return !idIsKnown;
}

// 5.1.3: `ingested_count` tells what is new, so that a repeat shows as 0.
constexpr qint64 ingestedCount([[maybe_unused]] qint64 sent, qint64 stored)
{
    return stored;
}

// 5.1.39: one event that cannot be taken refuses its whole request, and is named.
enum class WrongEvent { RefusesRequest, IsLeftOut };
constexpr WrongEvent wrongEvent = WrongEvent::RefusesRequest;

// 5.2 "`timestamp` required?": the schema leaves it out, samples always send it.
constexpr bool timestampIsRequired = false;

// 5.2 "metadata value types", events and objects: text, number, boolean; an integer is a number, so that the
// schema's "one of" is read as "any of".
constexpr bool isMetadata(QJsonValue::Type type)
{
    return type == QJsonValue::String || type == QJsonValue::Double || type == QJsonValue::Bool;
}

// 5.1.29: 1000 events with long metadata pass, a stray file does not.
constexpr qint64 largestBody = 4 * 1024 * 1024; // bytes
// 5.1.41: a program under test is not slowed down; no X-RateLimit header, so its unit (5.1.29) stays
// open. 5.2 "rate limit" has no effect for the same reason.
enum class RateLimit { None, PerKey };
constexpr RateLimit rateLimit = RateLimit::None;

// ---- Lists ----

// 5.1.17: what was made last is looked for first.
constexpr bool newestFirst = true;
// 5.2 "page numbers": the schema's way, though SDK iteration then skips page 1.
constexpr qint64 firstPage = 0;
constexpr qint64 defaultPageSize = 10;
// 5.1.19: legal, so it must answer; nobody asks for a page of nothing.
constexpr qint64 pageSize(qint64 asked)
{
    return asked == 0 ? defaultPageSize : asked;
}
// 5.1.18: GET /events from `start` on and before `end`, so that periods put end to end list each event once.
constexpr TimePoint firstMoment(TimePoint start)
{
    return start;
}
constexpr TimePoint momentAfterLast(TimePoint end)
{
    return end;
}

// ---- Objects ----

// 5.1.21: nothing is left to do for what is not archived; the documented 500 would be retried.
constexpr int unarchivedAgain = 200;
// 5.1.22: likewise. A meter that a product uses may go, its history stays.
constexpr int meterArchivedAgain = 204;
constexpr bool usedMeterMayBeArchived = true;
// 5.2 "archive status code", "create status code": as each route's own table says.
constexpr int meterCreated = 201;
constexpr int creditCreated = 201;
constexpr int ledgerEntryCreated = 201;
constexpr int objectCreated = 200; // products, customers, checkouts, webhooks
constexpr int meterArchived = 204;
constexpr int objectArchived = 200; // products and credits
// 5.2 "meters per product", "credits per product": the larger of two published bounds.
constexpr int metersPerProduct = 10;
constexpr int creditsPerProduct = 5;
// 5.2 "product `name`": required by the newest schema.
constexpr bool productNeedsName = true;
// 5.2 "MeterPrice `price_per_unit`": required, but a meter billed in credits has none.
constexpr bool needsPrice(bool billedInCredits)
{
    return !billedInCredits;
}
// 5.2 "`discount`, `purchasing_power_parity`": taken when absent, always returned; parity has no effect.
constexpr int discountWhenAbsent = 0;
constexpr bool parityWhenAbsent = false;

// ---- Meters and filters ----

// 5.2 "aggregations": the four of every schema, in the order of Aggregation::Type.
inline constexpr std::array aggregations{QLatin1StringView("count"), QLatin1StringView("sum"),
    QLatin1StringView("max"), QLatin1StringView("last")};

// 5.2 "numeric strings": the newest guide says that "150" does not aggregate; older samples send it.
enum class NumericText { Ignored, Aggregated };
constexpr NumericText numericText = NumericText::Ignored;
// 5.1.12: any other value is ignored with its event, also as the newest one of `last`.
constexpr bool aggregates(MetaValue::Type type, NumericText text = numericText)
{
    return type == MetaValue::Type::Number
        || (type == MetaValue::Type::Text && text == NumericText::Aggregated);
}

// 5.1.10: what `last` takes as the newest, and the order in which events use up free units.
struct EventOrder {
    TimePoint at; // the event's own time
    qint64 arrival = 0; // breaks ties

    friend auto operator<=>(const EventOrder &, const EventOrder &) = default;
};

// 5.1.13: no value is turned into another type. `not_equals` is the negation of equals.
constexpr bool mayBeEqual(MetaValue::Type seen, MetaValue::Type wanted)
{
    return seen == wanted;
}
constexpr bool mayBeOrdered(MetaValue::Type seen)
{
    return seen == MetaValue::Type::Number;
}
constexpr bool mayBeSearched(MetaValue::Type seen)
{
    return seen == MetaValue::Type::Text;
}
// 5.1.14: a condition whose property is not there is false; under `or` it alone fails, not the event.
constexpr bool missingPropertyHolds = false;
// 5.1.16: groups below the root. The older schema spells out three, the newer one only says up to 3.
constexpr int deepestGroup = 3;
// 5.2 "mixed clause lists": the schema forbids them, a sample of its own has one.
constexpr bool readsMixedClauses = true;
constexpr bool writesMixedClauses = false; // a condition beside groups becomes a group of its own

// ---- Money ----

// 5.1.1, 5.1.2: exact to the end, then rounded once for each meter and period, half away from zero; a bill
// adds rounded lines, as usage-history shows them.
inline std::optional<qint64> roundedAmount(const Decimal &exact)
{
    return exact.rounded();
}
// 5.1.11: plain arithmetic for negative values, but nobody is owed money for usage.
inline Decimal chargeable(const Decimal &overFree)
{
    return std::max(overFree, Decimal(0));
}
// 5.1.37: the whole bill, as the field says nothing else.
constexpr qint64 discounted(qint64 fixedPrice, qint64 lines)
{
    return fixedPrice + lines;
}
// 5.2 "`price_per_unit` unit": guides and dashboard write main units.
enum class PriceUnit { Smallest, Main };
constexpr PriceUnit wirePrice = PriceUnit::Smallest;

// ---- Cycles ----

// 5.1.27: 31 January, 28 February, 31 March.
constexpr std::chrono::day dayIn(std::chrono::year_month month, std::chrono::day anchor)
{
    return std::min(anchor, (month / std::chrono::last).day());
}
// 5.1.23: the fee is paid in advance and usage in arrears, on one payment; a last one has no next cycle to
// pay for, but the usage of the past one, also after a cancellation.
constexpr qint64 feeAtRenewal(qint64 fixedPrice, bool goesOn)
{
    return goesOn ? fixedPrice : 0;
}
// 5.1.24: a period that costs nothing is closed and renewed without a payment.
constexpr bool makesPayment(qint64 total, bool refused)
{
    return refused || total > 0;
}
// 5.1.30: events from before the purchase are stored and never billed later.
constexpr bool mayBill(TimePoint event, TimePoint bought)
{
    return event >= bought;
}
// 5.1.35: usage is reckoned from events, so a new meter counts the current period's earlier ones.
constexpr bool countsEventsBeforeMeter = true;
// 5.1.36: what was agreed at the purchase holds; a changed product is for new ones.
enum class RenewalPrice { AsBought, AsNow };
constexpr RenewalPrice renewalPrice = RenewalPrice::AsBought;
// 5.1.40: each subscription has its own bill.
constexpr bool countsInEachSubscription = true;

// ---- Credits (3.5) ----

// 5.1.25: credits are reckoned on the period's total, in whole steps of the entitlement's precision; what is
// no full step yet waits in the total, so no fraction is lost between two deductions.
constexpr Int128 wholeSteps(Int128 units, Int128 unitsPerStep)
{
    return units / unitsPerStep; // towards zero
}
// 5.1.25: what is still to be drawn for a total. One that falls, as `last` and negative sums do, gives
// nothing back: ledger entries stand.
inline std::optional<Decimal> stillToDraw(const Decimal &creditsOfTotal, const Decimal &drawn)
{
    const auto more = Decimal::subtract(creditsOfTotal, drawn);
    return more ? std::optional(std::max(*more, Decimal(0))) : std::nullopt;
}
// 5.1.38: at once, so that a test need not wait; the service's own pass runs about once a minute.
enum class CreditPass { AtOnce, EachMinute };
constexpr CreditPass creditPass = CreditPass::AtOnce;
// 5.1.26: once for each time it falls below; the threshold itself is not below.
inline bool isLowNow(const Decimal &before, const Decimal &after, const Decimal &threshold)
{
    return before >= threshold && after < threshold;
}
// 5.2 "low-balance threshold": a share of the cycle's credits; the dashboard speaks of an amount.
inline std::optional<Decimal> lowBalance(const Decimal &creditsOfCycle, int percent)
{
    const auto share = Decimal::multiply(creditsOfCycle, Decimal(percent));
    return share ? share->shifted(-2) : std::nullopt;
}
// 5.1.28: the field is required where there is no price.
constexpr Decimal priceOfCreditMeter = Decimal(0);
// 5.2 "free threshold on credit-billed meters": the newest texts say that every unit costs credits.
enum class FreeOnCredits { Ignored, Applies };
constexpr FreeOnCredits freeOnCredits = FreeOnCredits::Ignored;
// 5.2 "draw-down order of grants": the ledger route's way; the same while all expire alike.
enum class DrawOrder { OldestFirst, EarliestExpiryFirst };
constexpr DrawOrder drawOrder = DrawOrder::OldestFirst;
// 5.2 "balance empty, overage off": deduction stops at zero; events are still taken, as the service does
// not block the merchant's own requests.
enum class EmptyBalance { StopsDrawing, RefusesEvents };
constexpr EmptyBalance emptyBalance = EmptyBalance::StopsDrawing;
// 5.2 "overage `credit.overage_reset`": in the schemas, though prose lists leave it out.
constexpr bool announcesOverageReset = true;
// 5.2 "credit precision": the API's bound; a form shows 0 to 3.
constexpr int finestPrecision = 10;
constexpr int finestPrecisionInForm = 3;
// 5.2 "credit id prefix": routes and SDKs; `cent_` of the webhook samples is taken as any id is.
constexpr QLatin1StringView creditIdPrefix("cde_");

// ---- Answers in two shapes ----

// 5.2 "change-plan response": an object of nulls since August 2026, before that nothing.
constexpr bool planChangeAnswersObject = true;
// 5.2 "pausing": the `status` field; the boolean was removed and always fails.
constexpr QLatin1StringView pausingField("status");
// 5.2 "usage-history shape": one item a period, paged.
constexpr bool usageIsByPeriod = true;

} // namespace choices
