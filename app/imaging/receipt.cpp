// SPDX-License-Identifier: MIT
#include "imaging/receipt.h"

#include "billing/money.h"
#include "imaging/picture.h"
#include "imaging/pngtext.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QBuffer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr char keyword[] = "PixelMeter receipt";
constexpr int longestEdge = 8192;

// Nobody means a key to travel with a picture, wherever it was pasted or echoed.
const QRegularExpression &keyShapes()
{
    static const QRegularExpression shapes(
        u"\\b(?:sk|xai|gsk|hf|tgp|whsec|dodo_test|dodo_live)[-_](?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{8,}"
        "|\\bBearer\\s+(?=\\S*[0-9])[A-Za-z0-9._~+/=-]{12,}|(?<=://)[^\\s/@]+@"_s);
    return shapes;
}

QString withoutKeys(QString text)
{
    return text.replace(keyShapes(), u"•••"_s);
}

QString withoutKeys(const QByteArray &text)
{
    return withoutKeys(QString::fromUtf8(text));
}

void addTo(QJsonObject &json, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, withoutKeys(value));
}

void addTo(QJsonObject &json, QLatin1StringView key, const std::optional<Decimal> &value)
{
    if (value)
        json.insert(key, value->toString());
}

void addBill(QJsonObject &json, const ReceiptBill &bill)
{
    if (bill.price)
        json.insert("price"_L1, mainFromMinor(*bill.price, bill.currency));
    addTo(json, "currency"_L1, QString::fromUtf8(bill.currency));
    if (bill.period) {
        json.insert("period_start"_L1, QString::fromLatin1(toIso(bill.period->start)));
        json.insert("period_end"_L1, QString::fromLatin1(toIso(bill.period->end)));
    }
    addTo(json, "verdict"_L1, bill.verdict);
}

QJsonObject toJson(const Receipt &receipt)
{
    QJsonObject json{
        {"prompt"_L1, withoutKeys(receipt.prompt)},
        {"caption"_L1, withoutKeys(receipt.caption)},
        {"engine"_L1, withoutKeys(receipt.engine)},
        {"model"_L1, withoutKeys(receipt.model)},
        {"quality"_L1, withoutKeys(receipt.tier)},
        {"provider_quality"_L1, withoutKeys(receipt.providerQuality)},
        {"width"_L1, receipt.size.width()},
        {"height"_L1, receipt.size.height()},
        {"style"_L1, withoutKeys(receipt.style)},
        {"event_id"_L1, withoutKeys(receipt.eventId)},
        {"customer_id"_L1, withoutKeys(receipt.customer)},
        {"at"_L1, QString::fromLatin1(toIso(receipt.at))},
    };
    if (receipt.seed)
        json.insert("seed"_L1, QString::number(*receipt.seed)); // as text: JSON numbers end at 2^63
    addTo(json, "provider"_L1, QString::fromUtf8(receipt.provider));
    addTo(json, "negative_prompt"_L1, receipt.negative);
    addTo(json, "provider_estimate_usd"_L1, receipt.estimateUsd);
    addTo(json, "provider_cost_usd"_L1, receipt.costUsd);
    addBill(json, receipt.bill);
    return json;
}

std::optional<Decimal> decimalIn(JsonReader &in, QLatin1StringView key)
{
    const auto text = in.optionalString(key);
    return text ? Decimal::fromText(text->toLatin1()) : std::nullopt;
}

ReceiptBill billFrom(JsonReader &in)
{
    ReceiptBill out{.price = {}, .currency = in.optionalString("currency"_L1).value_or(QString()).toUtf8()};
    if (const auto price = decimalIn(in, "price"_L1))
        out.price = price->shifted(minorDigits(out.currency));
    const auto start = in.optionalTime("period_start"_L1);
    const auto end = in.optionalTime("period_end"_L1);
    if (start && end)
        out.period = Period{.start = *start, .end = *end};
    out.verdict = in.optionalString("verdict"_L1).value_or(QString());
    return out;
}

