// SPDX-License-Identifier: MIT
#include "billing/verdict.h"

#include <algorithm>

namespace {

using Reason = MeterVerdict::Reason;

Reason reasonOf(const Judgement &judgement)
{
    if (!judgement.nameMatches)
        return Reason::NameDiffers;
    if (judgement.filter && !judgement.filter->isTrue())
        return Reason::FilterFailed;
    switch (judgement.property) {
    case PropertyState::Missing:
        return Reason::PropertyMissing;
    case PropertyState::TextNotNumber:
        return Reason::TextNotNumber;
    case PropertyState::NotNumber:
        return Reason::NotNumber;
    case PropertyState::Usable:
        break;
    }
    return Reason::CountedNoPrice;
}

// Conditions to mend before the filter is true: all failing ones of an and, the cheapest of an or.
int mendsOf(const ClauseVerdict &clause)
{
    if (clause.isTrue())
        return 0;
    if (clause.children.empty())
        return 1;
    int all = 0;
    int cheapest = std::numeric_limits<int>::max();
    for (const ClauseVerdict &child : clause.children) {
        const int mends = mendsOf(child);
        all += mends;
        cheapest = std::min(cheapest, mends);
    }
    return std::get<Conjunction>(clause.clause) == Conjunction::And ? all : cheapest;
}

int filterMends(const MeterVerdict &verdict)
{
    return verdict.judgement.filter ? mendsOf(*verdict.judgement.filter) : 0;
}

// How far the event was from counting: first by what kind of thing is off, then by how much of it.
std::pair<int, int> distanceOf(const MeterVerdict &verdict)
{
    constexpr int counted = 100;
    switch (verdict.reason) {
    case Reason::TextNotNumber:
        return {0, 0};
    case Reason::NotNumber:
        return {1, 0};
    case Reason::PropertyMissing:
        return {2, 0};
    case Reason::OutsidePeriod:
        return {3, 0};
    case Reason::FilterFailed:
        return {4, filterMends(verdict)};
    case Reason::MeterArchived:
        return {5, 0};
    case Reason::NameDiffers:
        return {10 + int(verdict.name.kind), filterMends(verdict)};
    case Reason::Counted:
    case Reason::CountedNoPrice:
        break;
    }
    return {counted, 0};
}

} // namespace

bool Verdict::counted() const
{
    return std::ranges::any_of(
        meters, [](const MeterVerdict &meter) { return meter.reason == Reason::Counted; });
}

MeterVerdict judgeMeter(const Meter &meter, const EventView &event)
{
    const Judgement judgement = judge(meter, event);
    MeterVerdict out;
    out.meter = meter.id;
    out.meterName = meter.is.name;
    out.unit = meter.is.measurementUnit;
    out.aggregation = meter.is.aggregation;
    out.eventName = meter.is.eventName;
    out.reason = reasonOf(judgement);
    out.name = checkName(QString::fromUtf8(event.name), meter.is.eventName);
    out.judgement = judgement;
    return out;
}

void sortByNearness(QList<MeterVerdict> &meters)
{
    std::ranges::stable_sort(meters, {}, distanceOf);
}
