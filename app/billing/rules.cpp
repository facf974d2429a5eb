// SPDX-License-Identifier: MIT
#include "billing/rules.h"

#include "billing/codec.h"
#include "billing/condition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Outcome = ClauseVerdict::Outcome;

Error refused(const QString &path, const QString &sentence, const choices::Refusal &as)
{
    return invalid(path, sentence, as.status, as.code);
}

Result<void> checkText(QByteArrayView text, int longest, const QString &path)
{
    if (characters(text) < choices::shortestText)
        return invalid(path, u"must not be empty"_s);
    if (characters(text) > longest)
        return invalid(
            path, u"has %1 characters, at most %2 are allowed"_s.arg(characters(text)).arg(longest));
    return {};
}

Result<void> checkTime(TimePoint at, TimePoint now, const QString &path)
{
    const auto sentence = [&](const QString &limit) {
        return u"is %1, %2 the service's time %3"_s.arg(
            QString::fromLatin1(toIso(at)), limit, QString::fromLatin1(toIso(now)));
    };
    if (at < now - limits::oldestEvent)
        return refused(path, sentence(u"more than 1 hour before"_s), choices::outsideWindow);
    if (at > now + limits::furthestAhead)
        return refused(path, sentence(u"more than 5 minutes after"_s), choices::outsideWindow);
    return {};
}

Result<void> checkMetadata(std::span<const MetaView> metadata, const QString &path)
{
    if (metadata.size() > size_t(limits::metadataPairs))
        return refused(path,
            u"has %1 pairs, at most %2 are allowed"_s.arg(metadata.size()).arg(limits::metadataPairs),
            choices::tooManyPairs);
    for (const MetaView &entry : metadata) {
        static_assert(choices::shortestEventKey == 0); // nothing is too short
        // A byte count within the limit says enough: no text has more characters than bytes.
        if (entry.key.size() > limits::metadataKeyLength && characters(entry.key) > limits::metadataKeyLength)
            return refused(path,
                u"has a key of %1 characters, at most %2 are allowed"_s.arg(characters(entry.key))
                    .arg(limits::metadataKeyLength),
                choices::tooLong);
        if (entry.text.size() > limits::metadataValueLength
            && characters(entry.text) > limits::metadataValueLength)
            return refused(memberPath(path, QString::fromUtf8(entry.key)),
                u"has %1 characters, at most %2 are allowed"_s.arg(characters(entry.text))
                    .arg(limits::metadataValueLength),
                choices::tooLong);
    }
    return {};
}

// Byte by byte, without copying either (3.1.3).
bool sameText(QStringView text, QByteArrayView utf8)
{
    return QAnyStringView::equal(text, QUtf8StringView(utf8));
}

const MetaView *find(const EventView &event, QStringView key)
{
    for (const MetaView &entry : event.metadata) {
        if (sameText(key, entry.key))
            return &entry;
    }
    return nullptr;
}

Outcome outcomeOf(const Condition &condition, const MetaView *seen)
{
    if (!seen)
        return Outcome::PropertyMissing;
    const SeenValue value(*seen);
    return ReadyCondition(condition).outcome(&value);
}

bool isTrue(const Filter &filter, const EventView &event)
{
    const auto clauseIsTrue = [&](const Clause &clause) {
        if (const auto *group = std::get_if<Filter>(&clause.is))
            return isTrue(*group, event);
        const auto &condition = std::get<Condition>(clause.is);
        return ClauseVerdict::holds(outcomeOf(condition, find(event, condition.key)));
    };
    return filter.conjunction == Conjunction::And ? std::ranges::all_of(filter.clauses, clauseIsTrue)
                                                  : std::ranges::any_of(filter.clauses, clauseIsTrue);
}

ClauseVerdict verdictOf(const Condition &condition, const EventView &event)
{
    const MetaView *seen = find(event, condition.key);
    ClauseVerdict out{.outcome = outcomeOf(condition, seen), .clause = condition, .seen = {}, .children = {}};
    if (seen)
        out.seen = MetaValue{seen->type, seen->text.toByteArray()};
    return out;
}

ClauseVerdict verdictOf(const Filter &filter, const EventView &event)
{
    ClauseVerdict out{.clause = filter.conjunction, .seen = {}, .children = {}};
    for (const Clause &clause : filter.clauses)
        out.children.push_back(
            std::visit([&](const auto &inner) { return verdictOf(inner, event); }, clause.is));
    const bool all = filter.conjunction == Conjunction::And;
    const bool isTrue = all ? std::ranges::all_of(out.children, &ClauseVerdict::isTrue)
                            : std::ranges::any_of(out.children, &ClauseVerdict::isTrue);
    out.outcome = isTrue ? Outcome::True : Outcome::False;
    return out;
}

} // namespace

Result<void> check(const EventView &event, TimePoint now, const QString &path)
{
    const std::tuple<QByteArrayView, int, QLatin1StringView> texts[]
        = {{event.id, limits::idLength, "event_id"_L1}, {event.customer, limits::idLength, "customer_id"_L1},
            {event.name, limits::eventNameLength, "event_name"_L1}};
    for (const auto &[text, longest, member] : texts) {
        if (text.isEmpty() || text.size() > longest) {
            if (const Result<void> fine = checkText(text, longest, memberPath(path, member)); !fine)
                return fine;
        }
    }
    if (event.at && (*event.at < now - limits::oldestEvent || *event.at > now + limits::furthestAhead))
        return checkTime(*event.at, now, memberPath(path, u"timestamp"_s));
    return checkMetadata(event.metadata, memberPath(path, u"metadata"_s));
}

bool Judgement::counts() const
{
    return nameMatches && (!filter || filter->isTrue()) && property == PropertyState::Usable;
}

PropertyReading readProperty(const Aggregation &aggregation, const EventView &event, NumericText text)
{
    if (aggregation.type == Aggregation::Type::Count)
        return {PropertyState::Usable, Decimal(1)};
    const MetaView *seen = find(event, aggregation.key);
    if (!seen)
        return {PropertyState::Missing, {}};
    const auto number
        = choices::aggregates(seen->type, text) ? Decimal::fromJsonNumber(seen->text) : std::nullopt;
    if (number)
        return {PropertyState::Usable, *number};
    const bool isText = seen->type == MetaValue::Type::Text;
    return {isText ? PropertyState::TextNotNumber : PropertyState::NotNumber, {}};
}

Judgement judge(const Meter &meter, const EventView &event, NumericText text)
{
    Judgement out;
    out.nameMatches = sameText(meter.is.eventName, event.name);
    if (meter.is.filter)
        out.filter = verdictOf(*meter.is.filter, event);
    const PropertyReading reading = readProperty(meter.is.aggregation, event, text);
    out.property = reading.state;
    if (out.counts())
        out.contribution = reading.value;
    return out;
}

bool matches(const Meter &meter, const EventView &event)
{
    return sameText(meter.is.eventName, event.name) && (!meter.is.filter || isTrue(*meter.is.filter, event));
}
