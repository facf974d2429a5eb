// SPDX-License-Identifier: MIT
#include "guide/playstep.h"

#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

std::optional<PlayStep::Do> actionFrom(const QString &name)
{
    using Do = PlayStep::Do;
    static const QHash<QString, Do> actions{{u"click"_s, Do::Click}, {u"type"_s, Do::Type},
        {u"choose"_s, Do::Choose}, {u"switch"_s, Do::Switch}, {u"nothing"_s, Do::Nothing}};
    const auto found = actions.find(name);
    return found == actions.end() ? std::nullopt : std::optional(*found);
}

Result<PlayStep::Until> untilFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    PlayStep::Until until;
    until.get = in.optionalString("get"_L1).value_or(QString());
    until.path = in.optionalString("path"_L1).value_or(QString());
    until.shown = in.optionalString("shown"_L1).value_or(QString());
    until.on = in.optionalString("on"_L1).value_or(QString());
    until.idle = in.optionalBoolean("idle"_L1).value_or(false);
    until.equals = json.value("equals"_L1);
    if (until.get.isEmpty() && until.shown.isEmpty() && until.on.isEmpty() && !until.idle)
        in.fail("get"_L1, u"or shown, on or idle is needed"_s);
    return in.finish(until);
}

Result<PlayStep> stepFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    PlayStep step;
    step.name = in.string("name"_L1);
    const auto action = actionFrom(in.string("do"_L1));
    if (!action)
        in.fail("do"_L1, u"must be click, type, choose, switch or nothing"_s);
    step.action = action.value_or(PlayStep::Do::Nothing);
    step.on = in.optionalString("on"_L1).value_or(QString());
    step.with = in.optionalString("with"_L1).value_or(QString());
    step.shot = in.optionalString("shot"_L1).value_or(QString());
    if (const auto until = in.optionalObject("until"_L1))
        step.until = in.take(untilFromJson(*until, in.path("until"_L1)));
    return in.finish(step);
}

} // namespace

Result<QList<PlayStep>> playStepsFromJson(const QJsonArray &json)
{
    JsonReader in(QJsonObject{{"steps"_L1, json}});
    const auto steps = in.list<PlayStep>("steps"_L1, stepFromJson);
    return in.finish(steps);
}

QJsonValue at(const QJsonValue &json, const QString &path)
{
    QJsonValue value = json;
    const QStringList parts = path.split(u'.', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        bool isIndex = false;
        const int index = part.toInt(&isIndex);
        value = isIndex && value.isArray() ? value.toArray().at(index) : value.toObject().value(part);
    }
    return value;
}
