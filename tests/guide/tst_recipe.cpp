// SPDX-License-Identifier: MIT
#include "billing/bill.h"
#include "guide/recipebench.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

// Every packed recipe: its texts, its published figures by billing's own arithmetic, and the same figures out
// of the real sandbox.
class TestRecipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sevenAreOfferedInOrder();
    void eachReads_data();
    void eachReads();
    void linesExplainEveryField_data() { eachReads_data(); }
    void linesExplainEveryField();
    void sentencesAreShort_data() { eachReads_data(); }
    void sentencesAreShort();
    void figuresFollowFromThePrices_data() { eachReads_data(); }
    void figuresFollowFromThePrices();
    void theSandboxBillsTheFigures_data() { eachReads_data(); }
    void theSandboxBillsTheFigures();
    void severalMetersMakeOneProduct();
    void theProductWaitsForItsMeters();
    void aMeterThatAggregatesAlikeIsPreferred();
    void wrongRecipesAreNamed_data();
    void wrongRecipesAreNamed();

private:
    void use(Bench &bench, const Recipe &recipe, int meter, const Decimal &before, const Decimal &after);
};

void TestRecipe::sevenAreOfferedInOrder()
{
    QCOMPARE(recipeIds(),
        QStringList(
            {u"images"_s, u"tokens"_s, u"calls"_s, u"peak"_s, u"storage"_s, u"hybrid"_s, u"several"_s}));
    QVERIFY(!loadRecipe(u"seats"_s));
    QCOMPARE(loadRecipe(u"seats"_s).error().kind, Error::Kind::NotFound);
}

void TestRecipe::eachReads_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : recipeIds())
        QTest::addRow("%s", qPrintable(id)) << id;
}

void TestRecipe::eachReads()
{
    QFETCH(QString, id);
    const auto recipe = loadRecipe(id);
    QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().message));
    QCOMPARE(recipe->id, id);
    QVERIFY(!recipe->figures.isEmpty());
    QVERIFY(recipe->batch >= 1 && recipe->batch <= 1000);
    const QString icon = u"%1/../../resources/icons/%2.svg"_s.arg(QStringLiteral(TEST_DATA), recipe->icon);
    QVERIFY2(QFile::exists(QDir::cleanPath(icon)), qPrintable(icon));
    QCOMPARE(recipe->chapters, id == u"images"_s ? u"pictures"_s : u"traffic"_s);
    const QStringList names = eventNames(*recipe);
    QCOMPARE(names.size(), recipe->meters.size()); // each meter reads its own
    for (const TrafficPattern &pattern : recipe->traffic)
        QVERIFY(names.contains(QString::fromUtf8(pattern.eventName)));
    const auto &price = std::get<UsagePrice>(recipe->product.price);
    QCOMPARE(price.meters.size(), recipe->meters.size());
}

void TestRecipe::linesExplainEveryField()
{
    QFETCH(QString, id);
    const Recipe recipe = *loadRecipe(id);
    QStringList fields{u"meterName"_s, u"meterDescription"_s, u"eventName"_s, u"aggregationType"_s,
        u"measurementUnit"_s, u"filterToggle"_s, u"productName"_s, u"pricingUsage"_s, u"fixedPrice"_s,
        u"pricePerUnit"_s, u"freeThreshold"_s};
    if (recipe.meters.first().aggregation.type != Aggregation::Type::Count)
        fields.append(u"overProperty"_s);
    for (const QString &field : std::as_const(fields))
        QVERIFY2(!recipe.explains.value(field).isEmpty(), qPrintable(field));
}

void TestRecipe::sentencesAreShort()
{
    QFETCH(QString, id);
    const Recipe recipe = *loadRecipe(id);
    static const QRegularExpression sentenceEnd(u"(?<=[.?])\\s+"_s);
    QStringList texts = recipe.explains.values();
    texts << recipe.summary;
    for (const QString &text : std::as_const(texts)) {
        QVERIFY2(!text.contains(u'!') && !text.contains(u" - "_s), qPrintable(text));
        QVERIFY2(text.endsWith(u'.'), qPrintable(text));
        for (const QString &sentence : text.split(sentenceEnd))
            QVERIFY2(sentence.split(u' ').size() <= 15, qPrintable(sentence));
    }
}