Result<Receipt> fromJson(const QJsonObject &json)
{
    JsonReader in(json);
    constexpr int largest = std::numeric_limits<int>::max();
    Receipt out{
        .prompt = in.string("prompt"_L1),
        .caption = in.string("caption"_L1),
        .engine = in.string("engine"_L1),
        .model = in.string("model"_L1),
        .tier = in.string("quality"_L1).toUtf8(),
        .providerQuality = in.string("provider_quality"_L1).toUtf8(),
        .size = {int(in.integer("width"_L1, -1, largest)), int(in.integer("height"_L1, -1, largest))},
        .style = in.string("style"_L1).toUtf8(),
        .seed = {},
        .eventId = in.string("event_id"_L1).toUtf8(),
        .customer = in.string("customer_id"_L1).toUtf8(),
        .at = in.time("at"_L1),
        .provider = in.optionalString("provider"_L1).value_or(QString()).toUtf8(),
        .negative = in.optionalString("negative_prompt"_L1).value_or(QString()),
        .estimateUsd = decimalIn(in, "provider_estimate_usd"_L1),
        .costUsd = decimalIn(in, "provider_cost_usd"_L1),
        .bill = billFrom(in),
    };
    if (const auto seed = in.optionalString("seed"_L1))
        out.seed = seed->toULongLong();
    if (out.size.width() > longestEdge || out.size.height() > longestEdge)
        out.size = QSize();
    return in.finish(out);
}

Error unusable(const QByteArray &png)
{
    return {.kind = Error::Kind::Protocol,
        .message = isOverfull(png) ? u"The PNG has more parts or text than a picture needs."_s
                                   : u"The PNG breaks off before its end."_s};
}

Result<QByteArray> asPng(const QByteArray &bytes)
{
    if (formatOf(bytes) == "png")
        return bytes;
    const Result<Picture> picture = decodePicture(bytes);
    if (!picture)
        return picture.error();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    if (!picture->image.save(&buffer, "PNG"))
        return Error{.kind = Error::Kind::Storage, .message = u"The picture cannot be written as PNG."_s};
    return out;
}

} // namespace

PictureSettings settingsOf(const Receipt &receipt)
{
    return {.prompt = receipt.prompt,
        .negative = receipt.negative,
        .model = receipt.model,
        .size = receipt.size,
        .seed = receipt.seed};
}

Result<QByteArray> withReceipt(const QByteArray &bytes, const Receipt &receipt)
{
    const Result<QByteArray> png = asPng(bytes);
    if (!png)
        return png;
    const auto before = textsOf(*png);
    if (!before)
        return unusable(*png);
    QList<PngText> texts{{keyword, QString::fromUtf8(compact(toJson(receipt)))}};
    // A server's own text knows more of its steps and samplers than this program does.
    QString parameters = webUiText(settingsOf(receipt));
    for (const PngText &text : *before) {
        if (text.keyword == webUiKeyword && !isOwnWebUiText(text.text))
            parameters = text.text;
        else if (text.keyword != webUiKeyword && text.keyword != keyword && !text.text.contains(keyShapes()))
            texts.append(text);
    }
    texts.insert(1, {webUiKeyword, withoutKeys(parameters)});
    const auto out = withTexts(*png, texts, OtherChunks::Kept);
    return out ? Result<QByteArray>(*out) : unusable(*png);
}

std::optional<Receipt> receiptOf(const QByteArray &bytes)
{
    for (const PngText &text : textsOf(bytes).value_or(QList<PngText>())) {
        if (text.keyword != keyword)
            continue;
        const Result<Receipt> receipt = readObject(text.text.toUtf8()).andThen(fromJson);
        return receipt ? std::optional(*receipt) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<PictureSettings> foreignSettingsOf(const QByteArray &bytes)
{
    for (const PngText &text : textsOf(bytes).value_or(QList<PngText>())) {
        if (text.keyword == webUiKeyword)
            return fromWebUiText(text.text);
    }
    return std::nullopt;
}

Result<QByteArray> withoutTexts(const QByteArray &png)
{
    const auto out = withTexts(png, {}, OtherChunks::Dropped);
    return out ? Result<QByteArray>(*out) : unusable(png);
}
