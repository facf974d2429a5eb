// SPDX-License-Identifier: MIT
#include "sandbox/imageorder.h"

#include "support/jsonreader.h"

#include <QImageWriter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Family = ImageOrder::Family;

Error invalid(const QString &param, const QString &sentence, const QString &code = u"invalid_value"_s)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .code = code, .field = param, .status = 400};
}

QString quoted(const QString &value)
{
    return u"“%1”"_s.arg(value);
}

Error notOneOf(const QString &param, const QString &value, const QStringList &accepted)
{
    return invalid(
        param, u"%1 is not a value of %2. It takes %3."_s.arg(quoted(value), param, accepted.join(u", "_s)));
}

Result<Family> familyOf(const QString &model)
{
    const bool known = std::ranges::any_of(imageModels(), [&](const ImageModel &m) { return m.id == model; });
    if (!known)
        return Error{.kind = Error::Kind::NotFound,
            .message
            = u"The model %1 does not exist here. GET /v1/models lists the names."_s.arg(quoted(model)),
            .code = u"model_not_found"_s,
            .field = u"model"_s,
            .status = 404};
    if (model == painterModel)
        return Family::Demo;
    if (model == "dall-e-2"_L1)
        return Family::Dalle2;
    return model == "dall-e-3"_L1 ? Family::Dalle3 : Family::Gpt;
}

QStringList fieldsOf(Family family)
{
    const QStringList all{u"prompt"_s, u"model"_s, u"n"_s, u"size"_s, u"quality"_s, u"user"_s};
    const QStringList gpt{u"background"_s, u"output_format"_s, u"output_compression"_s, u"moderation"_s,
        u"stream"_s, u"partial_images"_s};
    switch (family) {
    case Family::Dalle2:
        return all + QStringList{u"response_format"_s};
    case Family::Dalle3:
        return all + QStringList{u"style"_s, u"response_format"_s};
    case Family::Gpt:
        return all + gpt + QStringList{u"complexity"_s};
    case Family::Demo:
        break;
    }
    return all + gpt + QStringList{u"style"_s, u"seed"_s, u"response_format"_s};
}

// Null counts as absent: the SDKs' types allow it for every optional field.
Result<void> checkFields(const QJsonObject &json, Family family)
{
    const QStringList known = fieldsOf(family);
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!it.value().isNull() && !known.contains(it.key()))
            return invalid(
                it.key(), u"Unknown parameter: %1."_s.arg(quoted(it.key())), u"unknown_parameter"_s);
    }
    return {};
}

QStringList qualitiesOf(Family family, const QString &model)
{
    if (family == Family::Dalle2)
        return {u"standard"_s};
    if (family == Family::Dalle3)
        return {u"standard"_s, u"hd"_s};
    QStringList names{u"auto"_s, u"low"_s, u"medium"_s, u"high"_s};
    const bool fine = model.contains("-2.5"_L1) || model.contains("-2.6"_L1);
    if (fine || family == Family::Demo)
        names += {u"xhigh"_s, u"max"_s};
    if (family == Family::Demo)
        names += {u"draft"_s, u"standard"_s, u"hd"_s};
    return names;
}

PaintQuality paintQuality(const QString &quality)
{
    if (quality == "low"_L1 || quality == "draft"_L1)
        return PaintQuality::Draft;
    const QStringList finest{u"high"_s, u"xhigh"_s, u"max"_s, u"hd"_s};
    return finest.contains(quality) ? PaintQuality::Hd : PaintQuality::Standard;
}

bool isDalle(Family family)
{
    return family == Family::Dalle2 || family == Family::Dalle3;
}

Result<void> readQuality(JsonReader &in, ImageOrder &order)
{
    const bool dalle = isDalle(order.family);
    const QString asked = in.optionalString("quality"_L1).value_or(dalle ? u"standard"_s : u"auto"_s);
    const QStringList accepted = qualitiesOf(order.family, order.model);
    if (!accepted.contains(asked))
        return notOneOf(u"quality"_s, asked, accepted);
    order.quality = asked == "auto"_L1 ? u"medium"_s : asked;
    order.paint.quality = paintQuality(asked);
    return {};
}

