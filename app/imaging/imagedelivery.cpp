// SPDX-License-Identifier: MIT
#include "imaging/imagedelivery.h"

#include "imaging/imagecall.h"
#include "imaging/imageerrors.h"
#include "imaging/imagehttp.h"
#include "support/call.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QStringList textsIn(const QJsonValue &list)
{
    QStringList out;
    for (const auto items = list.toArray(); const QJsonValue &item : items)
        out.append(item.toString());
    return out;
}

// What the demo painter tells of its work.
void describe(Picture &picture, const QJsonObject &extension)
{
    picture.caption = extension["caption"_L1].toString();
    picture.used = textsIn(extension["used"_L1]);
    picture.unknown = textsIn(extension["unknown"_L1]);
    if (const QString engine = extension["engine"_L1].toString(); !engine.isEmpty())
        picture.engine = engine;
    if (const QString model = extension["model"_L1].toString(); !model.isEmpty())
        picture.model = model;
    if (extension.contains("seed"_L1))
        picture.seed = quint64(extension["seed"_L1].toInteger());
}

bool isHttp(const QUrl &url)
{
    return (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

Picture filled(Picture known, const Picture &decoded)
{
    known.bytes = decoded.bytes;
    known.format = decoded.format;
    known.image = decoded.image;
    known.size = decoded.size;
    return known;
}

} // namespace

QList<ImageUsage> shares(const ImageUsage &usage, qsizetype count)
{
    QList<ImageUsage> out(count, {usage.textIn / count, usage.imageIn / count, usage.out / count});
    ImageUsage &first = out.first();
    first.textIn += usage.textIn % count;
    first.imageIn += usage.imageIn % count;
    first.out += usage.out % count;
    return out;
}

ImageDelivery::ImageDelivery(
    QNetworkAccessManager &network, QString server, Picture known, Limits limits, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_server(std::move(server))
    , m_known(std::move(known))
    , m_limits(limits)
{
}

void ImageDelivery::start(const ImageAnswers &answers)
{
    m_usage = answers.usage;
    if (!answers.model.isEmpty())
        m_known.model = answers.model;
    QList<qsizetype> open;
    for (const Result<ImageAnswer> &item : answers.items) {
        const bool fetchable = item && (!item->base64.isEmpty() || isHttp(item->url));
        if (fetchable)
            open.append(m_pictures.size());
        m_pictures.append(item ? imageError("address_not_http"_L1, m_server) : item.error());
    }
    m_open = open.size();
    if (open.isEmpty())
        return finish();
    for (const qsizetype index : open) {
        const ImageAnswer &answer = *answers.items[index];
        if (answer.base64.isEmpty())
            fetch(index, answer);
        else
            decode(index, answer, {});
    }
}

// At once, since such addresses expire.
void ImageDelivery::fetch(qsizetype index, const ImageAnswer &answer)
{
    QNetworkRequest request = imagehttp::keylessRequest(answer.url);
    request.setRawHeader("Accept", "image/*");
    auto *call = new ImageCall(m_network.get(request), answer.url.host(),
        {.deadline = m_limits.deadline, .bytes = m_limits.bytes}, this);
    connect(call, &ImageCall::ended, this, [this, call, index, answer](const ImageCall::End &end) {
        call->deleteLater();
        if (end.broken && end.broken->code == "too_large"_L1)
            put(index, *end.broken);
        else if (end.broken || end.status != 200)
            put(index, imageError("download_failed"_L1, answer.url.host(), {}, end.status));
        else
            decode(index, answer, end.body);
    });
}

Picture ImageDelivery::knownOf(const ImageAnswer &answer) const
{
    Picture known = m_known;
    if (answer.seed)
        known.seed = answer.seed;
    known.revisedPrompt = answer.revisedPrompt;
    describe(known, answer.extension);
    return known;
}

// Megabytes of base64 and their decoding are the pool's work.
void ImageDelivery::decode(qsizetype index, const ImageAnswer &answer, const QByteArray &bytes)
{
    const CallSource<Picture> source;
    whenDone(source.call(), this, [this, index](const Result<Picture> &picture) { put(index, picture); });
    QThreadPool::globalInstance()->start([source, known = knownOf(answer), base64 = answer.base64, bytes] {
        const Result<QByteArray> file = base64.isEmpty() ? Result(bytes) : fromBase64Text(base64);
        const Result<Picture> decoded = file.andThen(decodePicture);
        source.finish(decoded ? Result(filled(known, *decoded)) : decoded);
    });
}

void ImageDelivery::put(qsizetype index, const Result<Picture> &picture)
{
    m_pictures[index] = picture;
    if (--m_open == 0)
        finish();
}

void ImageDelivery::finish()
{
    const auto there = std::ranges::count_if(m_pictures, [](const auto &each) { return each.ok(); });
    const QList<ImageUsage> tokens = m_usage && there > 0 ? shares(*m_usage, there) : QList<ImageUsage>{};
    for (qsizetype i = 0, share = 0; i < m_pictures.size(); ++i) {
        if (m_pictures[i] && share < tokens.size())
            m_pictures[i]->usage = tokens[share++];
    }
    Q_EMIT delivered(m_pictures); // may delete this: keep it last
}
