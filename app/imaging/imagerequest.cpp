// SPDX-License-Identifier: MIT
#include "imaging/imagerequest.h"

#include "support/strictjson.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr auto painterModel = "demo-painter"_L1;

// sd-server reads orders from a block inside the prompt: a person's text must not be able to give any, not
// even one that appears when another is taken out.
QString harmless(const Provider &to, QString prompt)
{
    static const QRegularExpression block(
        u"</?sd_cpp_extra_args[^>]*>?"_s, QRegularExpression::CaseInsensitiveOption);
    qsizetype before = -1;
    while (prompt.size() != before) {
        before = prompt.size();
        prompt.remove(block);
    }
    return to.splitsAtBar ? prompt.replace(u'|', u',') : prompt;
}

qint64 seedNumber(quint64 seed)
{
    return qint64(seed & quint64(std::numeric_limits<qint64>::max()));
}

// The shape of the picture in the words xAI takes: the nearest of these.
QString aspectRatio(const QSize &size)
{
    constexpr std::pair<int, int> shapes[]
        = {{1, 1}, {3, 2}, {2, 3}, {4, 3}, {3, 4}, {16, 9}, {9, 16}, {2, 1}, {1, 2}};
    const auto distance = [&](const std::pair<int, int> &shape) {
        return std::abs(
            std::log(double(size.width()) * shape.second / (double(size.height()) * shape.first)));
    };
    const auto nearest = std::ranges::min_element(shapes, {}, distance);
    return u"%1:%2"_s.arg(nearest->first).arg(nearest->second);
}

void addSize(QJsonObject &json, const Provider &to, const QSize &size)
{
    constexpr int edgeOf1k = 1536; // longer ones are 2k
    switch (to.sizeStyle) {
    case Provider::SizeStyle::Size:
        json.insert("size"_L1, u"%1x%2"_s.arg(size.width()).arg(size.height()));
        break;
    case Provider::SizeStyle::AspectRatio:
        json.insert("aspect_ratio"_L1, aspectRatio(size));
        json.insert("resolution"_L1, std::max(size.width(), size.height()) > edgeOf1k ? u"2k"_s : u"1k"_s);
        break;
    case Provider::SizeStyle::WidthAndHeight:
        json.insert("width"_L1, size.width());
        json.insert("height"_L1, size.height());
        break;
    }
}

// Png is what every server gives unasked.
void addFormat(QJsonObject &json, const Provider &to, const ImageRequest &request)
{
    const ProviderModel &model = to.model(request.model);
    const QString format = QString::fromLatin1(request.format);
    if (to.has(Provider::Format, request.model) && format != "png"_L1 && model.formats.contains(format))
        json.insert("output_format"_L1, format);
    if (request.transparent && format != "jpeg"_L1 && model.transparent
        && to.has(Provider::Background, request.model))
        json.insert("background"_L1, u"transparent"_s);
}

void addNegative(QJsonObject &json, const Provider &to, const ImageRequest &request)
{
    if (to.has(Provider::Negative, request.model) && !request.negative.isEmpty())
        json.insert("negative_prompt"_L1, harmless(to, request.negative));
}

void addSeed(QJsonObject &json, const Provider &to, const ImageRequest &request)
{
    if (to.has(Provider::Seed, request.model) && request.seed)
        json.insert("seed"_L1, seedNumber(*request.seed));
}

void addStream(QJsonObject &json, const ImageDestination &destination, const ImageRequest &request)
{
    if (!wantsStream(destination, request))
        return;
    json.insert("stream"_L1, true);
    if (destination.provider == "demo")
        return; // it shows every stage
    if (const int partials = partialsAsked(destination.provider, request.model, request.tier, request.count))
        json.insert("partial_images"_L1, partials);
}

QJsonObject openAiBody(const Provider &to, const ImageDestination &destination, const ImageRequest &request)
{
    QJsonObject json{{"n"_L1, request.count}};
    if (!request.model.isEmpty())
        json.insert("model"_L1, request.model);
    addSize(json, to, request.size);
    if (const QByteArray quality = providerQuality(to.id, request.model, request.tier); !quality.isEmpty())
        json.insert("quality"_L1, QString::fromLatin1(quality));
    if (to.has(Provider::Style, request.model))
        json.insert("style"_L1, QString::fromLatin1(request.style));
    if (to.has(Provider::ResponseFormat, request.model))
        json.insert("response_format"_L1, to.responseFormat); // a URL otherwise, which may not be reachable
    addFormat(json, to, request);
    addStream(json, destination, request);
    return json;
}

QJsonObject webUiBody(const Provider &to, const ImageRequest &request)
{
    QJsonObject json{{"batch_size"_L1, request.count}, {"n_iter"_L1, 1}};
    addSize(json, to, request.size);
    if (!request.model.isEmpty())
        json.insert("override_settings"_L1, QJsonObject{{"sd_model_checkpoint"_L1, request.model}});
    return json;
}

QJsonObject sdServerBody(const Provider &to, const ImageRequest &request)
{
    QJsonObject json{{"batch_count"_L1, request.count}};
    addSize(json, to, request.size);
    addFormat(json, to, request);
    return json;
}

} // namespace

QByteArray providerQuality(const QByteArray &id, const QString &model, const QByteArray &tier)
{
    const Provider &to = provider(id);
    return to.has(Provider::Quality, model) ? to.model(model).qualities.value(tier) : QByteArray();
}

int partialsAsked(const QByteArray &id, const QString &model, const QByteArray &tier, int count)
{
    const int wanted = tier == "draft" ? 0 : tier == "hd" ? 2 : 1;
    return count == 1 ? std::min(wanted, provider(id).model(model).partials) : 0;
}

QUrl endpoint(const ImageDestination &destination, const QString &path)
{
    QUrl url = destination.baseUrl;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    if (provider(destination.provider).protocol != Provider::Protocol::OpenAi) {
        for (const auto prefix : {"/sdapi/v1"_L1, "/sdcpp/v1"_L1, "/v1"_L1}) {
            if (base.endsWith(prefix))
                base.chop(prefix.size());
        }
        url.setPath(base + u'/' + path);
        return url;
    }
    url.setPath((base.isEmpty() ? u"/v1"_s : base) + u'/' + path);
    return url;
}

QUrl generationUrl(const ImageDestination &destination)
{
    switch (provider(destination.provider).protocol) {
    case Provider::Protocol::WebUi:
        return endpoint(destination, u"sdapi/v1/txt2img"_s);
    case Provider::Protocol::SdServer:
        return endpoint(destination, u"sdcpp/v1/img_gen"_s);
    case Provider::Protocol::OpenAi:
        break;
    }
    return endpoint(destination, u"images/generations"_s);
}

bool wantsStream(const ImageDestination &destination, const ImageRequest &request)
{
    if (destination.provider == "demo" && request.model == painterModel)
        return request.count == 1;
    return partialsAsked(destination.provider, request.model, request.tier, request.count) > 0;
}

QByteArray bodyOf(const ImageDestination &destination, const ImageRequest &request)
{
    const Provider &to = provider(destination.provider);
    QJsonObject json = to.protocol == Provider::Protocol::WebUi ? webUiBody(to, request)
        : to.protocol == Provider::Protocol::SdServer           ? sdServerBody(to, request)
                                                                : openAiBody(to, destination, request);
    json.insert("prompt"_L1, harmless(to, request.prompt));
    addNegative(json, to, request);
    addSeed(json, to, request);
    return compact(json);
}
