// SPDX-License-Identifier: MIT
#include "imaging/imagecomplaint.h"

#include "imaging/imageerrors.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestText = 300; // with somebody else's words in it
constexpr qsizetype shortestSecret = 4; // a shorter one would blacken the whole text
constexpr int ollamaPort = 11434;

struct Told {
    QString message;
    QString code;
    QString type;
    QString param;

    bool says(QLatin1StringView words) const { return message.contains(words, Qt::CaseInsensitive); }
};

// FastAPI's list of complaints: the first one's text.
QString detailText(const QJsonValue &detail)
{
    const QJsonValue first = detail.isArray() ? detail.toArray().at(0) : detail;
    return first.isObject() ? first["msg"_L1].toString() : first.toString();
}

// The WebUI puts a class name into "error" and the words into "errors" or "detail".
QString flatText(const QJsonObject &json)
{
    const QString error = json["error"_L1].toString();
    for (const QString &text :
        {json["message"_L1].toString(), detailText(json["detail"_L1]), json["errors"_L1].toString()}) {
        if (!text.isEmpty())
            return text;
    }
    return error;
}

// Beside a message, "error" may hold the code.
QString flatCode(const QJsonObject &json)
{
    const QString error = json["error"_L1].toString();
    return isImageErrorCode(error) ? error : json["code"_L1].toVariant().toString();
}

Told toldIn(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QJsonValue error = json["error"_L1];
    Told out;
    if (error.isObject())
        out = {error["message"_L1].toString(), error["code"_L1].toVariant().toString(),
            error["type"_L1].toString(), error["param"_L1].toString()};
    else
        out = {flatText(json), flatCode(json), {}, json["param"_L1].toString()};
    out.message = out.message.simplified();
    return out;
}

bool isRefusal(int status, const Told &told)
{
    if (status >= 500 || status == 401 || status == 403 || status == 429)
        return false;
    return told.code == "moderation_blocked"_L1 || told.code == "content_policy_violation"_L1
        || told.type == "image_generation_user_error"_L1 || told.says("safety system"_L1)
        || told.says("safety_violations"_L1);
}

QLatin1StringView codeOfForbidden(const Told &told)
{
    if (told.says("organization must be verified"_L1) || told.says("verify organization"_L1))
        return "organization_unverified"_L1;
    return told.says("country"_L1) ? "unsupported_country_region_territory"_L1 : "forbidden"_L1;
}

QLatin1StringView codeOfRateLimit(const Told &told)
{
    if (told.says("limit: 0"_L1) || told.says("limit 0"_L1))
        return "tier_without_access"_L1;
    return "rate_limit_exceeded"_L1;
}

// Servers write 404 into `code`, or a code of their own.
QLatin1StringView codeByStatus(int status, const Told &told)
{
    if (isRefusal(status, told))
        return "content_refused"_L1;
    switch (status) {
    case 401:
        return "key_refused"_L1;
    case 403:
        return codeOfForbidden(told);
    case 404:
    case 405:
        return told.says("model"_L1) ? "model_not_found"_L1 : "no_pictures_here"_L1;
    case 408:
        return "too_slow"_L1;
    case 429:
        return codeOfRateLimit(told);
    case 503:
        return "server_is_overloaded"_L1;
    default:
        break;
    }
    if (status >= 500)
        return told.message.isEmpty() ? "server_fault"_L1 : "fault_told"_L1;
    const bool ours = status >= 400 || told.type == "invalid_request_error"_L1;
    return ours ? "request_refused"_L1 : "fault_told"_L1; // a fault told after the status 200 was sent
}

// The codes services are known to give. A refusal is one under the right status only.
std::optional<QLatin1StringView> knownCode(int status, const Told &told)
{
    if (told.code == "rate_limit_exceeded"_L1)
        return codeOfRateLimit(told);
    if (told.code == "server_is_overloaded"_L1)
        return "server_is_overloaded"_L1;
    if (isRefusal(status, told))
        return told.code == "moderation_blocked"_L1      ? std::optional("moderation_blocked"_L1)
            : told.code == "content_policy_violation"_L1 ? std::optional("content_policy_violation"_L1)
                                                         : std::nullopt;
    constexpr QLatin1StringView codes[]{"invalid_api_key"_L1, "unsupported_country_region_territory"_L1,
        "insufficient_quota"_L1, "credit_balance_exhausted"_L1, "billing_hard_limit_reached"_L1,
        "slow_down"_L1, "model_not_found"_L1, "unknown_parameter"_L1, "invalid_value"_L1};
    const auto *found
        = std::ranges::find_if(codes, [&](QLatin1StringView code) { return told.code == code; });
    return status < 500 && found != std::end(codes) ? std::optional(*found) : std::nullopt;
}