std::optional<QSize> sizeFromText(const QString &text)
{
    const QStringList edges = text.split(u'x');
    if (edges.size() != 2)
        return {};
    bool wide = false;
    bool high = false;
    const QSize size(edges[0].toInt(&wide), edges[1].toInt(&high));
    return wide && high ? std::optional(size) : std::nullopt;
}

Result<QSize> anySize(const QString &text)
{
    const std::optional<QSize> size = sizeFromText(text);
    if (!size)
        return invalid(u"size"_s, u"%1 is not a size. Write 1024x1024 or auto."_s.arg(quoted(text)));
    const auto [least, most] = std::minmax({size->width(), size->height()});
    if (least < minPaintEdge || most > maxPaintEdge)
        return invalid(
            u"size"_s, u"This server paints edges of %1 to %2 pixels."_s.arg(minPaintEdge).arg(maxPaintEdge));
    if (most > 3 * least)
        return invalid(u"size"_s, u"The longer edge may be at most three times the shorter one."_s);
    return *size;
}

Result<void> readSize(JsonReader &in, ImageOrder &order)
{
    const bool dalle = isDalle(order.family);
    const QString asked = in.optionalString("size"_L1).value_or(dalle ? u"1024x1024"_s : u"auto"_s);
    const QStringList dalleSizes = order.family == Family::Dalle2
        ? QStringList{u"256x256"_s, u"512x512"_s, u"1024x1024"_s}
        : QStringList{u"1024x1024"_s, u"1792x1024"_s, u"1024x1792"_s};
    if (dalle && !dalleSizes.contains(asked))
        return notOneOf(u"size"_s, asked, dalleSizes);
    if (asked == "auto"_L1)
        return {};
    const Result<QSize> size = anySize(asked);
    if (!size)
        return size.error();
    if (order.family == Family::Gpt && (size->width() % 16 != 0 || size->height() % 16 != 0))
        return invalid(u"size"_s, u"Both edges must be multiples of 16."_s);
    order.paint.size = *size;
    return {};
}

Result<void> readLook(JsonReader &in, ImageOrder &order)
{
    const QString style = in.optionalString("style"_L1).value_or(u"vivid"_s);
    const QStringList styles{u"vivid"_s, u"natural"_s};
    if (!styles.contains(style))
        return notOneOf(u"style"_s, style, styles);
    order.paint.style = style == "natural"_L1 ? PaintStyle::Natural : PaintStyle::Vivid;
    const QString background = in.optionalString("background"_L1).value_or(u"auto"_s);
    if (background == "transparent"_L1)
        return invalid(u"background"_s,
            u"The demo painter fills the whole picture: background cannot be transparent here."_s);
    const QStringList backgrounds{u"auto"_s, u"opaque"_s};
    if (!backgrounds.contains(background))
        return notOneOf(u"background"_s, background, backgrounds);
    const qint64 most = std::numeric_limits<qint64>::max();
    if (const std::optional<qint64> seed = in.optionalInteger("seed"_L1, 0, most))
        order.paint.seed = quint64(*seed);
    return {};
}

Result<void> readAnswer(JsonReader &in, ImageOrder &order)
{
    const bool dalle = isDalle(order.family);
    const QString answer = in.optionalString("response_format"_L1).value_or(dalle ? u"url"_s : u"b64_json"_s);
    const QStringList answers{u"url"_s, u"b64_json"_s};
    if (!answers.contains(answer))
        return notOneOf(u"response_format"_s, answer, answers);
    order.answer = answer == "url"_L1 ? ImageOrder::Answer::Url : ImageOrder::Answer::Base64;
    const QString format = in.optionalString("output_format"_L1).value_or(u"png"_s);
    const QStringList formats{u"png"_s, u"jpeg"_s, u"webp"_s};
    if (!formats.contains(format))
        return notOneOf(u"output_format"_s, format, formats);
    order.format = format.toLatin1();
    if (!QImageWriter::supportedImageFormats().contains(order.format))
        return invalid(u"output_format"_s, u"This machine cannot write %1. png always works."_s.arg(format));
    order.compression = int(in.optionalInteger("output_compression"_L1, 0, 100).value_or(100));
    order.stream = in.optionalBoolean("stream"_L1).value_or(false);
    order.partialImages = int(in.optionalInteger("partial_images"_L1, 0, 3).value_or(0));
    return {};
}

