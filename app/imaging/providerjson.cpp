// SPDX-License-Identifier: MIT
#include "imaging/provider.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

template<typename T>
using Names = QList<std::pair<QLatin1StringView, T>>;

const Names<int> fieldNames{{"quality"_L1, Provider::Quality}, {"style"_L1, Provider::Style},
    {"format"_L1, Provider::Format}, {"background"_L1, Provider::Background}, {"seed"_L1, Provider::Seed},
    {"negative"_L1, Provider::Negative}, {"response_format"_L1, Provider::ResponseFormat}};

template<typename T>
T named(JsonReader &in, QLatin1StringView key, const Names<T> &names)
{
    const QString text = in.string(key);
    for (const auto &[name, value] : names) {
        if (text == name)
            return value;
    }
    in.fail(key, u"has the unknown value “%1”"_s.arg(text));
    return {};
}

QStringList texts(JsonReader &in, QLatin1StringView key)
{
    QStringList out;
    for (const auto items = in.array(key); const QJsonValue &item : items) {
        if (item.toString().isEmpty())
            in.fail(key, u"must hold texts alone"_s);
        out.append(item.toString());
    }
    return out;
}

int fieldsOf(JsonReader &in, QLatin1StringView key)
{
    int out = 0;
    for (const auto items = texts(in, key); const QString &item : items) {
        int bit = 0;
        for (const auto &[name, value] : fieldNames)
            bit |= item == name ? value : 0;
        if (bit == 0)
            in.fail(key, u"has the unknown field “%1”"_s.arg(item));
        out |= bit;
    }
    return out;
}

QList<QSize> sizesOf(JsonReader &in, QLatin1StringView key)
{
    QList<QSize> out;
    for (const auto items = texts(in, key); const QString &item : items) {
        const QStringList edges = item.split(u'x');
        const QSize size = edges.size() == 2 ? QSize(edges[0].toInt(), edges[1].toInt()) : QSize();
        if (size.isEmpty())
            in.fail(key, u"has “%1”, which is no size"_s.arg(item));
        out.append(size);
    }
    return out;
}

std::optional<QDate> dateOf(JsonReader &in, QLatin1StringView key)
{
    const auto text = in.optionalString(key);
    if (!text)
        return std::nullopt;
    const QDate date = QDate::fromString(*text, Qt::ISODate);
    if (!date.isValid())
        in.fail(key, u"must be a date"_s);
    return date;
}

QMap<QByteArray, QByteArray> qualitiesOf(const QJsonObject &json)
{
    JsonReader in(json);
    QMap<QByteArray, QByteArray> out;
    for (const auto tier : {"draft"_L1, "standard"_L1, "hd"_L1})
        out.insert(tier.data(), in.string(tier).toLatin1());
    return in.ok() ? out : QMap<QByteArray, QByteArray>{};
}

std::optional<Decimal> amountOf(JsonReader &in, QLatin1StringView key)
{
    const auto text = in.optionalString(key);
    const auto amount = text ? Decimal::fromText(text->toLatin1()) : std::nullopt;
    if (text && (!amount || amount->isNegative()))
        in.fail(key, u"must be an amount"_s);
    return amount;
}

QMap<QByteArray, Decimal> amountsOf(JsonReader &in, QLatin1StringView key)
{
    QMap<QByteArray, Decimal> out;
    const QJsonObject json = in.optionalObject(key).value_or(QJsonObject());
    JsonReader inner(json, in.path(key));
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QByteArray quality = it.key().toLatin1();
        if (const auto amount = amountOf(inner, QLatin1StringView(quality)))
            out.insert(quality, *amount);
    }
    in.take(inner.finish(true));
    return out;
}

Result<ModelPrice> priceFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    ModelPrice out;
    out.textIn = amountOf(in, "text_in"_L1);
    out.imageIn = amountOf(in, "image_in"_L1);
    out.out = amountOf(in, "out"_L1);
    const QJsonObject factors = in.optionalObject("factors"_L1).value_or(QJsonObject());
    JsonReader inner(factors, in.path("factors"_L1));
    for (auto it = factors.begin(); it != factors.end(); ++it) {
        const QByteArray quality = it.key().toLatin1();
        out.factors.insert(quality, inner.integer(QLatin1StringView(quality), 1, 1000));
    }
    in.take(inner.finish(true));
    out.square = amountsOf(in, "square"_L1);
    out.oblong = amountsOf(in, "oblong"_L1);
    out.each = amountOf(in, "each"_L1);
    return in.finish(out);
}