bool isNumber(const QString &text)
{
    bool number = false;
    text.toInt(&number);
    return number;
}

QString detailOf(QLatin1StringView code, int status, const Told &told)
{
    if (code == "server_fault"_L1)
        return QString::number(status);
    if (code == "unknown_parameter"_L1 || code == "invalid_value"_L1)
        return told.param.isEmpty() ? told.message : told.param;
    if (code == "model_not_found"_L1)
        return {};
    return told.message.isEmpty() ? u"status %1"_s.arg(status) : told.message;
}

QLatin1StringView codeOfMissing(const ImageDestination &destination)
{
    switch (provider(destination.provider).protocol) {
    case Provider::Protocol::WebUi:
        return "no_webui_api"_L1;
    case Provider::Protocol::SdServer:
        return "no_job_api"_L1;
    case Provider::Protocol::OpenAi:
        break;
    }
    return "no_pictures_here"_L1;
}

Error redirected(int status, const Headers &head, const QString &server)
{
    const QUrl to = QUrl::fromEncoded(headerValue(head, "location"));
    Error error
        = imageError("redirected"_L1, server, to.host().isEmpty() ? u"another address"_s : to.host(), status);
    error.field = u"base_url"_s;
    return error;
}

bool isLackOfCredit(const QString &code)
{
    return code == "insufficient_quota"_L1 || code == "credit_balance_exhausted"_L1
        || code == "billing_hard_limit_reached"_L1 || code == "tier_without_access"_L1;
}

// The key goes first: of one that lies across the cut, the beginning would stay.
QString shown(const QString &text, const ImageDestination &destination)
{
    const QString clean = QString::fromUtf8(withoutKey(text.toUtf8(), destination));
    if (clean.size() <= longestText)
        return clean;
    const QString cut = clean.left(longestText) + u'…';
    return cut.contains(u'“') ? cut + u"”."_s : cut;
}

} // namespace

Error imageErrorOf(int status, const Headers &head, const QByteArray &body, const QString &server)
{
    if (status >= 300 && status < 400)
        return redirected(status, head, server);
    const Told told = toldIn(body);
    const auto known = knownCode(status, told);
    const QLatin1StringView code = known.value_or(codeByStatus(status, told));
    Error error = imageError(code, server, detailOf(code, status, told), status);
    if (!known && error.kind != Error::Kind::Refused && !told.code.isEmpty() && !isNumber(told.code)
        && !isImageErrorCode(told.code))
        error.code = told.code; // the service's own, which nobody here knows
    error.field = code == "model_not_found"_L1 ? u"model"_s : told.param;
    return error;
}

Error inContext(Error error, const ImageDestination &destination, const QString &model)
{
    const QString server = destination.name.isEmpty() ? destination.baseUrl.host() : destination.name;
    if (error.status == 404 && destination.baseUrl.port() == ollamaPort)
        error = imageError("ollama_removed"_L1, server, {}, error.status);
    else if (error.code == "no_pictures_here"_L1)
        error = imageError(codeOfMissing(destination), server, {}, error.status);
    else if (error.code == "model_not_found"_L1)
        error.message = imageError("model_not_found"_L1, server, model).message;
    else if (error.status == 401 && destination.key.isEmpty())
        error = imageError("key_missing"_L1, server, {}, error.status);
    error.message = shown(error.message, destination);
    error.code = shown(error.code, destination);
    error.field = shown(error.field, destination);
    return error;
}

QByteArray withoutKey(QByteArray text, const ImageDestination &destination)
{
    const QByteArray &key = destination.key;
    if (key.isEmpty())
        return text;
    QByteArrayList secrets{key, key.toBase64()};
    if (const qsizetype colon = key.indexOf(':');
        colon > 0 && provider(destination.provider).auth == Provider::Auth::Basic)
        secrets.append(key.sliced(colon + 1)); // the password alone
    for (const QByteArray &secret : secrets) {
        if (secret.size() >= shortestSecret)
            text.replace(secret, "\u2022\u2022\u2022");
    }
    return text;
}

std::optional<milliseconds> waitBeforeImageRetry(const Error &error, const Headers &head, bool neverConnected,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter)
{
    const bool busy = error.status == 503 || (error.status == 429 && !isLackOfCredit(error.code));
    if (retriesMade >= backoff.retries || !(neverConnected || busy))
        return std::nullopt;
    Backoff patient = backoff;
    patient.longestHint = 24h * 365;
    const auto hint = hintedWait(head, now, patient);
    if (hint && *hint > backoff.longestHint)
        return std::nullopt;
    return hint.value_or(waitOf(backoff, retriesMade, jitter));
}