int longestPrompt(Family family) // characters
{
    if (family == Family::Dalle2)
        return 1000;
    return family == Family::Dalle3 ? 4000 : maxPromptLength;
}

Result<void> readPrompt(JsonReader &in, ImageOrder &order)
{
    if (!in.has("prompt"_L1))
        return invalid(u"prompt"_s, u"prompt is missing."_s, u"missing_required_parameter"_s);
    order.paint.prompt = in.string("prompt"_L1);
    const int most = longestPrompt(order.family);
    if (in.ok() && (order.paint.prompt.isEmpty() || order.paint.prompt.size() > most))
        return invalid(u"prompt"_s, u"prompt must have 1 to %1 characters."_s.arg(most));
    const int pictures = order.family == Family::Dalle3 ? 1 : 10;
    const qint64 count = in.optionalInteger("n"_L1).value_or(1);
    if (count < 1 || count > pictures)
        return invalid(u"n"_s,
            pictures == 1 ? u"dall-e-3 makes one picture a call: n is 1."_s
                          : u"n must be 1 to %1."_s.arg(pictures));
    order.count = int(count);
    return {};
}

} // namespace

Result<ImageOrder> imageOrderFromJson(const QJsonObject &json, quint64 seed)
{
    JsonReader in(json);
    ImageOrder order{.model = in.optionalString("model"_L1).value_or(painterModel.toString())};
    order.paint.seed = seed;
    const Result<Family> family = familyOf(order.model);
    if (!family)
        return family.error();
    order.family = *family;
    if (const Result<void> known = checkFields(json, order.family); !known)
        return known.error();
    for (const auto read : {readPrompt, readQuality, readSize, readLook, readAnswer}) {
        if (const Result<void> part = read(in, order); !part)
            return part.error();
    }
    Result<ImageOrder> finished = in.finish(order);
    if (finished)
        return finished;
    Error error = finished.error();
    error.code = u"invalid_type"_s;
    error.status = 400;
    return error;
}

const QList<ImageModel> &imageModels()
{
    static const QList<ImageModel> models{
        {painterModel.toString(), u"pixelmeter"_s, {}},
        {u"gpt-image-2"_s, u"openai"_s, {}},
        {u"gpt-image-2-2026-04-21"_s, u"openai"_s, {}},
        {u"gpt-image-2.5-flare"_s, u"openai"_s, {}},
        {u"gpt-image-2.5-flare-2026-09-08"_s, u"openai"_s, {}},
        {u"gpt-image-2.5-sunburst"_s, u"openai"_s, {}},
        {u"gpt-image-2.5-sunburst-2026-09-08"_s, u"openai"_s, {}},
        {u"gpt-image-2.6-flare"_s, u"openai"_s, {}},
        {u"gpt-image-2.6-sunburst"_s, u"openai"_s, {}},
        {u"chatgpt-image-latest"_s, u"openai"_s, u"2026-12-01"_s},
        {u"gpt-image-1.5"_s, u"openai"_s, u"2026-12-01"_s},
        {u"gpt-image-1-mini"_s, u"openai"_s, u"2026-12-01"_s},
        {u"gpt-image-1"_s, u"openai"_s, u"2026-10-23"_s},
        {u"dall-e-3"_s, u"openai"_s, u"2026-05-12"_s},
        {u"dall-e-2"_s, u"openai"_s, u"2026-05-12"_s},
    };
    return models;
}

QJsonObject imageErrorJson(const Error &error)
{
    const bool refused = error.kind == Error::Kind::Refused;
    const bool ours = error.status >= 500;
    const QString type = refused ? u"image_generation_user_error"_s
        : ours                   ? u"server_error"_s
                                 : u"invalid_request_error"_s;
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return {{u"error"_s,
        QJsonObject{{u"message"_s, error.message}, {u"type"_s, type}, {u"param"_s, orNull(error.field)},
            {u"code"_s, orNull(error.code)}}}};
}
