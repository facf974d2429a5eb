// SPDX-License-Identifier: MIT
#include "session/payloadpattern.h"

#include "billing/rules.h"
#include "session/payloadadvice.h"
#include "session/payloadevents.h"
#include "session/session.h"
#include "support/exchange.h"
#include "support/strictjson.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestStem = 240; // with its number still an id

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Payload)
};

// Changes of one event's text, made from its end to its beginning so that places stay true.
class Changes {
public:
    explicit Changes(const QString &text)
        : m_text(text)
        , m_tree(readPayload(text))
    {
    }

    void set(const QString &field, const QString &json)
    {
        const PayloadNode *outer = m_tree.root.child(field);
        if (outer)
            m_all.append(replacing(*outer, json, {}));
        else
            m_all.append(adding({.kind = PayloadMend::Kind::Use, .value = json}, m_tree.root, field));
    }

    void setMetadata(const QString &key, const QString &json)
    {
        const PayloadNode *metadata = m_tree.root.child(u"metadata");
        if (const PayloadNode *value = metadata ? metadata->child(key) : nullptr)
            m_all.append(replacing(*value, json, {}));
    }

    QByteArray made()
    {
        std::ranges::stable_sort(m_all, std::ranges::greater(), &PayloadMend::at);
        QString out = m_text;
        for (const PayloadMend &change : std::as_const(m_all))
            out = mendedText(out, change);
        return out.toUtf8();
    }

private:
    QString m_text;
    PayloadTree m_tree;
    QList<PayloadMend> m_all;
};

bool isOuter(const QString &field)
{
    return field == "customer_id"_L1 || field == "event_name"_L1;
}

QStringList counted(qint64 from, qint64 to, bool asText, int most)
{
    QStringList out;
    for (qint64 number = from; number <= to && out.size() < most; ++number)
        out.append(asText ? jsonText(QString::number(number)) : QString::number(number));
    return out;
}

// The time of one event, as far as it has one.
std::optional<TimePoint> timeOf(const PayloadItem &item)
{
    const auto at = timeFromIso(item.json.value("timestamp"_L1).toString().toUtf8());
    return at ? std::optional(*at) : std::nullopt;
}

bool isTaken(TimePoint at, TimePoint now)
{
    return at >= now - limits::oldestEvent && at <= now + limits::furthestAhead;
}

} // namespace

QByteArray newPayloadId(IdSource &ids)
{
    return trafficEvents.toByteArray() + ids.next(Prefix::Event).sliced(prefixText(Prefix::Event).size());
}

QStringList payloadValues(const QString &written, bool asText, int most)
{
    static const QRegularExpression range(u"^\\s*(-?\\d{1,15})\\s*(?:\\.\\.+|…)\\s*(-?\\d{1,15})?\\s*$"_s);
    const QRegularExpressionMatch match = range.match(written);
    if (match.hasMatch()) {
        const qint64 from = match.captured(1).toLongLong();
        const qint64 to = match.captured(2).isEmpty() ? from + most - 1 : match.captured(2).toLongLong();
        return counted(from, to, asText, most);
    }
    QStringList out;
    for (const QString &part : written.split(u',')) {
        const QString value = part.trimmed();
        const bool literal = value == "true"_L1 || value == "false"_L1 || isJsonNumber(value.toLatin1());
        if (!value.isEmpty())
            out.append(literal && !asText ? value : jsonText(value));
    }
    return out.first(std::min<qsizetype>(out.size(), most));
}

