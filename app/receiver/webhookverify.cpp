// SPDX-License-Identifier: MIT
#include "receiver/webhookverify.h"

#include "receiver/webhooksecret.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestId = 256;
constexpr qsizetype mostDigits = 12; // of a moment in seconds
constexpr qsizetype signatureLetters = 44; // base64 of 32 bytes

// The length is no secret; how many letters are right at the start would be.
bool same(QByteArrayView one, QByteArrayView other)
{
    if (one.size() != other.size())
        return false;
    unsigned differing = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        differing |= unsigned(uchar(one[i]) ^ uchar(other[i]));
    return differing == 0;
}

WebhookVerdict refused(WebhookVerdict verdict, WebhookFault fault, const QString &why)
{
    verdict.fault = fault;
    verdict.why = why;
    return verdict;
}

struct Read {
    QByteArray value;
    WebhookFault fault = WebhookFault::None;
    QString why;
};

Read headerOnce(const Headers &headers, QLatin1StringView name)
{
    Read out;
    int found = 0;
    for (const auto &[given, value] : headers) {
        if (QLatin1StringView(given).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        ++found;
        out.value = value.trimmed();
    }
    if (found == 0)
        return {{}, WebhookFault::HeaderMissing, u"The header “%1” is missing."_s.arg(name)};
    if (found > 1)
        return {{}, WebhookFault::HeaderRepeated,
            u"The header “%1” stands there %2 times."_s.arg(name).arg(found)};
    if (out.value.isEmpty())
        return {{}, WebhookFault::HeaderEmpty, u"The header “%1” is empty."_s.arg(name)};
    return out;
}

// A dot in it would make two messages read alike: "a.1" at 2 and "a" at 1 with a body that begins "2.".
bool isId(const QByteArray &id)
{
    return id.size() <= longestId
        && std::ranges::all_of(id, [](char letter) { return letter > ' ' && letter < 127 && letter != '.'; });
}

std::optional<qint64> secondsOf(const QByteArray &text)
{
    const bool digits = std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
    if (!digits || text.size() > mostDigits || text.startsWith('0'))
        return std::nullopt;
    return text.toLongLong();
}

WebhookVerdict checkTime(WebhookVerdict verdict, TimePoint now)
{
    using std::chrono::floor;
    using std::chrono::seconds;
    const seconds age = floor<seconds>(now) - floor<seconds>(verdict.signedAt);
    if (age > webhookTolerance)
        return refused(verdict, WebhookFault::TooOld,
            u"It was signed %1 s ago; more than 300 s are not taken."_s.arg(age.count()));
    if (age < -webhookTolerance)
        return refused(verdict, WebhookFault::TooNew,
            u"It was signed %1 s in the future. Check this computer's clock."_s.arg(-age.count()));
    return verdict;
}

WebhookVerdict checkSignature(WebhookVerdict verdict, const QByteArray &header, const QByteArray &said,
    const QList<QByteArray> &secrets)
{
    QByteArrayList given; // of version 1; others are skipped
    const QByteArrayList items = header.split(' ');
    for (const QByteArray &item : items) {
        if (item.startsWith("v1,"))
            given.append(item.mid(3));
    }
    if (given.isEmpty())
        return refused(verdict, WebhookFault::NoKnownVersion, u"No signature is of version v1."_s);
    bool anyKey = false;
    for (int i = 0; i < int(secrets.size()); ++i) {
        const auto key = webhookKeyOf(secrets[i]);
        if (!key)
            continue;
        anyKey = true;
        const QByteArray right
            = QMessageAuthenticationCode::hash(said, *key, QCryptographicHash::Sha256).toBase64();
        for (const QByteArray &signature : std::as_const(given)) {
            if (same(signature, right) && verdict.secret < 0)
                verdict.secret = i;
        }
    }
    if (!anyKey)
        return refused(verdict, WebhookFault::BadSecret, u"The secret here is no base64. Paste it anew."_s);
    if (verdict.secret >= 0)
        return verdict;
    const bool shaped = std::ranges::any_of(
        given, [](const QByteArray &signature) { return signature.size() == signatureLetters; });
    return refused(verdict, WebhookFault::WrongSignature,
        shaped ? u"The signature does not fit. Another secret signed it, or the body was changed."_s
               : u"The signature is not as long as one of version v1."_s);
}

} // namespace

WebhookVerdict verifyWebhook(
    const Headers &headers, const QByteArray &rawBody, const QList<QByteArray> &secrets, TimePoint now)
{
    WebhookVerdict verdict;
    const Read id = headerOnce(headers, "webhook-id"_L1);
    const Read time = headerOnce(headers, "webhook-timestamp"_L1);
    const Read signature = headerOnce(headers, "webhook-signature"_L1);
    for (const Read *read : {&id, &time, &signature}) {
        if (read->fault != WebhookFault::None)
            return refused(verdict, read->fault, read->why);
    }
    if (!isId(id.value))
        return refused(verdict, WebhookFault::BadId, u"The header “webhook-id” is no id."_s);
    verdict.id = id.value;
    const auto seconds = secondsOf(time.value);
    if (!seconds)
        return refused(verdict, WebhookFault::BadTimestamp,
            u"The header “webhook-timestamp” is not in whole seconds."_s);
    verdict.signedAt = TimePoint(std::chrono::seconds(*seconds));
    if (secrets.isEmpty())
        return refused(verdict, WebhookFault::NoSecret, u"There is no secret here to check it with."_s);
    verdict = checkTime(verdict, now);
    if (!verdict.good())
        return verdict;
    return checkSignature(verdict, signature.value, id.value + '.' + time.value + '.' + rawBody, secrets);
}
