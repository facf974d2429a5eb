// SPDX-License-Identifier: MIT
#include "sandbox/images.h"

#include "painter/lexicon.h"
#include "painter/reader.h"
#include "sandbox/imagestream.h"
#include "sandbox/imageusage.h"
#include "sandbox/servedimages.h"
#include "support/strictjson.h"

#include <QCryptographicHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

// The OpenAI Images API (image-api.md 2), painted here.
namespace {

constexpr auto lookEvery = 20ms;
constexpr int clientLeft = 499; // what logs write for it; nobody reads the answer

// A request without stream: nobody hears of stages. A client that has left ends the work, and so does the
// server's own end.
class QuietMonitor : public PaintMonitor {
public:
    QuietMonitor(const Store &store, const std::function<bool()> &gone)
        : m_store(store)
        , m_gone(gone)
    {
    }

    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return m_store.stopping() || left(); }
    bool left() const
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_left && m_gone && now - m_lookedAt >= lookEvery) {
            m_lookedAt = now;
            m_left = m_gone();
        }
        return m_left;
    }

private:
    const Store &m_store;
    const std::function<bool()> &m_gone;
    mutable bool m_left = false;
    mutable std::chrono::steady_clock::time_point m_lookedAt;
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
    if (order.family == ImageOrder::Family::Dalle2 || order.family == ImageOrder::Family::Dalle3)
        return head;
    const QSize size = order.paint.size;
    head.insert(u"background"_s, u"opaque"_s);
    head.insert(u"output_format"_s, QString::fromLatin1(order.format));
    head.insert(u"quality"_s, order.quality);
    head.insert(u"size"_s, u"%1x%2"_s.arg(size.width()).arg(size.height()));
    return head;
}

Error leftError()
{
    return {.kind = Error::Kind::Cancelled,
        .message = u"The client left before its pictures were done."_s,
        .status = clientLeft};
}

Answer wholeAnswer(const ImageOrder &order, World &world, const std::function<bool()> &gone)
{
    QByteArrayList items;
    for (int i = 0; i < order.count; ++i) {
        QuietMonitor monitor(world.store, gone);
        const Result<PaintedPicture> picture = makePicture(order, i, world, monitor);
        if (!picture)
            return imageError(monitor.left() ? leftError() : picture.error());
        const Result<QByteArray> item = dataItem(order, *picture, world);
        if (!item)
            return imageError(item.error());
        items.append(*item);
    }
    QJsonObject head = answerHead(order, world);
    if (const auto usage = imageUsage(order, order.count, 0))
        head.insert(u"usage"_s, *usage);
    QByteArray body = compact(head);
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
    if (const auto refused = refusedPrompt(order->paint.prompt))
        return imageError(*refused);
    const bool ours = !headerValue(request.headers, exchangeHeader).isEmpty();
    return order->stream ? imageStream(*order, world, ours ? StageFrames::Sent : StageFrames::Left)
                         : wholeAnswer(*order, world, request.gone);
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

quint64 freshSeed(World &world)
{
    const QByteArray hash
        = QCryptographicHash::hash(world.ids.next(Prefix::Token), QCryptographicHash::Sha256);
    return qFromBigEndian<quint32>(hash.constData()) >> 1;
}

std::optional<Error> refusedPrompt(const QString &prompt)
{
    const auto read = readPrompt(prompt, Lexicon::builtin());
    return read ? std::nullopt : std::optional(read.error());
}

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
