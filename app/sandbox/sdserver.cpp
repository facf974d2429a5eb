// SPDX-License-Identifier: MIT
#include "sandbox/images.h"
#include "sandbox/webuiorder.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QImageWriter>

using namespace Qt::StringLiterals;

// The job API of stable-diffusion.cpp's sd-server (image-api.md 3.1), painted here.
namespace {

using State = PaintJobs::State;

constexpr int mostPictures = 8; // a job

Answer jobError(Error error)
{
    if (error.status == 0 || error.status == 422)
        error.status = 400;
    return answerJson(sdServerErrorJson(error), error.status);
}

Error noJob(const World &world, const QByteArray &id)
{
    const bool expired = world.jobs.wasHere(id);
    return {.message = expired ? u"job expired"_s : u"job not found"_s, .status = expired ? 410 : 404};
}

QJsonValue secondsOrNull(std::optional<TimePoint> at)
{
    return at ? QJsonValue(qint64(std::chrono::floor<std::chrono::seconds>(*at).time_since_epoch().count()))
              : QJsonValue();
}

QString nameOf(State state)
{
    static constexpr QLatin1StringView names[]
        = {"queued"_L1, "generating"_L1, "completed"_L1, "failed"_L1, "cancelled"_L1};
    return names[size_t(state)];
}

QJsonValue errorOf(const PaintJobs::View &job)
{
    if (job.state == State::Cancelled)
        return QJsonObject{{u"code"_s, u"cancelled"_s}, {u"message"_s, u"job cancelled by client"_s}};
    if (job.state != State::Failed)
        return {};
    const QString code = job.error->code.isEmpty() ? u"generation_failed"_s : job.error->code;
    return QJsonObject{{u"code"_s, code}, {u"message"_s, job.error->message}};
}

QByteArray resultOf(const PaintJobs::View &job)
{
    QByteArrayList images;
    for (int i = 0; i < job.pictures.size(); ++i)
        images.append(withBase64({{u"index"_s, i}, {u"seed"_s, qint64(job.pictures[i].seed)}}, "b64_json",
            job.pictures[i].file.toBase64()));
    return "{\"output_format\":\"" + job.order.format + "\",\"images\":[" + images.join(',') + "]}";
}

// Written by hand for its pictures, which a JSON document would copy three times.
Answer jobAnswer(const PaintJobs::View &job)
{
    const QJsonObject head{{u"id"_s, QString::fromLatin1(job.id)}, {u"kind"_s, u"img_gen"_s},
        {u"status"_s, nameOf(job.state)}, {u"created"_s, secondsOrNull(job.created)},
        {u"started"_s, secondsOrNull(job.started)}, {u"completed"_s, secondsOrNull(job.ended)},
        {u"queue_position"_s, job.position}, {u"progress"_s, job.progress()}, {u"error"_s, errorOf(job)}};
    Answer answer;
    answer.body = compact(head);
    answer.body.chop(1);
    answer.body += ",\"result\":" + (job.state == State::Done ? resultOf(job) : QByteArray("null")) + '}';
    return answer;
}

Result<PaintJobs::Order> orderFromJson(const QJsonObject &json, quint64 fresh)
{
    JsonReader in(json);
    PaintJobs::Order out;
    out.first.prompt = in.string("prompt"_L1);
    out.count = int(in.optionalInteger("batch_count"_L1, 1, mostPictures).value_or(1));
    out.format = in.optionalString("output_format"_L1).value_or(u"png"_s).toLatin1();
    out.compression = int(in.optionalInteger("output_compression"_L1, 0, 100).value_or(100));
    const auto seed = seedOr(in.optionalInteger("seed"_L1), fresh);
    const auto size = paintedSize(
        in.optionalInteger("width"_L1).value_or(512), in.optionalInteger("height"_L1).value_or(512));
    const QJsonObject sampling = in.optionalObject("sample_params"_L1).value_or(QJsonObject());
    out.first.quality = qualityOfSteps(sampling["sample_steps"_L1].toInteger(20));
    if (const auto read = in.finish(0); !read)
        return read.error();
    if (!seed || !size)
        return seed ? size.error() : seed.error();
    const QByteArrayList formats{"png", "jpeg", "webp"};
    if (!formats.contains(out.format) || !QImageWriter::supportedImageFormats().contains(out.format))
        return Error{.message = u"output_format must be png, jpeg or webp"_s};
    if (out.first.prompt.trimmed().isEmpty())
        return Error{.message = u"prompt required"_s};
    out.first.seed = *seed;
    out.first.size = *size;
    return out;
}

Answer generate(const Request &request, World &world)
{
    const auto order = bodyObject(request).andThen(
        [&](const QJsonObject &json) { return orderFromJson(json, freshSeed(world)); });
    if (!order)
        return jobError(order.error());
    if (const auto refused = refusedPrompt(order->first.prompt))
        return jobError(*refused);
    const auto id = world.jobs.add(*order);
    if (!id)
        return jobError({.message = u"job queue is full"_s, .status = 429});
    const QString name = QString::fromLatin1(*id);
    return answerJson(
        {{u"id"_s, name}, {u"kind"_s, u"img_gen"_s}, {u"status"_s, u"queued"_s},
            {u"created"_s, secondsOrNull(world.clock.now())}, {u"poll_url"_s, "/sdcpp/v1/jobs/"_L1 + name}},
        202);
}

Answer look(const Request &request, World &world)
{
    const auto job = world.jobs.find(request.segment(3));
    return job ? jobAnswer(*job) : jobError(noJob(world, request.segment(3)));
}

Answer cancel(const Request &request, World &world)
{
    const QByteArray id = request.segment(3);
    if (!world.jobs.find(id))
        return jobError(noJob(world, id));
    if (!world.jobs.cancel(id))
        return jobError({.message = u"job already finished"_s, .status = 409});
    const auto job = world.jobs.await(id, {}); // 50 ms at most
    return job ? jobAnswer(*job) : jobError(noJob(world, id));
}

Answer capabilities(const Request &, World &)
{
    const QString name = painterModel.toString();
    const QJsonObject limits{{u"min_width"_s, minPaintEdge}, {u"max_width"_s, maxPaintEdge},
        {u"min_height"_s, minPaintEdge}, {u"max_height"_s, maxPaintEdge},
        {u"max_batch_count"_s, mostPictures}};
    const QJsonObject features{{u"cancel_queued"_s, true}, {u"cancel_generating"_s, true}};
    const QJsonArray formats{u"png"_s, u"jpeg"_s, u"webp"_s};
    return answerJson(
        {{u"model"_s, QJsonObject{{u"name"_s, name}, {u"stem"_s, name}, {u"path"_s, QString()}}},
            {u"current_mode"_s, u"img_gen"_s}, {u"supported_modes"_s, QJsonArray{u"img_gen"_s}},
            {u"limits"_s, limits}, {u"features"_s, features}, {u"output_formats"_s, formats},
            {u"samplers"_s, QJsonArray{u"euler_a"_s}}, {u"schedulers"_s, QJsonArray{u"default"_s}},
            {u"loras"_s, QJsonArray()}});
}

} // namespace

std::span<const Route> sdServerRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/sdcpp/v1/capabilities", Access::Open, capabilities},
        {Method::Post, "/sdcpp/v1/img_gen", Access::Open, generate},
        {Method::Get, "/sdcpp/v1/jobs/:", Access::Open, look, Recording::Off},
        {Method::Post, "/sdcpp/v1/jobs/:/cancel", Access::Open, cancel},
    };
    return table;
}
