// SPDX-License-Identifier: MIT
#include "imaging/imageanswer.h"

#include "imaging/imageerrors.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error fault(QLatin1StringView code, const QString &server, const QString &detail = {})
{
    return imageError(code, server, detail, 200);
}

Result<QJsonObject> objectIn(const QByteArray &json, const QString &server)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return fault("not_json"_L1, server);
    const QJsonObject body = document.object();
    const QJsonValue error = body["error"_L1];
    if (error.isObject() || !error.toString().isEmpty() || body["type"_L1] == "error"_L1)
        return imageErrorOf(200, {}, json, server);
    return body;
}

qint64 tokens(const QJsonValue &value)
{
    return std::max<qint64>(value.toInteger(), 0);
}

// Missing or all zero on every local server.
std::optional<ImageUsage> usageIn(const QJsonObject &body)
{
    const QJsonObject usage = body["usage"_L1].toObject();
    const QJsonObject in = usage["input_tokens_details"_L1].toObject();
    ImageUsage out{.textIn = tokens(in["text_tokens"_L1]),
        .imageIn = tokens(in["image_tokens"_L1]),
        .out = tokens(usage["output_tokens"_L1])};
    if (in.isEmpty())
        out.textIn = tokens(usage["input_tokens"_L1]);
    return out == ImageUsage{} ? std::nullopt : std::optional(out);
}

Result<ImageAnswer> answerIn(const QJsonObject &item, const QString &server)
{
    ImageAnswer out;
    out.extension = item["pixelmeter"_L1].toObject();
    if (const QString revised = item["revised_prompt"_L1].toString(); !revised.isEmpty())
        out.revisedPrompt = revised;
    for (const auto key : {"b64_json"_L1, "base64"_L1})
        out.base64 = out.base64.isEmpty() ? item[key].toString().toLatin1() : out.base64;
    const QString url = item["url"_L1].toString();
    if (out.base64.isEmpty() && url.startsWith("data:"_L1))
        out.base64 = url.toLatin1();
    else if (out.base64.isEmpty())
        out.url = QUrl(url);
    if (out.base64.isEmpty() && out.url.isEmpty())
        return fault("no_picture"_L1, server);
    return out;
}

// Exactly as many entries as were asked for; an answer without a single picture is an error.
Result<ImageAnswers> counted(ImageAnswers answers, const QString &server, int count)
{
    const auto there
        = std::ranges::count_if(answers.items, [](const Result<ImageAnswer> &item) { return item.ok(); });
    if (there == 0)
        return answers.items.isEmpty() ? fault("no_picture"_L1, server) : answers.items.first().error();
    // Tokens that are told are those of all, and go to the pictures that came.
    const auto code = answers.usage ? "picture_missing_paid"_L1 : "picture_missing"_L1;
    const auto missing = fault(code, server, u"%1 of %2"_s.arg(answers.items.size()).arg(count));
    while (answers.items.size() < count)
        answers.items.append(missing);
    return answers;
}

// A grid comes first, by the server's own word or, where it says nothing, when there is one too many.
qsizetype firstPicture(const QJsonObject &info, qsizetype images, int count)
{
    const QJsonValue index = info["index_of_first_image"_L1];
    if (index.isDouble())
        return std::clamp<qsizetype>(index.toInt(), 0, std::max<qsizetype>(images - 1, 0));
    return count > 1 && images == count + 1 ? 1 : 0;
}

std::optional<quint64> seedAt(const QJsonObject &info, qsizetype index)
{
    const QJsonArray seeds = info["all_seeds"_L1].toArray();
    const QJsonValue seed = index < seeds.size() ? seeds.at(index)
        : index == 0                             ? info["seed"_L1]
                                                 : QJsonValue();
    return seed.isDouble() && seed.toInteger(-1) >= 0 ? std::optional(quint64(seed.toInteger()))
                                                      : std::nullopt;
}

bool isBase64Text(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letter || c == '+' || c == '/' || c == '=' || c == '\\'; // JSON may write \/
    });
}

// Behind "data:image/png;base64,", which stays readable.
qsizetype payloadStart(QByteArrayView text)
{
    return text.startsWith("data:") ? text.first(std::min<qsizetype>(text.size(), 100)).indexOf(',') + 1 : 0;
}

qsizetype closingQuote(QByteArrayView body, qsizetype from)
{
    for (qsizetype i = from; i < body.size(); ++i) {
        if (body[i] == '\\')
            ++i;
        else if (body[i] == '"')
            return i;
    }
    return body.size();
}

} // namespace

Result<ImageAnswers> imageAnswersOf(const QByteArray &json, const QString &server, int count)
{
    const Result<QJsonObject> body = objectIn(json, server);
    if (!body)
        return body.error();
    ImageAnswers out{.items = {}, .usage = usageIn(*body), .model = {}};
    if (!body->contains("data"_L1)) // the event itself carries the same members
        out.items.append(answerIn(*body, server));
    for (const auto data = (*body)["data"_L1].toArray(); const QJsonValue &item : data) {
        if (out.items.size() < count)
            out.items.append(answerIn(item.toObject(), server));
    }
    return counted(std::move(out), server, count);
}

Result<ImageAnswers> webUiAnswersOf(const QByteArray &json, const QString &server, int count)
{
    const Result<QJsonObject> body = objectIn(json, server);
    if (!body)
        return body.error();
    const QJsonObject info
        = QJsonDocument::fromJson((*body)["info"_L1].toString().toUtf8()).object(); // JSON in a text
    const QJsonArray images = (*body)["images"_L1].toArray();
    ImageAnswers out{.items = {}, .usage = {}, .model = info["sd_model_name"_L1].toString()};
    const qsizetype first = firstPicture(info, images.size(), count);
    for (qsizetype i = first; i < images.size() && i - first < count; ++i) {
        ImageAnswer one;
        one.base64 = images.at(i).toString().toLatin1();
        one.seed = seedAt(info, i - first);
        out.items.append(
            one.base64.isEmpty() ? Result<ImageAnswer>(fault("no_picture"_L1, server)) : Result(one));
    }
    return counted(std::move(out), server, count);
}

Result<ImageAnswers> jobAnswersOf(const QJsonObject &result, const QString &server, int count)
{
    QMap<qint64, Result<ImageAnswer>> byIndex;
    for (const auto images = result["images"_L1].toArray(); const QJsonValue &image : images) {
        Result<ImageAnswer> answer = answerIn(image.toObject(), server);
        if (const QJsonValue seed = image["seed"_L1]; answer && seed.toInteger(-1) >= 0)
            answer->seed = quint64(seed.toInteger());
        byIndex.insert(image["index"_L1].toInteger(byIndex.size()), answer);
    }
    return counted({.items = byIndex.values().mid(0, count), .usage = {}, .model = {}}, server, count);
}

QByteArray withoutPictures(const QByteArray &body)
{
    constexpr qsizetype shortText = 200; // not worth hiding
    QByteArray out;
    qsizetype kept = 0;
    for (qsizetype open = body.indexOf('"'); open >= 0;) {
        const qsizetype close = closingQuote(body, open + 1);
        const QByteArrayView text = QByteArrayView(body).sliced(open + 1, close - open - 1);
        const qsizetype start = payloadStart(text);
        if (text.size() - start >= shortText && isBase64Text(text.sliced(start))) {
            out += QByteArrayView(body).sliced(kept, open + 1 + start - kept);
            out += QByteArray::number((text.size() - start) / 4 * 3) + " bytes";
            kept = close;
        }
        open = close + 1 < body.size() ? body.indexOf('"', close + 1) : -1;
    }
    return out + body.mid(kept);
}