void TestRecipe::figuresFollowFromThePrices()
{
    QFETCH(QString, id);
    const Recipe recipe = *loadRecipe(id);
    const auto &price = std::get<UsagePrice>(recipe.product.price);
    for (const RecipeFigure &figure : recipe.figures) {
        QList<std::pair<MeterId, Decimal>> consumed;
        for (const RecipeFigure::Line &line : figure.lines)
            consumed.append({price.meters[line.meter].meter, line.consumed});
        const auto bill = billFor(price, consumed);
        QVERIFY(bill);
        QCOMPARE(bill->total, figure.bill);
        for (const RecipeFigure::Line &line : figure.lines) {
            QCOMPARE(bill->lines[line.meter].chargeable.toText(), line.chargeable.toText());
            QCOMPARE(bill->lines[line.meter].exact.toText(), line.exact.toText());
        }
    }
}

// Events that bring one meter from one reading to another: as many as units for a count, one for the others.
void TestRecipe::use(
    Bench &bench, const Recipe &recipe, int meter, const Decimal &before, const Decimal &after)
{
    const NewMeter &is = recipe.meters[meter];
    const bool counts = is.aggregation.type == Aggregation::Type::Count;
    const bool sums = is.aggregation.type == Aggregation::Type::Sum;
    const Decimal more = *Decimal::subtract(after, before);
    qint64 events = counts ? *more.rounded() : 1;
    Metadata metadata;
    if (is.filter)
        metadata.append({std::get<Condition>(is.filter->clauses.front().is).key.toUtf8(),
            std::get<Condition>(is.filter->clauses.front().is).value});
    if (!counts)
        metadata.append({is.aggregation.key.toUtf8(), MetaValue::ofNumber((sums ? more : after).toText())});
    static int number = 0;
    while (events > 0) {
        QList<Event> batch;
        for (; events > 0 && batch.size() < 1000; --events)
            batch.append({.id = {"use_" + QByteArray::number(++number)},
                .customer = bench.session().state().customer()->id,
                .name = is.eventName.toUtf8(),
                .at = {},
                .metadata = metadata});
        const auto ingested = resultOf(bench.session().client().ingest(batch));
        QVERIFY2(ingested, ingested ? "" : qPrintable(ingested.error().message));
        QCOMPARE(*ingested, int(batch.size()));
    }
}

// Whether the service's usage has come to the figure's readings.
static bool consumed(const Bench &bench, const Recipe &recipe, const RecipeFigure &figure)
{
    const auto bill = bench.session().bill();
    return bill && std::ranges::all_of(figure.lines, [&](const RecipeFigure::Line &line) {
        return std::ranges::any_of(bill->meters, [&](const MeterUsage &usage) {
            return usage.name == recipe.meters[line.meter].name && usage.consumedUnits == line.consumed;
        });
    });
}

void TestRecipe::theSandboxBillsTheFigures()
{
    QFETCH(QString, id);
    const Recipe recipe = *loadRecipe(id);
    Bench bench;
    makeRecipe(bench, recipe);
    QList<Decimal> readings(recipe.meters.size());
    for (const RecipeFigure &figure : recipe.figures) { // rising, so that one customer does for all
        for (const RecipeFigure::Line &line : figure.lines) {
            use(bench, recipe, line.meter, readings[line.meter], line.consumed);
            readings[line.meter] = line.consumed;
        }
        bench.session().refreshUsage();
        QTRY_VERIFY_WITH_TIMEOUT(consumed(bench, recipe, figure), 20000);
        const auto bill = bench.session().bill();
        QCOMPARE(bill->total, figure.bill);
        for (const RecipeFigure::Line &line : figure.lines) {
            const auto usage
                = std::ranges::find(bill->meters, recipe.meters[line.meter].name, &MeterUsage::name);
            QVERIFY(usage != bill->meters.end());
            QCOMPARE(usage->chargeableUnits.toText(), line.chargeable.toText());
            QCOMPARE(usage->totalPrice, *line.exact.rounded());
        }
    }
}

