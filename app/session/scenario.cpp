// SPDX-License-Identifier: MIT
#include "session/scenario.h"

#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useResources()
{
    Q_INIT_RESOURCE(session_data);
}

namespace {

constexpr qint64 mostBytes = 1024 * 1024;

Result<PictureOrder> orderFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    PictureOrder order;
    order.prompt = in.string("prompt"_L1);
    order.tier = in.optionalString("quality"_L1).value_or(u"standard"_s).toLatin1();
    order.style = in.optionalString("style"_L1).value_or(u"vivid"_s).toLatin1();
    order.seed = quint64(in.optionalInteger("seed"_L1, 0).value_or(1));
    order.count = int(in.optionalInteger("count"_L1, 1, 10).value_or(1));
    return in.finish(order);
}

} // namespace

Result<Scenario> scenarioFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Scenario scenario;
    scenario.name = in.string("name"_L1);
    scenario.start = in.time("start"_L1);
    scenario.meter = in.take(newMeterFromJson(in.object("meter"_L1)));
    scenario.product = in.take(newProductFromJson(in.object("product"_L1)));
    scenario.customer = in.take(newCustomerFromJson(in.object("customer"_L1), u"customer"_s));
    scenario.pictures = in.list<PictureOrder>("pictures"_L1, orderFromJson);
    scenario.steps = in.array("steps"_L1);
    return in.finish(scenario);
}

Result<Scenario> loadScenario(const QString &nameOrFile)
{
    useResources();
    QFile file(u":/scenarios/"_s + nameOrFile + u".json"_s);
    if (!file.exists())
        file.setFileName(nameOrFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::NotFound,
            .message = u"There is no scenario “%1”. Name a file, or “pixelgen”."_s.arg(nameOrFile)};
    return readObject(file.read(mostBytes + 1), {.maxBytes = mostBytes}).andThen(scenarioFromJson);
}