PayloadSeries::PayloadSeries(const QString &event, PayloadPattern pattern, IdSource &ids)
    : m_event(event)
    , m_pattern(std::move(pattern))
    , m_ids(ids)
{
    const PayloadTree tree = readPayload(event);
    const auto items = payloadItems(event, tree.root);
    const QString id
        = items && !items->isEmpty() ? items->first().json.value("event_id"_L1).toString() : QString();
    static const QRegularExpression number(
        u"^(.*?)(\\d{1,9})$"_s, QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = number.match(id);
    m_stem = (match.hasMatch() ? match.captured(1) : id + u'_').left(longestStem);
    m_start = match.hasMatch() ? match.captured(2).toLongLong() : 1;
    m_digits = match.hasMatch() ? int(match.captured(2).size()) : 1;
}

PayloadRequest PayloadSeries::take(int first, int count, TimePoint now)
{
    PayloadRequest out;
    out.texts.reserve(count);
    for (int number = first; number < first + count && number < m_pattern.count; ++number) {
        const QByteArray id = idAt(number);
        out.texts.append(eventAt(number, now, id));
        out.ids.append(id);
    }
    return out;
}

QByteArray PayloadSeries::idAt(int number)
{
    if (m_pattern.ids == PayloadPattern::Ids::Random)
        return newPayloadId(m_ids);
    return (m_stem + QString::number(m_start + number).rightJustified(m_digits, u'0')).toUtf8();
}

// The oldest first, the last one now.
TimePoint PayloadSeries::timeAt(int number, TimePoint now) const
{
    if (m_pattern.times == PayloadPattern::Times::Now || m_pattern.count < 2)
        return now;
    const microseconds span = std::chrono::minutes{m_pattern.minutes};
    const microseconds back = span * (m_pattern.count - 1 - number) / (m_pattern.count - 1);
    return std::chrono::floor<milliseconds>(now - back);
}

QByteArray PayloadSeries::eventAt(int number, TimePoint now, const QByteArray &id) const
{
    Changes changes(m_event);
    changes.set(u"event_id"_s, jsonText(QString::fromUtf8(id)));
    const TimePoint at = timeAt(number, std::chrono::floor<milliseconds>(now));
    changes.set(u"timestamp"_s, jsonText(QString::fromLatin1(toIso(at))));
    if (!m_pattern.field.isEmpty() && !m_pattern.values.isEmpty()) {
        const QString value = m_pattern.values[number % m_pattern.values.size()];
        isOuter(m_pattern.field) ? changes.set(m_pattern.field, value)
                                 : changes.setMetadata(m_pattern.field, value);
    }
    return changes.made();
}

QList<PayloadField> payloadFields(const QString &event)
{
    const PayloadTree tree = readPayload(event);
    QList<PayloadField> out;
    if (tree.fault)
        return out;
    const auto add = [&](const PayloadNode &node) {
        out.append({node.key, node.kind == PayloadNode::Kind::Text, event.sliced(node.at, node.length)});
    };
    if (const PayloadNode *metadata = tree.root.child(u"metadata"))
        std::ranges::for_each(metadata->children, add);
    for (const QStringView name : {u"customer_id", u"event_name"}) {
        if (const PayloadNode *node = tree.root.child(name))
            add(*node);
    }
    return out;
}

QString firstEvent(const QString &text)
{
    const PayloadTree tree = readPayload(text);
    const auto items
        = tree.fault ? Result<QList<PayloadItem>>(QList<PayloadItem>()) : payloadItems(text, tree.root);
    if (!items || items->isEmpty() || items->first().node->kind != PayloadNode::Kind::Object)
        return {};
    return QString::fromUtf8(items->first().text);
}

PayloadRequest replayed(const QByteArray &body, ReplayIds which, IdSource &ids, TimePoint now)
{
    PayloadRequest out;
    if (isCut(body)) {
        out.left = Words::tr("Its body is too long to be kept whole.");
        return out;
    }
    const QString text = QString::fromUtf8(body);
    const PayloadTree tree = readPayload(text);
    const auto items
        = tree.fault ? Result<QList<PayloadItem>>(QList<PayloadItem>()) : payloadItems(text, tree.root);
    for (const PayloadItem &item : items.valueOr({})) {
        if (item.node->kind != PayloadNode::Kind::Object)
            continue;
        if (which == ReplayIds::Same) {
            out.texts.append(item.text);
            out.ids.append(item.json.value("event_id"_L1).toString().toUtf8());
            continue;
        }
        const QByteArray id = newPayloadId(ids);
        Changes changes(QString::fromUtf8(item.text));
        changes.set(u"event_id"_s, jsonText(QString::fromUtf8(id)));
        const auto at = timeOf(item);
        if (at && !isTaken(*at, now)) {
            changes.set(
                u"timestamp"_s, jsonText(QString::fromLatin1(toIso(std::chrono::floor<milliseconds>(now)))));
            ++out.stamped;
        }
        out.texts.append(changes.made());
        out.ids.append(id);
    }
    if (out.texts.isEmpty())
        out.left = Words::tr("It holds no events.");
    return out;
}