void TestRecipe::severalMetersMakeOneProduct()
{
    const Recipe recipe = *loadRecipe(u"several"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    const Product *product = bench.session().productOfThisProgram();
    QVERIFY(product);
    QCOMPARE(std::get<UsagePrice>(product->is.price).meters.size(), 4);
    QCOMPARE(bench.session().state().subscription->meters.size(), 4);
    QVERIFY(bench.session().ticks()[0] && bench.session().ticks()[1]);
}

void TestRecipe::theProductWaitsForItsMeters()
{
    const Recipe recipe = *loadRecipe(u"several"_s);
    QList<Meter> live;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!productFor(recipe, live));
        Meter meter;
        meter.id = {"mtr_" + QByteArray::number(i)};
        meter.is = recipe.meters[i];
        live.prepend(meter); // newest first, as the service lists them
    }
    const auto product = productFor(recipe, live);
    QVERIFY(product);
    const auto &lines = std::get<UsagePrice>(product->price).meters;
    for (int i = 0; i < 4; ++i)
        QCOMPARE(lines[i].meter.text, "mtr_" + QByteArray::number(i));
    QCOMPARE(lines[2].pricePerUnit->toText(), "5"_ba);
}

void TestRecipe::aMeterThatAggregatesAlikeIsPreferred()
{
    const Recipe recipe = *loadRecipe(u"tokens"_s);
    Meter mistaken;
    mistaken.id = {"mtr_mistaken"};
    mistaken.is = recipe.meters.first();
    mistaken.is.aggregation = {};
    Meter right = mistaken;
    right.id = {"mtr_right"};
    right.is = recipe.meters.first();
    QCOMPARE(liveMeterFor(recipe.meters.first(), {mistaken, right})->id.text, "mtr_right"_ba);
    QCOMPARE(liveMeterFor(recipe.meters.first(), {mistaken})->id.text, "mtr_mistaken"_ba);
    right.is.eventName = u"tokens.Used"_s;
    QVERIFY(!liveMeterFor(recipe.meters.first(), {right}));
}

void TestRecipe::wrongRecipesAreNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("says");
    const QJsonObject fine = loadRecipe(u"tokens"_s)->json;
    QTest::newRow("no title") << u"title"_s << QJsonValue() << u"title"_s;
    QTest::newRow("no traffic") << u"traffic"_s << QJsonValue(QJsonArray())
                                << u"traffic must have a pattern"_s;
    QTest::newRow("no range and no choices")
        << u"traffic"_s
        << QJsonValue(QJsonArray{QJsonObject{
               {"event_name"_L1, u"a"_s}, {"values"_L1, QJsonArray{QJsonObject{{"key"_L1, u"n"_s}}}}}})
        << u"from"_s;
    QTest::newRow("a batch the service would refuse") << u"batch"_s << QJsonValue(1001) << u"batch"_s;
    QJsonObject product = fine.value("product"_L1).toObject();
    QJsonObject price = product.value("price"_L1).toObject();
    QJsonObject line = price.value("meters"_L1).toArray().first().toObject();
    line.insert("meter_id"_L1, u"meter:1"_s);
    price.insert("meters"_L1, QJsonArray{line});
    product.insert("price"_L1, price);
    QTest::newRow("a price for a meter that is not there")
        << u"product"_s << QJsonValue(product) << u"meter:0"_s;
}

void TestRecipe::wrongRecipesAreNamed()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, says);
    QJsonObject json = loadRecipe(u"tokens"_s)->json;
    value.isNull() ? json.remove(key) : void(json.insert(key, value));
    const auto recipe = recipeFromJson(json);
    QVERIFY(!recipe);
    QVERIFY2(recipe.error().message.contains(says), qPrintable(recipe.error().message));
}

QTEST_MAIN(TestRecipe)
#include "tst_recipe.moc"
