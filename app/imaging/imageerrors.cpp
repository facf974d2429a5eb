// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = Error::Kind;
using Remedy = ImageRemedy;

struct Row {
    QLatin1StringView code;
    Kind kind;
    Remedy remedy;
    const char16_t *sentence; // %1 the server, %2 a detail
    const char16_t *next = u"";
};

constexpr Row table[]{
    // The prompt
    {"moderation_blocked"_L1, Kind::Refused, Remedy::ChangePrompt, u"%1 will not draw this prompt.",
        u"Change the prompt."},
    {"content_policy_violation"_L1, Kind::Refused, Remedy::ChangePrompt,
        u"The rules of %1 do not allow this prompt.", u"Change the prompt."},
    {"content_refused"_L1, Kind::Refused, Remedy::ChangePrompt, u"%1 refused the prompt or the picture.",
        u"Change the prompt."},
    // The key and the account
    {"invalid_api_key"_L1, Kind::Unauthorized, Remedy::ChangeKey, u"%1 does not accept the key.",
        u"Check the key, or make a new one."},
    {"key_refused"_L1, Kind::Unauthorized, Remedy::ChangeKey, u"%1 does not let this key in.",
        u"Check the key."},
    {"key_missing"_L1, Kind::Unauthorized, Remedy::ChangeKey, u"%1 asks for a key.", u"Enter the key."},
    {"key_unreadable"_L1, Kind::Invalid, Remedy::ChangeKey,
        u"The key holds a space or a character no key has.", u"Paste the key again."},
    {"forbidden"_L1, Kind::Unauthorized, Remedy::ChangeKey, u"%1 does not allow this with the key.",
        u"Use a key with more rights."},
    {"organization_unverified"_L1, Kind::Unauthorized, Remedy::VerifyOrganization,
        u"%1 wants your organization verified before you use this model.",
        u"Verify it in your account. It takes up to 15 minutes."},
    {"unsupported_country_region_territory"_L1, Kind::Unauthorized, Remedy::None,
        u"%1 does not serve the country you are in.", u"Choose another server."},
    {"insufficient_quota"_L1, Kind::RateLimited, Remedy::AddCredit, u"Your account at %1 has no quota left.",
        u"Add credit to the account."},
    {"credit_balance_exhausted"_L1, Kind::RateLimited, Remedy::AddCredit,
        u"Your account at %1 has no credit left.", u"Add credit to the account."},
    {"billing_hard_limit_reached"_L1, Kind::Invalid, Remedy::AddCredit,
        u"Your account at %1 has reached its spending limit.", u"Raise the limit in the account."},
    {"tier_without_access"_L1, Kind::RateLimited, Remedy::ChooseModel,
        u"Your account at %1 may not use this model yet.", u"Choose another model."},
    // How much at once
    {"rate_limit_exceeded"_L1, Kind::RateLimited, Remedy::Wait, u"%1 takes no more pictures for now.",
        u"Wait a minute and try again."},
    {"slow_down"_L1, Kind::RateLimited, Remedy::Wait, u"%1 asks you to slow down.",
        u"Wait a minute and try again."},
    {"server_is_overloaded"_L1, Kind::Server, Remedy::Wait, u"%1 has no capacity for now.",
        u"Wait a minute and try again."},
    // The model and the request
    {"model_not_found"_L1, Kind::NotFound, Remedy::ChooseModel, u"%1 does not have the model “%2”.",
        u"Choose another model."},
    {"unknown_parameter"_L1, Kind::Invalid, Remedy::ChooseModel,
        u"%1 does not take the field “%2” with this model.", u"Choose another model."},
    {"invalid_value"_L1, Kind::Invalid, Remedy::ChooseModel,
        u"%1 does not take this value of “%2” with this model.", u"Change it, or choose another model."},
    {"request_refused"_L1, Kind::Invalid, Remedy::None, u"%1 does not take the request: “%2”."},
    {"too_many_pictures"_L1, Kind::Invalid, Remedy::None, u"%1 makes at most %2 pictures in one call.",
        u"Ask for fewer pictures."},
    // The address
    {"address_wrong"_L1, Kind::Invalid, Remedy::ChangeAddress, u"%2", u"Check the address."},
    {"no_pictures_here"_L1, Kind::NotFound, Remedy::ChangeAddress, u"%1 makes no pictures at this address.",
        u"Check the address."},
    {"ollama_removed"_L1, Kind::NotFound, Remedy::ChangeAddress,
        u"Ollama makes no pictures since 2026-07-28.", u"Choose another server."},
    {"no_webui_api"_L1, Kind::NotFound, Remedy::ChangeAddress, u"%1 has no WebUI API at this address.",
        u"Start the WebUI with --api, or check the address."},
    {"no_job_api"_L1, Kind::NotFound, Remedy::ChangeAddress, u"%1 has no job API at this address.",
        u"Update sd-server, or choose “OpenAI-compatible” for it."},
    {"redirected"_L1, Kind::Protocol, Remedy::ChangeAddress, u"%1 sends calls on to %2.",
        u"Check the address."},
    {"no_connection"_L1, Kind::Network, Remedy::ChangeAddress, u"Nothing answers at %1.",
        u"Start the server, or check the address."},
    {"no_answer"_L1, Kind::Network, Remedy::ChangeAddress, u"%1 takes no connection.",
        u"Check the network and the address."},
    {"host_unknown"_L1, Kind::Network, Remedy::ChangeAddress, u"There is no host %1, or no network.",
        u"Check the network and the address."},
    {"no_secure_connection"_L1, Kind::Network, Remedy::ChangeAddress,
        u"The secure connection to %1 failed: %2.", u"Check the address."},
    // The server and the way there
    {"server_fault"_L1, Kind::Server, Remedy::TryAgain, u"%1 has a fault of its own (status %2).",
        u"Try again."},
    {"fault_told"_L1, Kind::Server, Remedy::TryAgain, u"%1 could not make the picture: “%2”.", u"Try again."},
    {"broke_off"_L1, Kind::Network, Remedy::TryAgain, u"The connection to %1 broke off.", u"Try again."},
    {"too_slow"_L1, Kind::Timeout, Remedy::TryAgain, u"%1 took too long.", u"Try again."},
    {"download_failed"_L1, Kind::Network, Remedy::TryAgain,
        u"The finished picture could not be fetched from %1.", u"Try again."},
    {"job_lost"_L1, Kind::Server, Remedy::TryAgain, u"%1 no longer knows this picture.", u"Try again."},
    {"job_stopped"_L1, Kind::Server, Remedy::TryAgain, u"Somebody stopped this picture at %1.",
        u"Try again."},
    // The answer
    {"not_json"_L1, Kind::Protocol, Remedy::ChangeAddress, u"The answer of %1 is not JSON or breaks off.",
        u"Check the address."},
    {"models_unreadable"_L1, Kind::Protocol, Remedy::ChangeAddress, u"The model list of %1 cannot be read.",
        u"Check the address, or type the model."},
    {"no_picture"_L1, Kind::Protocol, Remedy::TryAgain, u"%1 answered without a picture.", u"Try again."},
    {"picture_missing"_L1, Kind::Protocol, Remedy::TryAgain, u"%1 made only %2 pictures.", u"Try again."},
    {"picture_missing_paid"_L1, Kind::Protocol, Remedy::TryAgain, u"%1 made only %2 pictures.",
        u"Try again."},
    {"damaged_picture"_L1, Kind::Protocol, Remedy::TryAgain, u"%2", u"Try again."},
    {"too_large"_L1, Kind::Protocol, Remedy::None, u"The answer of %1 is larger than %2.",
        u"Ask for smaller or fewer pictures."},
    {"address_not_http"_L1, Kind::Protocol, Remedy::TryAgain, u"%1 gave a picture address that is not http.",
        u"Try again."},
    // The person
    {"cancelled"_L1, Kind::Cancelled, Remedy::None, u"Cancelled."},
    {"cancelled_underway"_L1, Kind::Cancelled, Remedy::None, u"Cancelled."},
};

