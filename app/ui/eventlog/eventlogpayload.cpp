// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpayload.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace logpayload {

namespace {

    // Where the body's event number `count` ends; -1 when it has fewer. Events are objects two levels deep.
    qsizetype endOfEvent(const QByteArray &body, int count)
    {
        int depth = 0;
        bool text = false;
        for (qsizetype i = 0; i < body.size(); ++i) {
            const char c = body[i];
            if (text) {
                i += c == '\\';
                text = c != '"';
            } else if (c == '"') {
                text = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
                if (depth == 2 && c == '}' && --count == 0)
                    return i + 1;
            }
        }
        return -1;
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

QByteArray shown(const QByteArray &body)
{
    if (body.size() <= shownBytes)
        return body;
    const qsizetype end = endOfEvent(body, shownEvents);
    return end > 0 ? body.first(end) + "]}" : body.first(shownBytes / 8) + "\n…";
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

TimePoint timeOf(const LogChoice &choice)
{
    const Events all = choice.exchange ? events(choice.exchange->requestBody) : Events{};
    const qsizetype index = all.ids.indexOf(choice.event.text);
    if (index < 0)
        return choice.row.at;
    const QJsonObject event = QJsonDocument::fromJson(all.texts[index]).object();
    return timeFromIso(event["timestamp"_L1].toString().toLatin1()).valueOr(choice.row.at);
}

QList<JsonMark> marks(const LogChoice &choice)
{
    if (!choice.exchange || !choice.row.ingest)
        return {};
    const qsizetype at = std::max<qsizetype>(0, choice.row.events.indexOf(choice.event));
    const QString event = u"events.%1."_s.arg(at);
    if (choice.row.refusal.kind != Refusal::Kind::None)
        return refusalMarks(choice, event);
    if (!choice.verdict || choice.verdict->counted() || choice.verdict->meters.isEmpty())
        return {};
    return verdictMarks(choice.verdict->meters.first(), event);
}

} // namespace logpayload