Result<ProviderModel> assumedFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    ProviderModel out;
    if (const auto qualities = in.optionalObject("qualities"_L1)) {
        out.qualities = qualitiesOf(*qualities);
        if (out.qualities.isEmpty())
            in.fail("qualities"_L1, u"must name draft, standard and hd"_s);
    }
    if (in.has("fields"_L1))
        out.fields = fieldsOf(in, "fields"_L1);
    out.sizes = sizesOf(in, "sizes"_L1);
    out.formats = texts(in, "formats"_L1);
    out.transparent = in.optionalBoolean("transparent"_L1).value_or(false);
    out.perCall = int(in.optionalInteger("per_call"_L1, 1, 10).value_or(1));
    out.partials = int(in.optionalInteger("partials"_L1, 0, 3).value_or(0));
    if (const auto price = in.optionalObject("price"_L1))
        out.price = in.take(priceFromJson(*price, in.path("price"_L1)));
    return in.finish(out);
}

Result<ProviderModel> modelFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    ProviderModel out = in.take(assumedFromJson(json, path));
    out.id = in.string("id"_L1);
    out.label = in.optionalString("label"_L1).value_or(QString());
    out.shutdown = dateOf(in, "shutdown"_L1);
    out.replacement = in.optionalString("replacement"_L1).value_or(QString());
    return in.finish(out);
}

void readManner(JsonReader &in, Provider &out)
{
    using P = Provider;
    out.protocol = named<P::Protocol>(in, "protocol"_L1,
        {{"openai"_L1, P::Protocol::OpenAi}, {"webui"_L1, P::Protocol::WebUi},
            {"sdserver"_L1, P::Protocol::SdServer}});
    out.auth = named<P::Auth>(in, "auth"_L1,
        {{"none"_L1, P::Auth::None}, {"bearer"_L1, P::Auth::Bearer},
            {"optional_bearer"_L1, P::Auth::OptionalBearer}, {"basic"_L1, P::Auth::Basic}});
    out.sizeStyle = named<P::SizeStyle>(in, "size_style"_L1,
        {{"size"_L1, P::SizeStyle::Size}, {"aspect_ratio"_L1, P::SizeStyle::AspectRatio},
            {"width_height"_L1, P::SizeStyle::WidthAndHeight}});
    out.charges = named<P::Charges>(in, "charges"_L1,
        {{"nothing"_L1, P::Charges::Nothing}, {"tokens"_L1, P::Charges::Tokens},
            {"picture"_L1, P::Charges::PerPicture}, {"unknown"_L1, P::Charges::Unknown}});
    out.fields = fieldsOf(in, "fields"_L1);
    out.responseFormat = in.optionalString("response_format"_L1).value_or(u"b64_json"_s);
}

} // namespace

Result<Provider> providerFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Provider out;
    out.id = in.string("id"_L1).toLatin1();
    out.name = in.string("name"_L1);
    out.hint = in.string("hint"_L1);
    out.keyPage = QUrl(in.optionalString("key_page"_L1).value_or(QString()));
    readManner(in, out);
    out.baseUrl = QUrl(in.string("base_url"_L1));
    if (out.baseUrl.host().isEmpty())
        in.fail("base_url"_L1, u"must be an address"_s);
    out.urlFixed = in.optionalBoolean("url_fixed"_L1).value_or(false);
    out.listsModels = in.optionalBoolean("lists_models"_L1).value_or(false);
    out.splitsAtBar = in.optionalBoolean("splits_at_bar"_L1).value_or(false);
    out.cancels = in.optionalBoolean("cancels"_L1).value_or(false);
    out.keyVariable = in.optionalString("key_variable"_L1).value_or(QString());
    out.urlVariable = in.optionalString("url_variable"_L1).value_or(QString());
    out.models = in.list<ProviderModel>("models"_L1, modelFromJson);
    out.other = in.take(assumedFromJson(in.object("other"_L1), in.path("other"_L1)));
    return in.finish(out);
}