const Row *rowOf(QStringView code)
{
    const auto *found = std::ranges::find_if(table, [&](const Row &row) { return code == row.code; });
    return found == std::end(table) ? nullptr : found;
}

Remedy byField(const Error &error)
{
    if (error.field == "base_url"_L1)
        return Remedy::ChangeAddress;
    if (error.field == "key"_L1)
        return Remedy::ChangeKey;
    return error.field == "model"_L1 ? Remedy::ChooseModel : Remedy::None;
}

// Of a service's own code that is not in the table.
Remedy byKind(const Error &error)
{
    switch (error.kind) {
    case Kind::Refused:
        return Remedy::ChangePrompt;
    case Kind::Unauthorized:
        return Remedy::ChangeKey;
    case Kind::NotFound:
        return error.field == "model"_L1 ? Remedy::ChooseModel : Remedy::ChangeAddress;
    case Kind::RateLimited:
        return Remedy::Wait;
    case Kind::Invalid:
        return byField(error);
    case Kind::Cancelled:
    case Kind::Storage:
        return Remedy::None;
    default:
        return Remedy::TryAgain;
    }
}

QString stepFor(Remedy remedy)
{
    switch (remedy) {
    case Remedy::ChangePrompt:
        return u"Change the prompt."_s;
    case Remedy::ChangeKey:
        return u"Check the key."_s;
    case Remedy::ChooseModel:
        return u"Choose another model."_s;
    case Remedy::ChangeAddress:
        return u"Check the address."_s;
    case Remedy::Wait:
        return u"Wait a minute and try again."_s;
    case Remedy::AddCredit:
        return u"Add credit to the account."_s;
    case Remedy::VerifyOrganization:
        return u"Verify your organization in the account."_s;
    case Remedy::TryAgain:
        return u"Try again."_s;
    case Remedy::None:
        break;
    }
    return {};
}

