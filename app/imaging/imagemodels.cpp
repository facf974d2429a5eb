// SPDX-License-Identifier: MIT
#include "imaging/imagemodels.h"

#include "imaging/imageerrors.h"
#include "imaging/imagehttp.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

using namespace Qt::StringLiterals;

namespace {

using Models = QList<ModelInfo>;

Result<ModelInfo> modelFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const ModelInfo model{.id = in.string("id"_L1),
        .ownedBy = json["owned_by"_L1].toString(),
        .shutdownDate = in.optionalString("shutdown_date"_L1)};
    return in.finish(model);
}

Result<Models> modelsFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const auto models = in.list<ModelInfo>("data"_L1, modelFromJson);
    return in.finish(models);
}

Result<Models> openAiModels(const QByteArray &body)
{
    if (body.trimmed().startsWith('[')) {
        return readArray(body).andThen([](const QJsonArray &data) {
            return modelsFromJson({{"data"_L1, data}});
        });
    }
    return readObject(body).andThen(modelsFromJson);
}

Models thatPaint(const Models &models)
{
    Models out;
    for (const ModelInfo &model : models) {
        if (model.id.contains("image"_L1) || model.id.startsWith("dall-e"_L1))
            out.append(model);
    }
    return out;
}

Result<Models> checkpoints(const QByteArray &body)
{
    const auto items = readArray(body);
    if (!items)
        return items.error();
    Models out;
    for (const QJsonValue &item : *items) {
        const QString name = item["model_name"_L1].toString();
        out.append(
            {.id = name.isEmpty() ? item["title"_L1].toString() : name, .ownedBy = {}, .shutdownDate = {}});
    }
    return out;
}

Result<Models> loadedModel(const QByteArray &body)
{
    const auto json = readObject(body);
    if (!json)
        return json.error();
    const QJsonValue model = (*json)["model"_L1];
    const QString stem = model["stem"_L1].toString();
    const QString name = stem.isEmpty() ? model["name"_L1].toString() : stem;
    return name.isEmpty() ? Models{} : Models{{.id = name, .ownedBy = {}, .shutdownDate = {}}};
}

Result<Models> read(const ImageDestination &destination, const QByteArray &body)
{
    switch (provider(destination.provider).protocol) {
    case Provider::Protocol::WebUi:
        return checkpoints(body);
    case Provider::Protocol::SdServer:
        return loadedModel(body);
    case Provider::Protocol::OpenAi:
        break;
    }
    const auto models = openAiModels(body);
    return models && destination.provider == "openai" ? Result(thatPaint(*models)) : models;
}

} // namespace

QUrl modelsUrl(const ImageDestination &destination)
{
    switch (provider(destination.provider).protocol) {
    case Provider::Protocol::WebUi:
        return endpoint(destination, u"sdapi/v1/sd-models"_s);
    case Provider::Protocol::SdServer:
        return endpoint(destination, u"sdcpp/v1/capabilities"_s);
    case Provider::Protocol::OpenAi:
        break;
    }
    return endpoint(destination, u"models"_s);
}

Result<QList<ModelInfo>> modelsIn(const ImageDestination &destination, const QByteArray &body)
{
    const auto models = read(destination, body);
    return models ? models : imageError("models_unreadable"_L1, imagehttp::serverName(destination), {}, 200);
}
