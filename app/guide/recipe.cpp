// SPDX-License-Identifier: MIT
#include "guide/recipe.h"

#include "billing/codec.h"
#include "support/strictjson.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useResources()
{
    Q_INIT_RESOURCE(recipes_data);
}

namespace {

constexpr qint64 mostBytes = 256 * 1024;
constexpr int mostEvents = 1000;
constexpr auto placeholder = "meter:"_L1; // a price line's meter, by its number in the recipe

Result<NewMeter> meterIn(const QJsonObject &json, const QString &)
{
    return newMeterFromJson(json);
}

QList<MetaValue> choicesIn(JsonReader &in)
{
    QList<MetaValue> out;
    const QJsonArray choices = in.optionalArray("choices"_L1).value_or(QJsonArray());
    for (const QJsonValue &choice : choices)
        out.append(in.take(metaValueFromJson(choice, in.path("choices"_L1))));
    return out;
}

Result<TrafficPattern::Value> valueFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    TrafficPattern::Value value{.key = in.string("key"_L1),
        .choices = choicesIn(in),
        .inOrder = in.optionalBoolean("in_order"_L1).value_or(false),
        .from = {},
        .to = {},
        .step = {}};
    if (value.choices.isEmpty()) {
        value.from = decimalIn(in, "from"_L1);
        value.to = decimalIn(in, "to"_L1);
        value.step = decimalIn(in, "step"_L1);
        if (in.ok() && (value.step <= Decimal(0) || value.to < value.from))
            in.fail("to"_L1, u"must not be below from, and step must be above 0"_s);
    }
    return in.finish(value);
}

Result<TrafficPattern> patternFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    TrafficPattern pattern{.eventName = in.string("event_name"_L1).toUtf8(),
        .weight = int(in.optionalInteger("weight"_L1, 1, mostEvents).value_or(1)),
        .values = {}};
    if (in.has("values"_L1))
        pattern.values = in.list<TrafficPattern::Value>("values"_L1, valueFromJson);
    return in.finish(pattern);
}

Result<RecipeFigure::Line> figureLineFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const RecipeFigure::Line line{.row = in.string("row"_L1),
        .meter = int(in.optionalInteger("meter"_L1, 0, metersPerProduct - 1).value_or(0)),
        .consumed = decimalIn(in, "consumed"_L1),
        .chargeable = decimalIn(in, "chargeable"_L1),
        .exact = decimalIn(in, "line"_L1)};
    return in.finish(line);
}

Result<RecipeFigure> figureFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const RecipeFigure figure{.row = in.string("row"_L1),
        .lines = in.list<RecipeFigure::Line>("lines"_L1, figureLineFromJson),
        .bill = in.integer("bill"_L1, 0)};
    return in.finish(figure);
}

QMap<QString, QString> explainsIn(JsonReader &in)
{
    QMap<QString, QString> out;
    const QJsonObject lines = in.object("explains"_L1);
    for (auto line = lines.begin(); line != lines.end(); ++line)
        out.insert(line.key(), line->toString());
    return out;
}

// The recipe's meter a price line names; -1 when it names none.
int meterNumber(const MeterPrice &line, qsizetype meters)
{
    const QString name = line.meter.string();
    bool isNumber = false;
    const int number = name.startsWith(placeholder) ? name.mid(placeholder.size()).toInt(&isNumber) : -1;
    return isNumber && number >= 0 && number < meters ? number : -1;
}

void checkPrices(JsonReader &in, const Recipe &recipe)
{
    const auto *price = std::get_if<UsagePrice>(&recipe.product.price);
    if (!price || price->meters.isEmpty())
        return in.fail("product"_L1, u"must have a usage_based_price with meters"_s);
    for (const MeterPrice &line : price->meters) {
        if (meterNumber(line, recipe.meters.size()) < 0)
            in.fail("product"_L1, u"must name its meters meter:0, meter:1 and so on"_s);
    }
}

struct Packed {
    qint64 order;
    QString id;
};

Result<QJsonObject> readPacked(const QString &id)
{
    useResources();
    QFile file(u":/recipes/%1.json"_s.arg(id));
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::NotFound, .message = u"There is no recipe “%1”."_s.arg(id)};
    return readObject(file.readAll(), {.maxBytes = mostBytes});
}

} // namespace

Result<Recipe> recipeFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Recipe recipe;
    recipe.id = in.string("id"_L1);
    recipe.title = in.string("title"_L1);
    recipe.summary = in.string("summary"_L1);
    recipe.icon = in.string("icon"_L1);
    recipe.chapters = in.string("chapters"_L1);
    recipe.meters = in.list<NewMeter>("meters"_L1, meterIn);
    recipe.product = in.take(newProductFromJson(in.object("product"_L1)));
    recipe.customer = in.take(newCustomerFromJson(in.object("customer"_L1), u"customer"_s));
    recipe.traffic = in.list<TrafficPattern>("traffic"_L1, patternFromJson);
    recipe.batch = int(in.optionalInteger("batch"_L1, 1, mostEvents).value_or(recipe.batch));
    recipe.explains = explainsIn(in);
    if (in.has("figures"_L1))
        recipe.figures = in.list<RecipeFigure>("figures"_L1, figureFromJson);
    recipe.json = json;
    if (in.ok() && recipe.traffic.isEmpty())
        in.fail("traffic"_L1, u"must have a pattern"_s);
    if (in.ok())
        checkPrices(in, recipe);
    return in.finish(recipe);
}

Result<Recipe> loadRecipe(const QString &id)
{
    return readPacked(id).andThen(recipeFromJson);
}

QStringList recipeIds()
{
    useResources();
    QList<Packed> packed;
    const QStringList files = QDir(u":/recipes"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString id = file.chopped(5);
        if (const auto json = readPacked(id))
            packed.append({json->value("order"_L1).toInteger(), id});
    }
    std::ranges::stable_sort(packed, {}, &Packed::order);
    QStringList ids;
    for (const Packed &recipe : std::as_const(packed))
        ids.append(recipe.id);
    return ids;
}

QStringList eventNames(const Recipe &recipe)
{
    QStringList names;
    for (const NewMeter &meter : recipe.meters)
        names.append(meter.eventName);
    names.removeDuplicates();
    return names;
}

const Meter *liveMeterFor(const NewMeter &wanted, const QList<Meter> &live)
{
    const Meter *byName = nullptr;
    for (const Meter &meter : live) {
        if (meter.is.eventName != wanted.eventName)
            continue;
        if (meter.is.aggregation == wanted.aggregation)
            return &meter;
        if (!byName)
            byName = &meter;
    }
    return byName;
}

std::optional<NewProduct> productFor(const Recipe &recipe, const QList<Meter> &live)
{
    NewProduct product = recipe.product;
    auto *price = std::get_if<UsagePrice>(&product.price);
    if (!price)
        return std::nullopt;
    for (MeterPrice &line : price->meters) {
        const int number = meterNumber(line, recipe.meters.size());
        const Meter *meter = number < 0 ? nullptr : liveMeterFor(recipe.meters[number], live);
        if (!meter)
            return std::nullopt;
        line.meter = meter->id;
    }
    return product;
}