// In one pass: a name or a detail may itself hold "%2".
QString filled(QStringView sentence, const QString &server, const QString &detail)
{
    QString out;
    for (qsizetype at = 0; at < sentence.size(); ++at) {
        const QStringView place = sentence.sliced(at, std::min<qsizetype>(2, sentence.size() - at));
        const bool first = place == "%1"_L1;
        if (first || place == "%2"_L1) {
            out += first ? server : detail;
            ++at;
        } else {
            out += sentence[at];
        }
    }
    return out;
}

// Nothing of these was begun, or it is certain that the server made nothing.
bool nothingBegan(const Error &error)
{
    const auto codes = {"no_connection"_L1, "no_answer"_L1, "host_unknown"_L1, "no_secure_connection"_L1,
        "redirected"_L1, "cancelled"_L1, "server_is_overloaded"_L1};
    return error.status == 503
        || std::ranges::any_of(codes, [&](QLatin1StringView code) { return error.code == code; });
}

} // namespace

Error imageError(QLatin1StringView code, const QString &server, const QString &detail, int status)
{
    const Row *row = rowOf(QString(code));
    Q_ASSERT(row);
    return {
        .kind = row->kind, .message = filled(row->sentence, server, detail), .code = code, .status = status};
}

bool isImageErrorCode(const QString &code)
{
    return rowOf(code) != nullptr;
}

QStringList imageErrorCodes()
{
    QStringList out;
    for (const Row &row : table)
        out.append(row.code);
    return out;
}

ImageRemedy remedyFor(const Error &error)
{
    const Row *row = rowOf(error.code);
    return row && row->kind == error.kind ? row->remedy : byKind(error);
}

QString nextStep(const Error &error)
{
    const Row *row = rowOf(error.code);
    return row && row->kind == error.kind ? QString::fromUtf16(row->next) : stepFor(byKind(error));
}

bool mayBeCharged(const Error &error, const Provider &provider)
{
    const bool paid = error.code == "picture_missing_paid"_L1; // with those that came
    if (provider.charges == Provider::Charges::Nothing || nothingBegan(error) || paid)
        return false;
    switch (error.kind) {
    case Kind::Timeout:
    case Kind::Network:
    case Kind::Server:
    case Kind::Protocol:
        return true;
    case Kind::Cancelled:
        return error.code == "cancelled_underway"_L1;
    default:
        return false;
    }
}

QString chargeNote(const Error &error, const Provider &provider)
{
    return mayBeCharged(error, provider) ? u"%1 may charge for it."_s.arg(provider.name) : QString();
}
