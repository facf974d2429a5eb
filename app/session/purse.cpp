// SPDX-License-Identifier: MIT
#include "session/purse.h"

#include "billing/money.h"
#include "imaging/imageerrors.h"
#include "outbox/outbox.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString dayCapKey = u"cap_day_usd"_s;
const QString monthCapKey = u"cap_month_usd"_s;
const QString askedKey = u"money_under_way"_s;
constexpr auto dayCheck = 60s; // a timer of a whole day would not notice a changed wall clock

// What does not fit 128 bits is no sum of real prices: the larger of both then stops at least as much.
Decimal plus(const Decimal &a, const Decimal &b)
{
    return Decimal::add(a, b).value_or(std::max(a, b));
}

Decimal minus(const Decimal &a, const Decimal &b)
{
    return std::max(Decimal::subtract(a, b).value_or(Decimal(0)), Decimal(0));
}

TimePoint startOf(const QDate &localDay)
{
    return fromDateTime(localDay.startOfDay().toUTC());
}

QDate firstOfMonth(const QDate &day)
{
    return {day.year(), day.month(), 1};
}

enum class Cents { Down, Up };

// Whole cents, so that what is left never reads as more than it is, and a cost never as less.
QString text(const Decimal &usd, Cents way)
{
    const Decimal cents = usd.shifted(2).value_or(Decimal(0));
    Decimal whole = cents.rounded().value_or(0);
    if (way == Cents::Down && whole > cents)
        whole = minus(whole, 1);
    if (way == Cents::Up && whole < cents)
        whole = plus(whole, 1);
    return displayMoney(whole, "USD");
}

} // namespace

Purse::Purse(Outbox &outbox, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_clock(clock)
    , m_forgotten(chargesFromText(outbox.setting(askedKey)))
    , m_day(localDay())
{
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (localDay() != m_day)
            reload();
    });
    m_minute.start(dayCheck);
    reload();
}

QDate Purse::localDay() const
{
    return toDateTime(m_clock.now()).toLocalTime().date();
}

void Purse::reload()
{
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    m_day = localDay();
    const QList<EventId> ended = std::exchange(m_ended, {});
    TimePoint from = startOf(firstOfMonth(m_day));
    for (const SpendingRow &row : std::as_const(m_forgotten))
        from = std::min(from, row.at);
    whenDone(m_outbox.spending(from), this, [this, ended](const Result<QList<SpendingRow>> &rows) {
        m_loading = false;
        if (rows)
            m_rows = *rows;
        if (rows && !m_forgotten.isEmpty())
            bookForgotten(*rows);
        for (const EventId &id : ended)
            m_underWay.remove(id);
        Q_EMIT changed();
        if (std::exchange(m_again, false))
            reload();
    });
}

Decimal Purse::since(TimePoint from) const
{
    Decimal sum;
    for (const SpendingRow &row : m_rows) {
        if (row.at >= from)
            sum = plus(sum, row.usd);
    }
    return sum;
}

Decimal Purse::today() const
{
    return since(startOf(localDay()));
}

Decimal Purse::month() const
{
    return since(startOf(firstOfMonth(localDay())));
}

bool Purse::exact() const
{
    const TimePoint from = startOf(firstOfMonth(localDay()));
    return std::ranges::all_of(m_rows,
        [&](const SpendingRow &row) { return row.at < from || row.basis == SpendingRow::Basis::Usage; });
}

QList<Purse::Sum> Purse::byModel() const
{
    const TimePoint from = startOf(firstOfMonth(localDay()));
    QList<Sum> sums;
    for (const SpendingRow &row : m_rows) {
        if (row.at < from)
            continue;
        auto sum = std::ranges::find_if(
            sums, [&](const Sum &one) { return one.provider == row.provider && one.model == row.model; });
        if (sum == sums.end())
            sum = sums.insert(sums.end(), {.provider = row.provider, .model = row.model, .usd = {}});
        sum->usd = plus(sum->usd, row.usd);
        sum->pictures += row.basis == SpendingRow::Basis::Possible ? 0 : 1;
    }
    std::ranges::stable_sort(sums, std::greater(), &Sum::usd);
    return sums;
}

std::optional<Decimal> Purse::cap(const QString &setting) const
{
    return Decimal::fromText(m_outbox.setting(setting).toLatin1());
}

std::optional<Decimal> Purse::dayCap() const
{
    return cap(dayCapKey);
}

