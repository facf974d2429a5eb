// SPDX-License-Identifier: MIT
#include "imaging/openaiflight.h"

#include <QJsonDocument>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPartial = 16 * 1024 * 1024; // base64 digits; a longer one is not shown

QByteArray nameOf(const EventStream::Frame &frame)
{
    if (!frame.event.isEmpty())
        return frame.event;
    return QJsonDocument::fromJson(frame.data).object()["type"_L1].toString().toLatin1();
}

} // namespace

void OpenAiFlight::attempt()
{
    QNetworkRequest order = request(generationUrl(to()));
    if (to().provider == "demo")
        order.setRawHeader(exchangeHeader.toByteArray(), nextExchange());
    if (wantsStream(to(), asked()))
        order.setRawHeader("Accept", "text/event-stream, application/json");
    m_completed.clear();
    m_hasPicture = false;
    ImageCall *call = post(order);
    connect(call, &ImageCall::frame, this, &OpenAiFlight::frame);
    connect(call, &ImageCall::ended, this, &OpenAiFlight::ended);
}

void OpenAiFlight::frame(const EventStream::Frame &frame)
{
    const bool demo = to().provider == "demo";
    const QByteArray name = nameOf(frame);
    if (name == "image_generation.completed") {
        m_completed = frame.data;
        m_hasPicture = true;
    } else if (name == "error" && !m_hasPicture) {
        m_completed = frame.data;
    } else if (name == "pixelmeter.progress"
        && demo) { // shown as they come: only our own server may send them
        const QJsonObject json = QJsonDocument::fromJson(frame.data).object();
        showStage(json["stage"_L1].toString(), json["done"_L1].toInt(), json["total"_L1].toInt(),
            QByteArray::fromBase64(json["preview_b64"_L1].toString().toLatin1()));
    } else if (name == "image_generation.partial_image" && !demo && frame.data.size() <= longestPartial) {
        const int most = partialsAsked(to().provider, asked().model, asked().tier, asked().count);
        const QJsonObject json = QJsonDocument::fromJson(frame.data).object();
        const int index = json["partial_image_index"_L1].toInt();
        if (index >= 0 && index < most) // no more than were asked for
            showPreview(u"partial picture"_s, index + 1, most + 1, json["b64_json"_L1].toString().toLatin1());
    }
}

void OpenAiFlight::ended(const ImageCall::End &end)
{
    if (end.status >= 300)
        return failed(told(end), end);
    if (end.broken && m_completed.isEmpty())
        return failed(*end.broken, end);
    ImageCall::End kept = end;
    if (!m_completed.isEmpty())
        kept.body = m_completed;
    record(kept, {});
    serverTookIt();
    onPool<ImageAnswers>([json = kept.body, name = server(),
                             count = asked().count] { return imageAnswersOf(json, name, count); },
        [this](const Result<ImageAnswers> &answers) { deliver(answers); });
}
