// SPDX-License-Identifier: MIT
#include "sandbox/webuiorder.h"

#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostPictures = 10; // a call
constexpr qint64 mostSteps = 150;
constexpr qint64 draftBelow = 15;
constexpr qint64 finestFrom = 35;

Error wrong(const QString &field, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid,
        .message = sentence,
        .code = u"INVALID_REQUEST_BODY"_s,
        .field = field,
        .status = 422};
}

Result<void> readModel(const QJsonObject &json)
{
    const QString asked = json["override_settings"_L1]["sd_model_checkpoint"_L1].toString();
    if (asked.isEmpty() || asked == painterModel)
        return {};
    return Error{.kind = Error::Kind::NotFound,
        .message = u"There is no model “%1” here. GET /sdapi/v1/sd-models lists the one."_s.arg(asked),
        .status = 404};
}

Result<void> readCount(JsonReader &in, WebUiOrder &out)
{
    out.batch = int(in.optionalInteger("batch_size"_L1, 1, mostPictures).value_or(1));
    const qint64 rounds = in.optionalInteger("n_iter"_L1, 1, mostPictures).value_or(1);
    if (out.batch * rounds > mostPictures)
        return wrong(u"batch_size"_s, u"batch_size times n_iter may be at most %1 here."_s.arg(mostPictures));
    out.order.count = int(out.batch * rounds);
    return {};
}

void readNames(JsonReader &in, const QJsonObject &json, WebUiOrder &out)
{
    out.negative = in.optionalString("negative_prompt"_L1).value_or(QString());
    out.scale = json["cfg_scale"_L1].toDouble(out.scale);
    // Older clients say sampler_index and mean the name.
    const auto named = in.optionalString("sampler_name"_L1);
    const QString index = json["sampler_index"_L1].toString(out.sampler);
    out.sampler = named && !named->isEmpty() ? *named : index;
    out.scheduler = in.optionalString("scheduler"_L1).value_or(out.scheduler);
    out.sendImages = in.optionalBoolean("send_images"_L1).value_or(true);
}

} // namespace

PaintQuality qualityOfSteps(qint64 steps)
{
    if (steps < draftBelow)
        return PaintQuality::Draft;
    return steps < finestFrom ? PaintQuality::Standard : PaintQuality::Hd;
}

Result<QSize> paintedSize(qint64 width, qint64 height)
{
    const auto fits = [](qint64 edge) { return edge >= minPaintEdge && edge <= maxPaintEdge; };
    if (fits(width) && fits(height))
        return QSize(int(width), int(height));
    return wrong(fits(width) ? u"height"_s : u"width"_s,
        u"This server paints edges of %1 to %2 pixels."_s.arg(minPaintEdge).arg(maxPaintEdge));
}

Result<quint64> seedOr(std::optional<qint64> asked, quint64 fresh)
{
    if (!asked || *asked == -1)
        return fresh;
    if (*asked < 0)
        return wrong(u"seed"_s, u"A seed is 0 or more, or -1 for any."_s);
    return quint64(*asked);
}

QString WebUiOrder::infotext(quint64 seed) const
{
    QString out = order.first.prompt + u'\n';
    if (!negative.isEmpty())
        out += u"Negative prompt: %1\n"_s.arg(negative);
    return out
        + u"Steps: %1, Sampler: %2, Schedule type: %3, CFG scale: %4, Seed: %5, Size: %6x%7, Model: %8, Version: %9"_s
              .arg(steps)
              .arg(sampler, scheduler)
              .arg(scale)
              .arg(seed)
              .arg(order.first.size.width())
              .arg(order.first.size.height())
              .arg(painterModel, u"PixelMeter " PIXELMETER_VERSION);
}

Result<WebUiOrder> webUiOrderFromJson(const QJsonObject &json, quint64 seed)
{
    JsonReader in(json);
    WebUiOrder out;
    if (const auto model = readModel(json); !model)
        return model.error();
    out.order.first.prompt = in.optionalString("prompt"_L1).value_or(QString());
    if (in.ok() && out.order.first.prompt.trimmed().isEmpty())
        return wrong(u"prompt"_s, u"prompt is empty."_s);
    out.steps = int(in.optionalInteger("steps"_L1, 1, mostSteps).value_or(out.steps));
    out.order.first.quality = qualityOfSteps(out.steps);
    const qint64 width = in.optionalInteger("width"_L1).value_or(512);
    const qint64 height = in.optionalInteger("height"_L1).value_or(512);
    const auto first = seedOr(in.optionalInteger("seed"_L1), seed);
    if (const auto counted = readCount(in, out); !counted)
        return counted.error();
    readNames(in, json, out);
    const Result<WebUiOrder> read = in.finish(out);
    const auto size = paintedSize(width, height);
    if (!read || !size || !first) {
        Error error = !read ? read.error() : !size ? size.error() : first.error();
        error.status = 422;
        return error;
    }
    out.order.first.size = *size;
    out.order.first.seed = *first;
    out.order.infotext = [text = out](quint64 of) { return text.infotext(of); };
    return out;
}

QJsonObject webUiErrorJson(const Error &error)
{
    if (error.status != 422) {
        const bool refused = error.kind == Error::Kind::Refused;
        return {{u"error"_s, refused ? error.code : u"HTTPException"_s}, {u"detail"_s, error.message},
            {u"body"_s, QString()}, {u"errors"_s, QString()}};
    }
    QJsonArray where{u"body"_s};
    if (!error.field.isEmpty())
        where.append(error.field);
    const QJsonObject item{{u"loc"_s, where}, {u"msg"_s, error.message}, {u"type"_s, u"value_error"_s}};
    return {{u"detail"_s, QJsonArray{item}}};
}

QJsonObject sdServerErrorJson(const Error &error)
{
    if (error.kind == Error::Kind::Refused)
        return {{u"error"_s, error.code}, {u"message"_s, error.message}};
    return {{u"error"_s, error.message}};
}