std::optional<Decimal> Purse::monthCap() const
{
    return cap(monthCapKey);
}

void Purse::setCaps(std::optional<Decimal> day, std::optional<Decimal> month)
{
    m_outbox.setSetting(dayCapKey, day ? day->toString() : QString());
    m_outbox.setSetting(monthCapKey, month ? month->toString() : QString());
    Q_EMIT changed();
}

Decimal Purse::underWay() const
{
    Decimal sum;
    for (const Decimal &usd : m_underWay)
        sum = plus(sum, usd);
    return sum;
}

std::optional<Decimal> Purse::estimate(const PictureOrder &order) const
{
    const auto one = estimateOf(order);
    return one ? Decimal::multiply(*one, order.count) : std::nullopt;
}

std::optional<Error> Purse::refusal(const PictureOrder &order) const
{
    const auto cost = estimate(order);
    const bool capped = dayCap() || monthCap();
    if (!cost && capped && provider(order.provider).charges != Provider::Charges::Nothing)
        return Error{.kind = Error::Kind::Invalid,
            .message
            = u"What this order costs is not known, so your cap cannot hold. Take the cap off to send it."_s,
            .code = u"spending_cap"_s};
    if (!cost || cost->isZero())
        return std::nullopt;
    const auto tooMuch = [&](const std::optional<Decimal> &cap, const Decimal &spent, const QString &whose) {
        if (!cap)
            return std::optional<Error>();
        const Decimal left = minus(*cap, plus(spent, underWay()));
        if (*cost <= left)
            return std::optional<Error>();
        return std::optional(Error{.kind = Error::Kind::Invalid,
            .message = u"%1 cap of %2 leaves %3. This order may cost %4. Raise the cap or order less."_s.arg(
                whose, text(*cap, Cents::Down), text(left, Cents::Down), text(*cost, Cents::Up)),
            .code = u"spending_cap"_s});
    };
    if (auto day = tooMuch(dayCap(), today(), u"Today's"_s))
        return day;
    return tooMuch(monthCap(), month(), u"This month's"_s);
}

void Purse::began(const EventId &id, const Decimal &estimate)
{
    m_underWay.insert(id, estimate);
}

void Purse::asked(const EventId &id, const PictureOrder &order)
{
    const auto usd = estimateOf(order);
    if (!usd || usd->isZero())
        return;
    m_asked.insert(id,
        {.id = id,
            .at = m_clock.now(),
            .provider = order.provider,
            .model = order.model,
            .usd = *usd,
            .basis = SpendingRow::Basis::Possible});
    remember();
}

void Purse::remember() const
{
    m_outbox.setSetting(askedKey, textOf(m_asked.values()));
}

// Those whose picture or charge was stored before the end are known already.
void Purse::bookForgotten(const QList<SpendingRow> &booked)
{
    const QList<SpendingRow> forgotten = std::exchange(m_forgotten, {});
    for (const SpendingRow &row : forgotten) {
        if (std::ranges::find(booked, row.id, &SpendingRow::id) == booked.end())
            mayBeCharged(row);
    }
    remember();
}

void Purse::ended(const EventId &id)
{
    if (m_asked.remove(id) > 0)
        remember();
    if (!m_underWay.contains(id))
        return;
    m_ended.append(id);
    reload();
}

void Purse::mayBeCharged(const SpendingRow &row)
{
    whenDone(m_outbox.addSpending(row), this, [this](const Result<void> &) { reload(); });
}

void Purse::notKept(const EventId &id, const PictureOrder &order, const Picture &picture)
{
    const auto cost = costOf(order, picture);
    book(id, order, cost ? cost : estimate(order),
        cost ? SpendingRow::Basis::Usage : SpendingRow::Basis::Estimate);
}

void Purse::notMade(const EventId &id, const PictureOrder &order, const Error &error)
{
    if (::mayBeCharged(error, provider(order.provider)))
        book(id, order, estimate(order), SpendingRow::Basis::Possible);
}

void Purse::book(
    const EventId &id, const PictureOrder &order, const std::optional<Decimal> &usd, SpendingRow::Basis basis)
{
    if (!usd || usd->isZero())
        return;
    mayBeCharged({.id = id,
        .at = m_clock.now(),
        .provider = order.provider,
        .model = order.model,
        .usd = *usd,
        .basis = basis});
}
