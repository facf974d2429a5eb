// SPDX-License-Identifier: MIT
#include "eventlog/mendwords.h"
#include "eventlog/verdictwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace words {

namespace {

    using Kind = Refusal::Kind;

    struct Advices {
        Q_DECLARE_TR_FUNCTIONS(Advices)
    };

    QString lastMember(const QString &field)
    {
        return field.mid(field.lastIndexOf(u'.') + 1);
    }

    // What happened, what was lost, what to do; `short` is what the chip says.
    struct Text {
        QString brief;
        Advice advice;
    };

    Text timeText(const Refusal &refusal)
    {
        if (refusal.kind == Kind::TooOld)
            return {Advices::tr("%1 old").arg(age(refusal.by)),
                {Advices::tr("The event is %1 old. The service takes the last hour.").arg(age(refusal.by)),
                    Advices::tr("Leave `timestamp` out, or send events within the hour.")}};
        return {Advices::tr("%1 ahead").arg(age(refusal.by)),
            {Advices::tr("The event is %1 ahead. The service takes at most 5 minutes.").arg(age(refusal.by)),
                Advices::tr("Leave `timestamp` out, or set the sender's clock.")}};
    }

    Text requestText(const Refusal &refusal)
    {
        switch (refusal.kind) {
        case Kind::CustomerUnknown:
            return {Advices::tr("Customer unknown"),
                {Advices::tr("The service knows no customer of this id. Nothing was stored."),
                    Advices::tr("Use the id of the Customer tab and send again.")}};
        case Kind::RepeatedId:
            return {Advices::tr("Same id twice"),
                {Advices::tr("One id stands twice in this request. Nothing of it was stored."),
                    Advices::tr("Give each event its own id and send again.")}};
        case Kind::TooManyEvents:
            return {Advices::tr("Over 1,000 events"),
                {Advices::tr("A request takes at most 1,000 events. Nothing was stored."),
                    Advices::tr("Send them in several requests.")}};
        case Kind::NoEvents:
            return {Advices::tr("No events"),
                {Advices::tr("The request holds no event."), Advices::tr("Put 1 to 1,000 into `events`.")}};
        case Kind::BadMetadata:
            return {Advices::tr("Metadata over its limits"),
                {Advices::tr("The metadata is too large. Nothing was stored."),
                    Advices::tr("Keep to 50 pairs, keys of 100 and values of 500 characters.")}};
        case Kind::BadField: {
            const QString member = lastMember(refusal.field);
            return {Advices::tr("%1 is missing or wrong").arg(member),
                {Advices::tr("`%1` is missing or of the wrong type. Nothing was stored.").arg(member),
                    Advices::tr("Set it as the payload example does and send again.")}};
        }
        default:
            return {Advices::tr("Broken JSON"),
                {Advices::tr("The request cannot be read as JSON. Nothing was stored."),
                    Advices::tr("Check brackets, quotes and repeated keys.")}};
        }
    }

    Text serviceText(const Refusal &refusal)
    {
        switch (refusal.kind) {
        case Kind::WrongKey:
            return {Advices::tr("Wrong key"),
                {Advices::tr("The service does not take this key. Nothing was stored."),
                    Advices::tr("Check the key and whether it is a test or a live one.")}};
        case Kind::TooLarge:
            return {Advices::tr("Too large"),
                {Advices::tr("The request is too large. Nothing was stored."),
                    Advices::tr("Send fewer events in one request.")}};
        case Kind::RateLimited:
            return {Advices::tr("Too many calls"),
                {Advices::tr("The service takes no more calls for now. Nothing is lost."),
                    Advices::tr("Wait a little and send the same ids again.")}};
        case Kind::Server:
            return {Advices::tr("Service failed"),
                {Advices::tr("The service failed. Whether the event is stored is not known."),
                    Advices::tr("Send the same ids again. They count once.")}};
        case Kind::NoAnswer:
            return {Advices::tr("No answer"),
                {Advices::tr("No answer came. Whether the event is stored is not known."),
                    Advices::tr("Send the same ids again. They count once.")}};
        default:
            return {Advices::tr("Refused"),
                {refusal.message.isEmpty() ? Advices::tr("The service refused this.") : refusal.message,
                    Advices::tr("The answer names what to change.")}};
        }
    }

    Text textOf(const Refusal &refusal)
    {
        switch (refusal.kind) {
        case Kind::None:
            return {};
        case Kind::TooOld:
        case Kind::TooFarAhead:
            return timeText(refusal);
        case Kind::WrongKey:
        case Kind::TooLarge:
        case Kind::RateLimited:
        case Kind::Server:
        case Kind::NoAnswer:
        case Kind::Other:
            return serviceText(refusal);
        default:
            return requestText(refusal);
        }
    }

    Advice nameAdvice(const MeterVerdict &meter)
    {
        return {Advices::tr("The event was accepted, but its name is not the meter's."),
            Advices::tr("Send `%1`, letter for letter.").arg(meter.eventName)};
    }

    Advice filterAdvice(const MeterVerdict &meter)
    {
        const QString happened = Advices::tr("The event was accepted, but the meter's filter leaves it out.");
        const auto mend = mendEvent(meterOf(meter), seenEvent(meter));
        return {
            happened, mend ? mendText(*mend, meter).text : Advices::tr("No value of it alone would count.")};
    }

} // namespace

QString refusal(const Refusal &refusal)
{
    return textOf(refusal).brief;
}

Advice advice(const Refusal &refusal)
{
    return textOf(refusal).advice;
}

Advice advice(const MeterVerdict &meter)
{
    using Reason = MeterVerdict::Reason;
    const QString key = meter.aggregation.key;
    switch (meter.reason) {
    case Reason::Counted:
        return {};
    case Reason::CountedNoPrice:
        return {Advices::tr("The meter counts it, but no active subscription prices the meter."),
            Advices::tr("Link the meter in a product and buy it as this customer.")};
    case Reason::NameDiffers:
        return nameAdvice(meter);
    case Reason::FilterFailed:
        return filterAdvice(meter);
    case Reason::PropertyMissing:
        return {Advices::tr("The meter adds up `%1`, and the event has none.").arg(key),
            Advices::tr("Add `%1` to the metadata as a number.").arg(key)};
    case Reason::TextNotNumber:
        return {Advices::tr("`%1` is text. The meter takes numbers only.").arg(key),
            Advices::tr("Send it without quotes.")};
    case Reason::NotNumber:
        return {Advices::tr("`%1` is not a number.").arg(key), Advices::tr("Send a number.")};
    case Reason::OutsidePeriod:
        return {Advices::tr("The event lies outside the subscription's current billing period."),
            Advices::tr("Send events after the subscription has begun.")};
    case Reason::MeterArchived:
        return {Advices::tr("The meter is archived and takes no new events."),
            Advices::tr("Unarchive it on the Meter tab.")};
    }
    return {};
}

} // namespace words
