// SPDX-License-Identifier: MIT
#include "guide/unroll.h"

#include "guide/playstep.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Place {
    QJsonObject facts; // {"plan": …}
    QString each; // "plan.meters.1"; empty outside a block
    QString condition; // "plan.meters.1.filter.conditions.0"
    QString suffix; // of ids: "-2"
};

QJsonArray unrolledList(const QJsonArray &list, const Place &place);

QString placed(const QString &text, const Place &place)
{
    static const QRegularExpression each(u"(?<=^|\\{)each\\."_s);
    static const QRegularExpression condition(u"(?<=^|\\{)condition\\."_s);
    QString out = text;
    if (!place.each.isEmpty())
        out.replace(each, place.each + u'.');
    if (!place.condition.isEmpty())
        out.replace(condition, place.condition + u'.');
    return out;
}

QJsonValue unrolledValue(const QJsonValue &value, const Place &place);

QJsonObject unrolledObject(const QJsonObject &json, const Place &place)
{
    QJsonObject out;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() == "id"_L1)
            out.insert(it.key(), it->toString() + place.suffix);
        else
            out.insert(it.key(), unrolledValue(it.value(), place));
    }
    return out;
}

QJsonValue unrolledValue(const QJsonValue &value, const Place &place)
{
    if (value.isString())
        return placed(value.toString(), place);
    if (value.isObject())
        return unrolledObject(value.toObject(), place);
    if (value.isArray())
        return unrolledList(value.toArray(), place);
    return value;
}

bool isThere(const QString &path, const Place &place)
{
    const QJsonValue value = at(place.facts, placed(path, place));
    return value.isObject() || value.toBool() || !value.toString().isEmpty() || !value.toArray().isEmpty();
}

QList<Place> placesOf(const QString &what, const Place &place)
{
    QList<Place> places;
    const bool meters = what == "meter"_L1;
    const QString list = meters ? u"plan.meters"_s : place.each + u".filter.conditions"_s;
    const qsizetype count = qMax<qsizetype>(meters ? 1 : 0, at(place.facts, list).toArray().size());
    for (qsizetype i = 0; i < count; ++i) {
        Place one = place;
        (meters ? one.each : one.condition) = u"%1.%2"_s.arg(list).arg(i);
        if (i > 0)
            one.suffix += (meters ? u"-%1"_s : u"+%1"_s).arg(i + 1);
        places.append(one);
    }
    return places;
}

void append(QJsonArray &out, const QJsonArray &more)
{
    for (const QJsonValue &value : more)
        out.append(value);
}

QJsonArray unrolledList(const QJsonArray &list, const Place &place)
{
    QJsonArray out;
    for (const QJsonValue &value : list) {
        const QJsonObject block = value.toObject();
        const QJsonArray inside = block.value("do"_L1).toArray();
        if (block.contains("each"_L1)) {
            for (const Place &one : placesOf(block.value("each"_L1).toString(), place))
                append(out, unrolledList(inside, one));
        } else if (block.contains("if"_L1)) {
            if (isThere(block.value("if"_L1).toString(), place))
                append(out, unrolledList(inside, place));
        } else if (block.contains("unless"_L1)) {
            if (!isThere(block.value("unless"_L1).toString(), place))
                append(out, unrolledList(inside, place));
        } else {
            out.append(unrolledValue(value, place));
        }
    }
    return out;
}

} // namespace

QJsonObject unrolled(const QJsonObject &json, const QJsonObject &plan)
{
    return unrolledObject(json, {.facts = {{"plan"_L1, plan}}, .each = {}, .condition = {}, .suffix = {}});
}
