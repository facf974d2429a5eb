// SPDX-License-Identifier: MIT
#include "session/payloadadvice.h"

#include "billing/mend.h"
#include "eventlog/verdictwords.h"
#include "session/payloadevents.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Payload)
};

constexpr qsizetype lettersShown = 40;

QString valueText(const MetaValue &value)
{
    return value.type == MetaValue::Type::Text ? jsonText(value.string()) : value.string();
}

QString sentenceOf(const MeterVerdict &nearest)
{
    if (nearest.reason == MeterVerdict::Reason::NameDiffers
        && nearest.name.kind == NameCheck::Kind::Different)
        return Words::tr("No live meter reads “%1”. It would not be counted.")
            .arg(nearest.name.typed.left(lettersShown));
    return Words::tr("No meter would count it. %1: %2.")
        .arg(nearest.meterName.left(lettersShown), words::reason(nearest));
}

// Where the change stands, and how it is made in the text.
std::optional<PayloadMend> mendOf(const EventChange &change, const PayloadNode &object)
{
    const PayloadNode *name = object.child(u"event_name");
    const PayloadNode *metadata = object.child(u"metadata");
    const PayloadNode *value = metadata ? metadata->child(change.key) : nullptr;
    const QString text = valueText(change.to);
    const QString shown = change.to.string();
    switch (change.kind) {
    case EventChange::Kind::Rename:
        return name ? std::optional(replacing(*name, text, shown)) : std::nullopt;
    case EventChange::Kind::Set:
        return value ? std::optional(replacing(*value, text, change.key + u' ' + shown)) : std::nullopt;
    case EventChange::Kind::Add: {
        PayloadMend out{.kind = PayloadMend::Kind::Use, .value = text, .shown = change.key + u' ' + shown};
        if (metadata && metadata->kind == PayloadNode::Kind::Object)
            return adding(out, *metadata, change.key, 2);
        if (metadata)
            return std::nullopt;
        out.value = u"{ %1: %2 }"_s.arg(jsonText(change.key), text);
        return adding(out, object, u"metadata"_s);
    }
    default:
        return std::nullopt;
    }
}

} // namespace

PayloadMend replacing(const PayloadNode &there, const QString &jsonValue, const QString &shown)
{
    return {.kind = PayloadMend::Kind::Use,
        .at = there.at,
        .length = there.length,
        .value = jsonValue,
        .shown = shown};
}

PayloadMend adding(PayloadMend mend, const PayloadNode &object, const QString &member, int depth)
{
    mend.at = object.at + 1;
    mend.length = 0;
    mend.before = u"\n%1%2: "_s.arg(QString(2 * depth, u' '), jsonText(member));
    mend.after = object.children.empty() ? u"\n"_s : u","_s;
    return mend;
}

PayloadAdvice::PayloadAdvice(const QList<Meter> &live)
    : m_live(live)
{
}

std::optional<QString> PayloadAdvice::onlyName() const
{
    const bool one = !m_live.isEmpty() && std::ranges::all_of(m_live, [this](const Meter &meter) {
        return meter.is.eventName == m_live.first().is.eventName;
    });
    return one ? std::optional(m_live.first().is.eventName) : std::nullopt;
}

std::optional<PayloadRemark> PayloadAdvice::remark(
    const Event &event, const Verdict &verdict, const PayloadNode &object, const QString &path) const
{
    PayloadRemark out{.kind = PayloadRemark::Kind::Warning, .path = path, .sentence = {}};
    if (verdict.meters.isEmpty()) {
        out.sentence = Words::tr("There is no live meter yet. The event would not be counted.");
        return out;
    }
    if (std::ranges::any_of(verdict.meters, &MeterVerdict::counted))
        return std::nullopt;
    const MeterVerdict &nearest = verdict.meters.first();
    const auto meter = std::ranges::find(m_live, nearest.meter, &Meter::id);
    out.sentence = sentenceOf(nearest);
    const auto mend = meter == m_live.end() ? std::nullopt : mendEvent(*meter, event);
    const bool far = nearest.name.kind == NameCheck::Kind::Different && !onlyName();
    if (mend && !mend->changes.isEmpty() && !far)
        out.mend = mendOf(mend->changes.first(), object);
    const PayloadNode *name = object.child(u"event_name");
    const bool atName = nearest.reason == MeterVerdict::Reason::NameDiffers && name;
    out.at = out.mend && out.mend->length > 0 ? out.mend->at : atName ? name->at : object.at;
    out.length = out.mend && out.mend->length > 0 ? out.mend->length : atName ? name->length : 1;
    return out;
}
