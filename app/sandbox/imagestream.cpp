// SPDX-License-Identifier: MIT
#include "sandbox/imagestream.h"

#include "sandbox/images.h"
#include "sandbox/imageusage.h"
#include "support/strictjson.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto lookEvery = 20ms;

QJsonObject frameHead(const QString &type, const ImageOrder &order, qint64 createdAt)
{
    const QSize size = order.paint.size;
    return {
        {u"type"_s, type},
        {u"created_at"_s, createdAt},
        {u"size"_s, u"%1x%2"_s.arg(size.width()).arg(size.height())},
        {u"quality"_s, order.quality},
        {u"background"_s, u"opaque"_s},
        {u"output_format"_s, QString::fromLatin1(order.format)},
    };
}

// As large as the picture will be, in its format: what a client shows in its place meanwhile.
QByteArray partialPicture(const QImage &preview, const ImageOrder &order)
{
    const QImage large = preview.scaled(order.paint.size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const auto file = encoded({.image = large, .scene = {}, .caption = {}, .used = {}, .unknown = {}},
        order.format, order.compression);
    return file ? file->toBase64() : QByteArray();
}

QByteArray completedFrame(
    const ImageOrder &order, const PaintedPicture &picture, int partials, qint64 createdAt)
{
    QJsonObject json = frameHead(u"image_generation.completed"_s, order, createdAt);
    if (const auto usage = imageUsage(order, 1, partials))
        json.insert(u"usage"_s, *usage);
    if (order.family == ImageOrder::Family::Demo)
        json.insert(u"pixelmeter"_s, extensionJson(picture));
    return sseFrame("image_generation.completed", withBase64(json, "b64_json", picture.file.toBase64()));
}

QByteArray errorFrame(const Error &error)
{
    QJsonObject json = imageErrorJson(error);
    json.insert(u"type"_s, u"error"_s);
    return sseFrame("error", compact(json));
}

} // namespace

QByteArray sseFrame(const QByteArray &event, const QByteArray &json)
{
    return "event: " + event + "\ndata: " + json + "\n\n";
}

StreamMonitor::StreamMonitor(
    const StreamSink &sink, const ImageOrder &order, StageFrames stages, qint64 createdAt)
    : m_sink(sink)
    , m_order(order)
    , m_stages(stages)
    , m_createdAt(createdAt)
{
}

// Partial pictures are spread evenly over the stages; the last stage is the picture itself.
bool StreamMonitor::partialIsDue(int done, int total) const
{
    return m_partialsSent < m_order.partialImages && done < total
        && done * (m_order.partialImages + 1) >= (m_partialsSent + 1) * total;
}

void StreamMonitor::stage(const QString &name, int done, int total, const QImage &preview)
{
    const bool partial = partialIsDue(done, total) && !preview.isNull();
    if (!partial && m_stages == StageFrames::Left)
        return;
    if (m_stages == StageFrames::Sent)
        send(sseFrame("pixelmeter.progress",
            withBase64({{u"stage"_s, name}, {u"done"_s, done}, {u"total"_s, total}}, "preview_b64",
                previewPng(preview))));
    if (!partial)
        return;
    QJsonObject json = frameHead(u"image_generation.partial_image"_s, m_order, m_createdAt);
    json.insert(u"partial_image_index"_s, m_partialsSent++);
    send(sseFrame(
        "image_generation.partial_image", withBase64(json, "b64_json", partialPicture(preview, m_order))));
}

bool StreamMonitor::cancelled() const
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_gone && now - m_lookedAt >= lookEvery) {
        m_lookedAt = now;
        m_gone = !m_sink({});
    }
    return m_gone;
}

void StreamMonitor::send(const QByteArray &frame)
{
    if (!m_gone)
        m_gone = !m_sink(frame);
}

Answer imageStream(const ImageOrder &order, World &world, StageFrames stages)
{
    Answer answer;
    answer.type = "text/event-stream";
    answer.extra.emplaceBack("cache-control", "no-cache");
    answer.stream = [order, &world, stages](const StreamSink &sink) {
        const qint64 createdAt
            = std::chrono::duration_cast<std::chrono::seconds>(world.clock.now().time_since_epoch()).count();
        for (int i = 0; i < order.count; ++i) {
            StreamMonitor monitor(sink, order, stages, createdAt);
            const Result<PaintedPicture> picture = makePicture(order, i, world, monitor);
            const bool more
                = sink(picture ? completedFrame(order, *picture, monitor.partialsSent(), createdAt)
                               : errorFrame(picture.error()));
            if (!more || !picture)
                return;
        }
    };
    return answer;
}
