// SPDX-License-Identifier: MIT
#include "imaging/imageanswer.h"

#include "imaging/picture.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestMessage = 500; // of somebody else's text

struct Told {
    QString message;
    QString code;
    QString type;
    QString param;
};

// FastAPI's list of complaints: the first one's text.
QString detailText(const QJsonValue &detail)
{
    const QJsonValue first = detail.isArray() ? detail.toArray().at(0) : detail;
    return first.isObject() ? first["msg"_L1].toString() : first.toString();
}

Told toldIn(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QJsonValue error = json["error"_L1];
    Told out;
    if (error.isObject()) {
        out = {error["message"_L1].toString(), error["code"_L1].toVariant().toString(),
            error["type"_L1].toString(), error["param"_L1].toString()};
    } else {
        out.message = json["message"_L1].toString();
        if (out.message.isEmpty())
            out.message = error.isString() ? error.toString() : detailText(json["detail"_L1]);
    }
    out.message = out.message.simplified().left(longestMessage);
    out.code = out.code.left(longestMessage);
    return out;
}

bool isRefusal(int status, const Told &told)
{
    if (status >= 500 || status == 401 || status == 403 || status == 429)
        return false;
    return told.code == "moderation_blocked"_L1 || told.code == "content_policy_violation"_L1
        || told.type == "image_generation_user_error"_L1
        || told.message.contains("safety system"_L1, Qt::CaseInsensitive);
}

bool isLackOfCredit(const QString &code)
{
    return code == "insufficient_quota"_L1 || code == "credit_balance_exhausted"_L1
        || code == "billing_hard_limit_reached"_L1;
}

Error::Kind kindOf(int status, const Told &told)
{
    if (isRefusal(status, told))
        return Error::Kind::Refused;
    if (status == 404 || told.code == "model_not_found"_L1)
        return Error::Kind::NotFound;
    if (status == 401 || status == 403)
        return Error::Kind::Unauthorized;
    if (status == 429)
        return Error::Kind::RateLimited;
    if (status == 408)
        return Error::Kind::Timeout;
    if (status >= 500)
        return Error::Kind::Server;
    const bool ours = status >= 400 || told.type == "invalid_request_error"_L1;
    return ours ? Error::Kind::Invalid : Error::Kind::Server; // a fault told after the status 200 was sent
}

QString sentenceOf(Error::Kind kind, int status, const QString &host)
{
    switch (kind) {
    case Error::Kind::Refused:
        return u"%1 will not draw this prompt. Change it and try again."_s.arg(host);
    case Error::Kind::Unauthorized:
        return u"%1 does not accept the key. Check it in Settings."_s.arg(host);
    case Error::Kind::NotFound:
        return u"%1 makes no images at this address. Check the base URL and the model."_s.arg(host);
    case Error::Kind::RateLimited:
        return u"%1 takes no more pictures for the moment. Wait and try again."_s.arg(host);
    case Error::Kind::Server:
        return u"%1 has a fault of its own (status %2). It may charge for this picture."_s.arg(host).arg(
            status);
    default:
        return u"%1 answered with status %2 and no picture."_s.arg(host).arg(status);
    }
}

Error noPicture(const QString &sentence)
{
    return {.kind = Error::Kind::Protocol, .message = sentence, .status = 200};
}

// A body's item of `data`, or the event itself, which carries the same members.
QJsonObject itemOf(const QJsonObject &json)
{
    return json.contains("data"_L1) ? json["data"_L1].toArray().at(0).toObject() : json;
}

} // namespace

Result<ImageAnswer> imageAnswerOf(const QByteArray &json, const QString &host)
{
    QJsonParseError parse;
    const QJsonObject body = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return noPicture(u"The answer of %1 is not JSON or breaks off."_s.arg(host));
    const QJsonValue error = body["error"_L1];
    if (error.isObject() || error.isString() || body["type"_L1] == "error"_L1)
        return imageErrorOf(200, {}, json, host);
    const QJsonObject item = itemOf(body);
    ImageAnswer out;
    out.extension = (item.contains("pixelmeter"_L1) ? item : body)["pixelmeter"_L1].toObject();
    if (const QString revised = item["revised_prompt"_L1].toString(); !revised.isEmpty())
        out.revisedPrompt = revised;
    for (const auto key : {"b64_json"_L1, "base64"_L1})
        out.base64 = out.base64.isEmpty() ? item[key].toString().toLatin1() : out.base64;
    const QString url = item["url"_L1].toString();
    if (out.base64.isEmpty() && url.startsWith("data:"_L1))
        out.base64 = url.toLatin1();
    else
        out.url = QUrl(url);
    if (out.base64.isEmpty() && out.url.isEmpty())
        return noPicture(u"%1 answered without a picture. Nothing is billed."_s.arg(host));
    return out;
}

Error imageErrorOf(int status, const Headers &head, const QByteArray &body, const QString &host)
{
    if (status >= 300 && status < 400) {
        const QUrl to = QUrl::fromEncoded(headerValue(head, "location"));
        const QString where = to.host().isEmpty() ? u"another address"_s : to.host();
        return {.kind = Error::Kind::Protocol,
            .message = u"%1 sends calls on to %2. Check the base URL."_s.arg(host, where),
            .field = u"base_url"_s,
            .status = status};
    }
    const Told told = toldIn(body);
    Error error{.kind = kindOf(status, told),
        .message = told.message,
        .code = told.code,
        .field = told.param,
        .status = status};
    if (error.message.isEmpty())
        error.message = sentenceOf(error.kind, status, host);
    if (isLackOfCredit(told.code))
        error.message = u"%1 says the account has no credit left."_s.arg(host);
    if (told.code == "model_not_found"_L1)
        error.field = u"model"_s;
    return error;
}

std::optional<milliseconds> waitBeforeImageRetry(const Error &error, const Headers &head, bool neverConnected,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter)
{
    const bool busy = error.status == 503 || (error.status == 429 && !isLackOfCredit(error.code));
    if (retriesMade >= backoff.retries || !(neverConnected || busy))
        return std::nullopt;
    return hintedWait(head, now, backoff).value_or(waitOf(backoff, retriesMade, jitter));
}

QByteArray withoutPictures(const QByteArray &body)
{
    constexpr qsizetype shortText = 200; // not worth hiding
    QByteArray out;
    qsizetype kept = 0;
    for (qsizetype key = body.indexOf("b64_json\""); key >= 0; key = body.indexOf("b64_json\"", key + 1)) {
        const qsizetype open = body.indexOf('"', key + qsizetype(sizeof("b64_json\"") - 1));
        const qsizetype close = open < 0 ? -1 : body.indexOf('"', open + 1);
        const qsizetype end = close < 0 ? body.size() : close;
        if (open < 0 || end - open < shortText)
            continue;
        out += QByteArrayView(body).sliced(kept, open + 1 - kept);
        out += QByteArray::number((end - open - 1) / 4 * 3) + " bytes";
        kept = end;
    }
    return out + body.mid(kept);
}
