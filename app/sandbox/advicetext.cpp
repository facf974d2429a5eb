// SPDX-License-Identifier: MIT
#include "sandbox/advicetext.h"

#include "sandbox/recorded.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Outcome = ClauseVerdict::Outcome;
using Reason = MeterVerdict::Reason;

constexpr qsizetype longestQuote = 60; // bytes

void appendAscii(QByteArray &out, char32_t letter)
{
    if (letter == U'"')
        out += '\'';
    else if (letter == U'\u2022') // of a key that was masked
        out += '*';
    else if (letter >= 0x20 && letter < 0x7f)
        out += char(letter);
    else
        out += "<U+" + QByteArray::number(uint(letter), 16).toUpper().rightJustified(4, '0') + '>';
}

QByteArray meterOf(const MeterVerdict &verdict)
{
    return "meter " + quotedAscii(verdict.meterName);
}

QByteArray valueText(MetaValue::Type type, QByteArrayView text)
{
    return type == MetaValue::Type::Text ? quotedAscii(text) : text.toByteArray();
}

// "the text "6"" where the type is what is wrong.
QByteArray typedText(MetaValue::Type type, QByteArrayView text)
{
    const char *word = type == MetaValue::Type::Text ? "the text " : "";
    return word + valueText(type, text);
}

const Condition &conditionOf(const ClauseVerdict &leaf)
{
    return std::get<Condition>(leaf.clause);
}

QByteArray wantedText(const ClauseVerdict &leaf)
{
    const Condition &condition = conditionOf(leaf);
    return QByteArray(wireName(condition.op).data()) + ' '
        + valueText(condition.value.type, condition.value.text);
}

QByteArray seenText(const ClauseVerdict &leaf)
{
    const QByteArray key = quotedAscii(conditionOf(leaf).key);
    if (!leaf.seen)
        return "metadata has no " + key;
    const auto text = leaf.outcome == Outcome::OtherType ? typedText : valueText;
    return key + " is " + text(leaf.seen->type, leaf.seen->text);
}

// The conditions of which one would have to hold: those of the first group that fails, on one property.
void collectFailed(const ClauseVerdict &clause, std::vector<const ClauseVerdict *> &out)
{
    if (clause.isTrue())
        return;
    if (clause.children.empty()) {
        if (out.empty() || conditionOf(*out.front()).key == conditionOf(clause).key)
            out.push_back(&clause);
        return;
    }
    const bool all = std::get<Conjunction>(clause.clause) == Conjunction::And;
    for (const ClauseVerdict &child : clause.children) {
        const size_t before = out.size();
        collectFailed(child, out);
        if (all && out.size() > before) // one is enough to fail it
            return;
    }
}

QByteArray filterText(const MeterVerdict &verdict)
{
    std::vector<const ClauseVerdict *> failed;
    collectFailed(*verdict.judgement.filter, failed);
    constexpr size_t shown = 3;
    QByteArrayList wanted;
    for (size_t i = 0; i < std::min(failed.size(), shown); ++i)
        wanted.append(wantedText(*failed[i]));
    if (failed.size() > shown)
        wanted.append("...");
    return "the filter of " + meterOf(verdict) + " fails, " + seenText(*failed.front()) + ", wanted "
        + wanted.join(" or ");
}

QByteArray nameText(const MeterVerdict &verdict, const EventView &event)
{
    const auto differs = [&](const char *how) {
        return "its name " + quotedAscii(event.name) + ' ' + how + ' ' + quotedAscii(verdict.eventName)
            + " of " + meterOf(verdict);
    };
    switch (verdict.name.kind) {
    case NameCheck::Kind::Case:
        return differs("differs by case from");
    case NameCheck::Kind::SpaceInside:
    case NameCheck::Kind::SpaceAround:
        return differs("differs by a blank from");
    case NameCheck::Kind::LookAlike:
        return differs("has a letter that only looks like one of");
    case NameCheck::Kind::Separator:
        return differs("differs by a separator from");
    case NameCheck::Kind::NearMiss:
        return differs("is a letter or two off");
    default:
        return "no meter counts its name " + quotedAscii(event.name);
    }
}

QByteArray propertyText(const MeterVerdict &verdict, const EventView &event)
{
    const QByteArray key = verdict.aggregation.key.toUtf8();
    const auto seen = std::ranges::find_if(
        event.metadata, [&](const MetaView &entry) { return entry.key == QByteArrayView(key); });
    if (seen == event.metadata.end())
        return "metadata has no " + quotedAscii(verdict.aggregation.key) + ", which " + meterOf(verdict)
            + " counts";
    const QByteArray value
        = quotedAscii(verdict.aggregation.key) + " is " + typedText(seen->type, seen->text);
    if (verdict.reason != Reason::TextNotNumber)
        return value + ", not a number that " + meterOf(verdict) + " counts";
    return value + ", which " + meterOf(verdict)
        + " does not count: send a number (older samples of the service send text)";
}

} // namespace

QByteArray quotedAscii(const QString &text)
{
    return quotedAscii(QByteArrayView(text.toUtf8()));
}

QByteArray quotedAscii(QByteArrayView utf8)
{
    QByteArray out(1, '"');
    const auto letters = QString::fromUtf8(withoutLiveKeys(utf8.toByteArray())).toUcs4();
    for (const uint letter : letters) {
        if (out.size() > longestQuote) {
            out += "...";
            break;
        }
        appendAscii(out, char32_t(letter));
    }
    return out + '"';
}

QByteArray whyNot(const MeterVerdict &verdict, const EventView &event)
{
    switch (verdict.reason) {
    case Reason::NameDiffers:
        return nameText(verdict, event);
    case Reason::FilterFailed:
        return filterText(verdict);
    case Reason::PropertyMissing:
    case Reason::TextNotNumber:
    case Reason::NotNumber:
        return propertyText(verdict, event);
    case Reason::MeterArchived:
        return meterOf(verdict) + " is archived";
    case Reason::OutsidePeriod:
        return "it is from before the customer bought " + meterOf(verdict);
    case Reason::Counted:
    case Reason::CountedNoPrice:
        break;
    }
    return "no active subscription of customer " + quotedAscii(event.customer) + " has " + meterOf(verdict);
}
