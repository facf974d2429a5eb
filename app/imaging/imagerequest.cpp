// SPDX-License-Identifier: MIT
#include "imaging/imagerequest.h"

#include "support/strictjson.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

using Profile = ImageDestination::Profile;

constexpr auto painterModel = "demo-painter"_L1;

bool isDallE(const QString &model)
{
    return model == "dall-e-3"_L1;
}

bool isPainter(const ImageDestination &destination, const ImageRequest &request)
{
    return destination.profile == Profile::DemoPainter && request.model == painterModel;
}

// sd-server reads orders from a block inside the prompt: a person's text must not be able to give any.
QString harmless(QString prompt)
{
    static const QRegularExpression block(
        u"</?sd_cpp_extra_args[^>]*>?"_s, QRegularExpression::CaseInsensitiveOption);
    return prompt.remove(block);
}

void addSeed(QJsonObject &json, const std::optional<quint64> &seed)
{
    if (seed)
        json.insert("seed"_L1, qint64(*seed & quint64(std::numeric_limits<qint64>::max())));
}

} // namespace

QByteArray providerQuality(const QString &model, const QByteArray &tier)
{
    if (isDallE(model))
        return tier == "hd" ? "hd" : "standard";
    if (tier == "draft")
        return "low";
    return tier == "hd" ? "high" : "medium";
}

QUrl endpoint(const ImageDestination &destination, const QString &path)
{
    QUrl url = destination.baseUrl;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath((base.isEmpty() ? u"/v1"_s : base) + u'/' + path);
    return url;
}

bool wantsStream(const ImageDestination &destination, const ImageRequest &request)
{
    return isPainter(destination, request);
}

QByteArray bodyOf(const ImageDestination &destination, const ImageRequest &request)
{
    QJsonObject json{
        {"prompt"_L1, request.prompt},
        {"n"_L1, 1},
        {"size"_L1, u"%1x%2"_s.arg(request.size.width()).arg(request.size.height())},
    };
    if (!request.model.isEmpty())
        json.insert("model"_L1, request.model);
    if (destination.profile == Profile::Compatible) {
        json.insert("prompt"_L1, harmless(request.prompt));
        json.insert("response_format"_L1, u"b64_json"_s); // LocalAI and xAI answer with a URL otherwise
        addSeed(json, request.seed);
        return compact(json);
    }
    json.insert("quality"_L1, QString::fromLatin1(providerQuality(request.model, request.tier)));
    const bool painter = isPainter(destination, request);
    if (painter || isDallE(request.model))
        json.insert("style"_L1, QString::fromLatin1(request.style));
    if (painter) {
        json.insert("stream"_L1, true);
        addSeed(json, request.seed);
    }
    return compact(json);
}
