// SPDX-License-Identifier: MIT
#include "sandbox/images.h"

#include "painter/lexicon.h"
#include "painter/reader.h"
#include "sandbox/imagestream.h"
#include "sandbox/servedimages.h"
#include "support/strictjson.h"

#include <QCryptographicHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

// The OpenAI Images API (image-api.md 2), painted here.
namespace {

// A request without stream: nobody hears of stages, and only its end shows that the client has gone. The
// server's own end does not wait for up to ten pictures.
struct QuietMonitor : PaintMonitor {
    explicit QuietMonitor(const Store &served)
        : store(served)
    {
    }
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return store.stopping(); }

    const Store &store;
};

Answer imageError(const Error &error)
{
    const int status = error.status > 0 ? error.status : 400;
    return answerJson(imageErrorJson(error), status);
}

Error storageError(const Error &error)
{
    return {.kind = Error::Kind::Server, .message = error.message, .status = 500};
}

// A seed that a client can write down: 31 bits, and the same ones again where ids are.
quint64 freshSeed(World &world)
{
    const QByteArray hash
        = QCryptographicHash::hash(world.ids.next(Prefix::Token), QCryptographicHash::Sha256);
    return qFromBigEndian<quint32>(hash.constData()) >> 1;
}

qint64 seconds(TimePoint at)
{
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

// One element of `data`.
Result<QByteArray> dataItem(const ImageOrder &order, const PaintedPicture &picture, World &world)
{
    QJsonObject json;
    if (order.family == ImageOrder::Family::Demo)
        json.insert(u"pixelmeter"_s, extensionJson(picture));
    if (order.family == ImageOrder::Family::Dalle3)
        json.insert(u"revised_prompt"_s,
            picture.painting.caption.isEmpty() ? order.paint.prompt : picture.painting.caption);
    if (order.answer == ImageOrder::Answer::Base64)
        return withBase64(json, "b64_json", picture.file.toBase64());
    const auto name
        = ServedImages(world.folder).keep(picture.file, world.ids.next(Prefix::Token), world.clock.now());
    if (!name)
        return storageError(name.error());
    json.insert(u"url"_s, world.baseUrl + "/files/images/"_L1 + QString::fromLatin1(*name));
    return compact(json);
}

QJsonObject answerHead(const ImageOrder &order, const World &world)
{
    QJsonObject head{{u"created"_s, seconds(world.clock.now())}};
    if (order.family == ImageOrder::Family::Dalle3)
        return head;
    const QSize size = order.paint.size;
    head.insert(u"background"_s, u"opaque"_s);
    head.insert(u"output_format"_s, QString::fromLatin1(order.format));
    head.insert(u"quality"_s, order.quality);
    head.insert(u"size"_s, u"%1x%2"_s.arg(size.width()).arg(size.height()));
    return head;
}

Answer wholeAnswer(const ImageOrder &order, World &world)
{
    QByteArrayList items;
    for (int i = 0; i < order.count; ++i) {
        QuietMonitor monitor(world.store);
        const Result<PaintedPicture> picture = makePicture(order, i, world, monitor);
        if (!picture)
            return imageError(picture.error());
        const Result<QByteArray> item = dataItem(order, *picture, world);
        if (!item)
            return imageError(item.error());
        items.append(*item);
    }
    QByteArray body = compact(answerHead(order, world));
    body.chop(1);
    body += ",\"data\":[" + items.join(',') + "]}";
    Answer answer;
    answer.body = body;
    return answer;
}

Answer generate(const Request &request, World &world)
{
    const auto order = bodyObject(request).andThen(
        [&](const QJsonObject &json) { return imageOrderFromJson(json, freshSeed(world)); });
    if (!order) {
        Error error = order.error();
        error.status = error.status == 422 || error.status == 0 ? 400 : error.status;
        return imageError(error);
    }
    // Refused before the first byte of a stream: after it there is no status left to say so.
    if (const auto prompt = readPrompt(order->paint.prompt, Lexicon::builtin()); !prompt)
        return imageError(prompt.error());
    const bool ours = !headerValue(request.headers, exchangeHeader).isEmpty();
    return order->stream ? imageStream(*order, world, ours ? StageFrames::Sent : StageFrames::Left)
                         : wholeAnswer(*order, world);
}

Answer listModels(const Request &, World &)
{
    QJsonArray data;
    for (const ImageModel &model : imageModels()) {
        const QJsonValue shutdown
            = model.shutdownDate.isEmpty() ? QJsonValue() : QJsonValue(model.shutdownDate);
        data.append(QJsonObject{{u"id"_s, model.id}, {u"object"_s, u"model"_s}, {u"created"_s, 1763712000},
            {u"owned_by"_s, model.owner}, {u"shutdown_date"_s, shutdown}});
    }
    return answerJson({{u"object"_s, u"list"_s}, {u"data"_s, data}});
}

Answer imageFile(const Request &request, World &world)
{
    const auto png = ServedImages(world.folder).take(request.segment(2), world.clock.now());
    if (!png)
        return answerError(notFound(u"picture"_s, request.segment(2)));
    Answer answer;
    answer.body = *png;
    answer.type = "image/png";
    answer.extra.emplaceBack("cache-control", "private, max-age=3600");
    return answer;
}

} // namespace

Result<PaintedPicture> makePicture(const ImageOrder &order, int index, World &world, PaintMonitor &monitor)
{
    PaintRequest request = order.paint;
    request.seed += quint64(index);
    Result<Painting> painting = world.paint ? world.paint(request, monitor) : paint(request, monitor);
    if (!painting)
        return painting.error();
    const QByteArray format = order.answer == ImageOrder::Answer::Url ? "png" : order.format;
    const Result<QByteArray> file = encoded(*painting, format, order.compression);
    if (!file)
        return file.error();
    return PaintedPicture{std::move(*painting), *file, request.seed};
}

std::span<const Route> imageRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/v1/images/generations", Access::Token, generate},
        {Method::Get, "/v1/models", Access::Token, listModels},
        {Method::Get, "/files/images/:", Access::File, imageFile},
    };
    return table;
}
