// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpayload.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace logpayload {

namespace {

    // The body's event number `at`, counted from 0; empty when it has fewer. Events are objects two levels
    // deep; nothing else is read, so that a long body costs little.
    QByteArray eventAt(const QByteArray &body, qsizetype at)
    {
        int depth = 0;
        qsizetype start = 0;
        for (qsizetype i = 0; i < body.size(); ++i) {
            switch (body[i]) {
            case '"':
                for (++i; i < body.size() && body[i] != '"'; ++i)
                    i += body[i] == '\\';
                break;
            case '{':
            case '[':
                if (++depth == 3)
                    start = i;
                break;
            case '}':
            case ']':
                if (--depth == 2 && at-- == 0)
                    return body.sliced(start, i + 1 - start);
                break;
            default:
                break;
            }
        }
        return {};
    }

    void addFailing(const ClauseVerdict &clause, const QString &event, QList<JsonMark> &marks)
    {
        if (clause.isTrue())
            return;
        for (const ClauseVerdict &child : clause.children)
            addFailing(child, event, marks);
        if (const auto *condition = std::get_if<Condition>(&clause.clause))
            marks.append({event + u"metadata."_s + condition->key});
    }

    QList<JsonMark> verdictMarks(const MeterVerdict &meter, const QString &event)
    {
        using Reason = MeterVerdict::Reason;
        QList<JsonMark> marks;
        switch (meter.reason) {
        case Reason::NameDiffers:
            for (const int at : meter.name.oddInTyped)
                marks.append({event + u"event_name"_s, at, 1});
            if (marks.isEmpty()) // a letter is missing, or the whole name is another
                marks.append({event + u"event_name"_s});
            break;
        case Reason::FilterFailed:
            addFailing(*meter.judgement.filter, event, marks);
            break;
        case Reason::TextNotNumber:
        case Reason::NotNumber:
            marks.append({event + u"metadata."_s + meter.aggregation.key});
            break;
        case Reason::OutsidePeriod:
            marks.append({event + u"timestamp"_s});
            break;
        default:
            break;
        }
        return marks;
    }

    QList<JsonMark> repeatedIds(const QList<QByteArray> &ids)
    {
        QList<JsonMark> marks;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            if (ids.count(ids[i]) > 1)
                marks.append({u"events.%1.event_id"_s.arg(i)});
        }
        return marks;
    }

    QList<JsonMark> refusalMarks(const LogChoice &choice, const QString &event)
    {
        using Kind = Refusal::Kind;
        const Refusal &refusal = choice.row.refusal;
        if (refusal.kind == Kind::RepeatedId)
            return choice.row.eventCount <= LogRow::idsKept ? repeatedIds(choice.exchange->events)
                                                            : QList<JsonMark>();
        if (refusal.kind == Kind::CustomerUnknown)
            return {{event + u"customer_id"_s}};
        const bool oneValue = refusal.field.contains(u'.');
        QString path = refusal.field;
        path.replace(u'[', u'.').remove(u']');
        return oneValue ? QList<JsonMark>{{path}} : QList<JsonMark>();
    }

} // namespace

QByteArray eventText(const Exchange &exchange, const EventId &event)
{
    const qsizetype at = exchange.events.indexOf(event.text);
    return at < 0 ? QByteArray() : eventAt(exchange.requestBody, at);
}

bool hasWholeEvent(const QByteArray &body)
{
    return !isCut(body) && !eventAt(body, 0).isEmpty();
}

Events events(const QByteArray &body)
{
    Events out;
    const QJsonArray events = QJsonDocument::fromJson(body)["events"_L1].toArray();
    for (const QJsonValue event : events) {
        out.texts.append(QJsonDocument(event.toObject()).toJson(QJsonDocument::Compact));
        out.ids.append(event["event_id"_L1].toString().toUtf8());
    }
    return out;
}

std::optional<TimePoint> stamped(const LogChoice &choice)
{
    if (!choice.exchange)
        return std::nullopt;
    const QJsonObject event = QJsonDocument::fromJson(eventText(*choice.exchange, choice.event)).object();
    const auto time = timeFromIso(event["timestamp"_L1].toString().toLatin1());
    return time ? std::optional(*time) : std::nullopt;
}

QList<JsonMark> marks(const LogChoice &choice)
{
    if (!choice.exchange || !choice.row.ingest)
        return {};
    const qsizetype at = std::max<qsizetype>(0, choice.exchange->events.indexOf(choice.event.text));
    const QString event = u"events.%1."_s.arg(at);
    if (choice.row.refusal.kind != Refusal::Kind::None)
        return refusalMarks(choice, event);
    if (!choice.verdict || choice.verdict->counted() || choice.verdict->meters.isEmpty())
        return {};
    return verdictMarks(choice.verdict->meters.first(), event);
}

} // namespace logpayload
