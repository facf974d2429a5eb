// SPDX-License-Identifier: MIT
#include "sandbox/advice.h"

#include "billing/choices.h"
#include "billing/subscription.h"
#include "sandbox/advicetext.h"
#include "sandbox/store.h"
#include "sandbox/verdicts.h"

#include <algorithm>

namespace {

using Reason = MeterVerdict::Reason;

constexpr qsizetype buyersKept = 4096;
constexpr qsizetype longestText = 500; // bytes; a header line is read by people

QByteArray keyOf(QByteArrayView customer) // without copying, for look-ups
{
    return QByteArray::fromRawData(customer.data(), customer.size());
}

QByteArray unsubscribed(const EventView &event, const QByteArray &otherStatus)
{
    QByteArray out = "customer " + quotedAscii(event.customer) + " has no active subscription";
    if (!otherStatus.isEmpty())
        out += ", one is " + otherStatus;
    return out;
}

} // namespace

Advice::Buyer Advice::buyerOf(const Reading &read, const QByteArray &customer, const Meters &meters)
{
    Buyer out;
    const auto rows = read.list({.kind = Kind::Subscription, .parent = customer});
    for (const Row &row : rows) {
        const auto subscription = subscriptionFromJson(row.object());
        if (!subscription)
            continue;
        if (subscription->status != SubscriptionStatus::Active) {
            out.otherStatus = wireName(subscription->status).data();
            continue;
        }
        Bought bought{subscription->createdAt, {}};
        for (qsizetype i = 0; i < meters.known.size(); ++i) {
            const auto prices
                = [&](const MeterPrice &price) { return price.meter == meters.known[i].meter.id; };
            if (std::ranges::any_of(subscription->meters, prices))
                bought.meters.push_back(size_t(i));
        }
        out.active.append(std::move(bought));
    }
    return out;
}

// Reads what is not known or no longer true; false when that fails. The store's count is taken first: what
// changes meanwhile is read the next time.
bool Advice::refresh(const Store &store, std::span<const EventView> events)
{
    const quint64 terms = store.terms();
    if (terms != m_terms || m_buyers.size() > buyersKept) {
        m_meters.reset();
        m_buyers.clear();
    }
    const auto isKnown = [this](const EventView &event) { return m_buyers.contains(keyOf(event.customer)); };
    if (m_meters && std::ranges::all_of(events, isKnown))
        return true;
    const auto look = [&](const Reading &read) {
        if (!m_meters) {
            QList<Ledgers::KnownMeter> known;
            QList<Meter> meters;
            const auto rows = read.list({.kind = Kind::Meter, .newestFirst = false});
            for (const Row &row : rows) {
                if (const auto meter = meterFromJson(row.object())) {
                    known.append({*meter, !row.archived, row.archivedSpans});
                    meters.append(*meter);
                }
            }
            m_meters = std::make_shared<Meters>(Meters{known, EventMatcher(meters)});
        }
        for (const EventView &event : events) {
            if (!isKnown(event)) {
                const QByteArray customer = event.customer.toByteArray();
                m_buyers.insert(customer, buyerOf(read, customer, *m_meters));
            }
        }
        return true;
    };
    if (!store.read(look)) {
        m_meters.reset();
        return false;
    }
    m_terms = terms;
    return true;
}

bool Advice::bills(const EventView &event, TimePoint at, const Buyer &buyer)
{
    if (buyer.active.isEmpty())
        return false;
    for (const EventMatcher::Counted &counted : m_meters->matcher.read(event)) {
        const auto prices = [&](const Bought &bought) {
            return choices::mayBill(at, bought.at)
                && std::ranges::find(bought.meters, counted.meter) != bought.meters.end();
        };
        if (std::ranges::any_of(buyer.active, prices)
            && !m_meters->known[qsizetype(counted.meter)].archivedAt(at))
            return true;
    }
    return false;
}

QByteArray Advice::reason(const Meters &meters, const EventView &event, const Question &asked)
{
    QList<MeterVerdict> verdicts;
    for (qsizetype i = 0; i < meters.known.size(); ++i) {
        const auto &known = meters.known[i];
        const bool priced = std::ranges::any_of(asked.buyer.active, [&](const Bought &bought) {
            return std::ranges::find(bought.meters, size_t(i)) != bought.meters.end();
        });
        if (!known.live && !priced)
            continue;
        verdicts.append(plainVerdict(known, event, asked.at));
        if (verdicts.last().counted() && priced) // or it would bill
            verdicts.last().reason = Reason::OutsidePeriod;
    }
    const bool subscribed = !asked.buyer.active.isEmpty();
    const auto unpriced = std::ranges::find(verdicts, Reason::CountedNoPrice, &MeterVerdict::reason);
    if (unpriced != verdicts.end()) // a meter counts it: nothing is nearer
        return subscribed ? whyNot(*unpriced, event) : unsubscribed(event, asked.buyer.otherStatus);
    sortByNearness(verdicts);
    QByteArray out = verdicts.isEmpty() ? "no meter counts its name " + quotedAscii(event.name)
                                        : whyNot(verdicts.first(), event);
    if (!subscribed)
        out += ", and " + unsubscribed(event, asked.buyer.otherStatus);
    return out;
}

QList<Advice::Miss> Advice::misses(const Store &store, std::span<const EventView> events, TimePoint now)
{
    std::vector<Question> questions;
    std::shared_ptr<Meters> meters;
    {
        const std::lock_guard lock(m_mutex);
        if (!refresh(store, events))
            return {};
        for (size_t i = 0; i < events.size(); ++i) {
            const auto buyer = m_buyers.constFind(keyOf(events[i].customer));
            const TimePoint at = events[i].at.value_or(now);
            if (!bills(events[i], at, *buyer))
                questions.push_back({i, at, *buyer});
        }
        meters = m_meters;
    }
    QList<Miss> out;
    for (const Question &asked : questions)
        out.append({asked.event, reason(*meters, events[asked.event], asked)});
    return out;
}

QByteArrayList missSentences(const QList<Advice::Miss> &misses, std::span<const EventView> events)
{
    std::vector<std::pair<QByteArray, QByteArrayList>> byReason; // events that share one are named together
    for (const Advice::Miss &miss : misses) {
        const auto known
            = std::ranges::find_if(byReason, [&](const auto &one) { return one.first == miss.why; });
        const QByteArray id = quotedAscii(events[miss.event].id);
        if (known != byReason.end())
            known->second.append(id);
        else
            byReason.push_back({miss.why, {id}});
    }
    QByteArrayList out;
    for (const auto &[why, ids] : byReason)
        out.append((ids.size() == 1 ? "event " : "events ") + ids.join(", ")
            + (ids.size() == 1 ? " bills nothing: " : " bill nothing: ") + why);
    return out;
}

QByteArray adviceText(const QByteArrayList &sentences)
{
    QByteArray out;
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        const QByteArray more = "; and " + QByteArray::number(sentences.size() - i) + " more";
        if (out.size() + sentences[i].size() + more.size() + 2 > longestText) {
            out += i == 0 ? sentences[i].left(longestText - 3) + "..." : more;
            break;
        }
        out += (i > 0 ? "; " : "") + sentences[i];
    }
    return out;
}
