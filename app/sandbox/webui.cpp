// SPDX-License-Identifier: MIT
#include "sandbox/images.h"
#include "sandbox/webuiorder.h"
#include "support/strictjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

// The API of the AUTOMATIC1111 WebUI, Forge and SD.Next (image-api.md 3.3), painted here.
namespace {

Answer webUiError(Error error)
{
    if (error.status == 0)
        error.status = error.kind == Error::Kind::Refused ? 400 : 500;
    return answerJson(webUiErrorJson(error), error.status);
}

Answer answerArray(const QJsonArray &items)
{
    Answer answer;
    answer.body = QJsonDocument(items).toJson(QJsonDocument::Compact);
    return answer;
}

// The text those programs show under a picture, as JSON inside JSON.
QJsonObject infoOf(const WebUiOrder &order, const QList<PaintedPicture> &pictures)
{
    const PaintRequest &first = order.order.first;
    QJsonArray seeds;
    QJsonArray infotexts;
    QJsonArray prompts;
    QStringList captions;
    for (const PaintedPicture &picture : pictures) {
        seeds.append(qint64(picture.seed));
        infotexts.append(order.infotext(picture.seed));
        prompts.append(first.prompt);
        captions.append(picture.painting.caption);
    }
    return {{u"prompt"_s, first.prompt}, {u"all_prompts"_s, prompts}, {u"negative_prompt"_s, order.negative},
        {u"seed"_s, qint64(first.seed)}, {u"all_seeds"_s, seeds}, {u"infotexts"_s, infotexts},
        {u"width"_s, first.size.width()}, {u"height"_s, first.size.height()}, {u"steps"_s, order.steps},
        {u"cfg_scale"_s, order.scale}, {u"sampler_name"_s, order.sampler}, {u"batch_size"_s, order.batch},
        {u"sd_model_name"_s, painterModel.toString()}, {u"sd_model_hash"_s, QJsonValue()},
        {u"index_of_first_image"_s, 0}, // no grid comes before them
        {u"extra_generation_params"_s,
            QJsonObject{{u"Engine"_s, painterName.toString()}, {u"Painted"_s, captions.join(u" | "_s)}}},
        {u"version"_s, QStringLiteral("PixelMeter " PIXELMETER_VERSION)}};
}

// Interrupted orders answer with what was made.
Answer pictureAnswer(const QJsonObject &asked, const WebUiOrder &order, const PaintJobs::View &job)
{
    QByteArrayList texts;
    if (order.sendImages) {
        for (const PaintedPicture &picture : job.pictures)
            texts.append('"' + picture.file.toBase64() + '"');
    }
    const QByteArray info = compact(infoOf(order, job.pictures));
    const QByteArray rest = compact({{u"parameters"_s, asked}, {u"info"_s, QString::fromUtf8(info)}});
    Answer answer;
    answer.body = "{\"images\":[" + texts.join(',') + "]," + rest.sliced(1);
    return answer;
}

Answer textToImage(const Request &request, World &world)
{
    const auto asked = bodyObject(request);
    const auto order
        = asked.andThen([&](const QJsonObject &json) { return webUiOrderFromJson(json, freshSeed(world)); });
    if (!order)
        return webUiError(order.error());
    if (const auto refused = refusedPrompt(order->order.first.prompt))
        return webUiError(*refused);
    const auto id = world.jobs.add(order->order);
    if (!id)
        return webUiError(id.error());
    const auto job = world.jobs.await(*id, request.gone);
    if (!job)
        return webUiError({.message = u"The order was dropped."_s, .status = 500});
    if (job->state == PaintJobs::State::Failed)
        return webUiError(*job->error);
    return pictureAnswer(*asked, *order, *job);
}

QJsonObject stateOf(const std::optional<PaintJobs::View> &job)
{
    return {{u"job"_s, job ? u"txt2img"_s : QString()}, {u"job_count"_s, job ? job->order.count : 0},
        {u"job_no"_s, job ? job->made : 0}, {u"job_timestamp"_s, job ? QString::fromLatin1(job->id) : u"0"_s},
        {u"sampling_step"_s, job ? job->stage : 0}, {u"sampling_steps"_s, job ? job->stages : 0},
        {u"skipped"_s, false}, {u"interrupted"_s, false}};
}

Answer progress(const Request &request, World &world)
{
    const auto job = world.jobs.current();
    const auto withoutPicture = queryBool(request, "skip_current_image");
    if (!withoutPicture)
        return webUiError(withoutPicture.error());
    const double done = job ? job->progress() : 0;
    const double seconds = job ? std::chrono::duration<double>(job->took).count() : 0;
    QJsonObject json{{u"progress"_s, done}, {u"eta_relative"_s, done > 0 ? seconds / done - seconds : 0.0},
        {u"state"_s, stateOf(job)}, {u"textinfo"_s, QJsonValue()}, {u"current_image"_s, QJsonValue()}};
    if (!job || job->preview.isNull() || withoutPicture->value_or(false))
        return answerJson(json);
    json.remove(u"current_image"_s);
    Answer answer;
    answer.body = withBase64(json, "current_image", previewPng(job->preview));
    return answer;
}

Answer interrupt(const Request &, World &world)
{
    world.jobs.interrupt();
    return answerJson({});
}

Answer models(const Request &, World &)
{
    const QString name = painterModel.toString();
    return answerArray({QJsonObject{{u"title"_s, name}, {u"model_name"_s, name}, {u"hash"_s, QJsonValue()},
        {u"sha256"_s, QJsonValue()}, {u"filename"_s, name}, {u"config"_s, QJsonValue()}}});
}

// Names that clients start with. Any other is taken too, since nothing is sampled.
Answer samplers(const Request &, World &)
{
    QJsonArray out;
    for (const QString &name : {u"Euler a"_s, u"Euler"_s, u"DPM++ 2M"_s})
        out.append(
            QJsonObject{{u"name"_s, name}, {u"aliases"_s, QJsonArray()}, {u"options"_s, QJsonObject()}});
    return answerArray(out);
}

Answer schedulers(const Request &, World &)
{
    return answerArray({QJsonObject{{u"name"_s, u"automatic"_s}, {u"label"_s, u"Automatic"_s},
        {u"aliases"_s, QJsonValue()}, {u"default_rho"_s, -1.0}, {u"need_inner_model"_s, false}}});
}

Answer options(const Request &, World &)
{
    return answerJson({{u"sd_model_checkpoint"_s, painterModel.toString()}, {u"samples_format"_s, u"png"_s}});
}

// Clients choose the model here before they ask for pictures. The rest changes nothing.
Answer setOptions(const Request &request, World &)
{
    const auto json = bodyObject(request);
    if (!json)
        return webUiError(json.error());
    const QString model = (*json)["sd_model_checkpoint"_L1].toString(painterModel.toString());
    if (model != painterModel)
        return webUiError({.message = u"There is no model “%1” here."_s.arg(model), .status = 404});
    Answer answer;
    answer.body = "null";
    return answer;
}

} // namespace

std::span<const Route> webUiRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/sdapi/v1/txt2img", Access::Open, textToImage},
        {Method::Get, "/sdapi/v1/progress", Access::Open, progress, Recording::Off},
        {Method::Post, "/sdapi/v1/interrupt", Access::Open, interrupt},
        {Method::Get, "/sdapi/v1/sd-models", Access::Open, models},
        {Method::Get, "/sdapi/v1/samplers", Access::Open, samplers},
        {Method::Get, "/sdapi/v1/schedulers", Access::Open, schedulers},
        {Method::Get, "/sdapi/v1/options", Access::Open, options},
        {Method::Post, "/sdapi/v1/options", Access::Open, setOptions},
    };
    return table;
}
