// SPDX-License-Identifier: MIT
#include "imaging/imagecomplaint.h"
#include "imaging/imageerrors.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Remedy = ImageRemedy;

Q_DECLARE_METATYPE(ImageRemedy)

namespace {

QByteArray said(const char *code, const char *message = "Words.", const char *type = "x")
{
    const QByteArray value = code ? '"' + QByteArray(code) + '"' : QByteArray("null");
    return QByteArray("{\"error\":{\"message\":\"") + message + "\",\"type\":\"" + type
        + "\",\"param\":\"size\",\"code\":" + value + "}}";
}

} // namespace

class ImageErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySentenceIsPlain_data();
    void everySentenceIsPlain();
    void placesInNamesStay();
    void servicesErrorsHaveTheirRemedy_data();
    void servicesErrorsHaveTheirRemedy();
    void unknownCodesGoByKind_data();
    void unknownCodesGoByKind();
    void contextMakesItPrecise();
    void keyNeverStays();
    void keyIsMaskedBeforeTheTextIsCut();
    void onlyWhatWasSentMayBeCharged_data();
    void onlyWhatWasSentMayBeCharged();
    void waitIsAsLongAsAsked();
};

void ImageErrorsTest::everySentenceIsPlain_data()
{
    QTest::addColumn<QString>("code");
    for (const QString &code : imageErrorCodes())
        QTest::newRow(qPrintable(code)) << code;
}

void ImageErrorsTest::everySentenceIsPlain()
{
    QFETCH(QString, code);
    const QByteArray latin = code.toLatin1();
    const Error error = imageError(QLatin1StringView(latin), u"OpenAI"_s, u"It is damaged."_s);
    QCOMPARE(error.code, code);
    const QString all = error.message + u' ' + nextStep(error);
    QVERIFY(!error.message.isEmpty());
    QVERIFY2(!all.contains(u'%') && !all.contains(u'!') && !all.contains(u'\u2014'), qPrintable(all));
    static const QRegularExpression end(u"[.”] "_s);
    for (const QString &sentence : (all.trimmed() + u' ').split(end, Qt::SkipEmptyParts))
        QVERIFY2(sentence.split(u' ', Qt::SkipEmptyParts).size() <= 15, qPrintable(sentence));
    const bool cancelled = error.kind == Kind::Cancelled;
    if (remedyFor(error) != Remedy::None && !cancelled)
        QVERIFY(nextStep(error).endsWith(u'.'));
}

void ImageErrorsTest::placesInNamesStay()
{
    QCOMPARE(imageError("fault_told"_L1, u"50%2 %1 off"_s, u"all %1 of %2"_s).message,
        u"50%2 %1 off could not make the picture: “all %1 of %2”."_s);
    QCOMPARE(imageError("damaged_picture"_L1, u"x"_s, u"%1 %3 100%"_s).message, u"%1 %3 100%"_s);
}

// image-api.md 2.6, row by row.
void ImageErrorsTest::servicesErrorsHaveTheirRemedy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<ImageRemedy>("remedy");
    const auto row = [](const char *name, int status, const QByteArray &body, const char *code, Kind kind,
                         Remedy remedy) {
        QTest::newRow(name) << status << body << QString::fromLatin1(code) << kind << remedy;
    };
    row("moderation", 400, said("moderation_blocked", "safety_violations=[x]", "image_generation_user_error"),
        "moderation_blocked", Kind::Refused, Remedy::ChangePrompt);
    row("code beside a message", 400, R"({"error":"moderation_blocked","message":"No."})",
        "moderation_blocked", Kind::Refused, Remedy::ChangePrompt);
    row("policy", 400, said("content_policy_violation"), "content_policy_violation", Kind::Refused,
        Remedy::ChangePrompt);
    row("safety system", 400, said(nullptr, "rejected as a result of our safety system"), "content_refused",
        Kind::Refused, Remedy::ChangePrompt);
    row("hard limit", 400, said("billing_hard_limit_reached"), "billing_hard_limit_reached", Kind::Invalid,
        Remedy::AddCredit);
    row("parameter", 400, said("unknown_parameter"), "unknown_parameter", Kind::Invalid, Remedy::ChooseModel);
    row("value", 400, said("invalid_value"), "invalid_value", Kind::Invalid, Remedy::ChooseModel);
    row("key", 401, said("invalid_api_key"), "invalid_api_key", Kind::Unauthorized, Remedy::ChangeKey);
    row("verified", 403, said(nullptr, "Your organization must be verified to use the model"),
        "organization_unverified", Kind::Unauthorized, Remedy::VerifyOrganization);
    row("country", 403, said(nullptr, "Country, region, or territory not supported"),
        "unsupported_country_region_territory", Kind::Unauthorized, Remedy::None);
    row("forbidden", 403, said(nullptr), "forbidden", Kind::Unauthorized, Remedy::ChangeKey);
    row("model", 404, said("model_not_found"), "model_not_found", Kind::NotFound, Remedy::ChooseModel);
    row("address", 404, "<html>", "no_pictures_here", Kind::NotFound, Remedy::ChangeAddress);
    row("rate", 429, said("rate_limit_exceeded"), "rate_limit_exceeded", Kind::RateLimited, Remedy::Wait);
    row("tier", 429, said("rate_limit_exceeded", "Limit: 0/1min"), "tier_without_access", Kind::RateLimited,
        Remedy::ChooseModel);
    row("slow down", 429, said("slow_down"), "slow_down", Kind::RateLimited, Remedy::Wait);
    row("quota", 429, said("insufficient_quota"), "insufficient_quota", Kind::RateLimited, Remedy::AddCredit);
    row("credit", 429, said("credit_balance_exhausted"), "credit_balance_exhausted", Kind::RateLimited,
        Remedy::AddCredit);
    row("fault", 500, "<html>", "server_fault", Kind::Server, Remedy::TryAgain);
    row("told fault", 500, said(nullptr), "fault_told", Kind::Server, Remedy::TryAgain);
    row("gateway", 502, {}, "server_fault", Kind::Server, Remedy::TryAgain);
    row("gateway time", 504, {}, "server_fault", Kind::Server, Remedy::TryAgain);
    row("overloaded", 503, said("server_is_overloaded", "x", "service_unavailable_error"),
        "server_is_overloaded", Kind::Server, Remedy::Wait);
    row("unavailable", 503, {}, "server_is_overloaded", Kind::Server, Remedy::Wait);
    row("time", 408, {}, "too_slow", Kind::Timeout, Remedy::TryAgain);
    row("redirect", 307, {}, "redirected", Kind::Protocol, Remedy::ChangeAddress);
    row("numeric code", 500, "{\"error\":{\"code\":500,\"message\":\"no\"}}", "fault_told", Kind::Server,
        Remedy::TryAgain);
    row("moderation under another status", 429, said("moderation_blocked"), "rate_limit_exceeded",
        Kind::RateLimited, Remedy::Wait);
    row("one of our codes", 400, said("no_connection"), "request_refused", Kind::Invalid, Remedy::None);
}

void ImageErrorsTest::servicesErrorsHaveTheirRemedy()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(Kind, kind);
    QFETCH(ImageRemedy, remedy);
    const Error error = imageErrorOf(status, {}, body, u"OpenAI"_s);
    QCOMPARE(error.code, code);
    QCOMPARE(error.kind, kind);
    QCOMPARE(remedyFor(error), remedy);
    QCOMPARE(error.status, status);
    QVERIFY(error.message.contains(u"OpenAI"_s));
}

void ImageErrorsTest::unknownCodesGoByKind_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<ImageRemedy>("remedy");
    QTest::newRow("refused") << Kind::Refused << QString() << Remedy::ChangePrompt;
    QTest::newRow("key") << Kind::Unauthorized << QString() << Remedy::ChangeKey;
    QTest::newRow("model") << Kind::NotFound << u"model"_s << Remedy::ChooseModel;
    QTest::newRow("address") << Kind::NotFound << QString() << Remedy::ChangeAddress;
    QTest::newRow("address field") << Kind::Invalid << u"base_url"_s << Remedy::ChangeAddress;
    QTest::newRow("rate") << Kind::RateLimited << QString() << Remedy::Wait;
    QTest::newRow("network") << Kind::Network << QString() << Remedy::TryAgain;
    QTest::newRow("disk") << Kind::Storage << QString() << Remedy::None;
    QTest::newRow("cancelled") << Kind::Cancelled << QString() << Remedy::None;
}

void ImageErrorsTest::unknownCodesGoByKind()
{
    QFETCH(Kind, kind);
    QFETCH(QString, field);
    QFETCH(ImageRemedy, remedy);
    const Error error{.kind = kind, .message = {}, .code = u"house_rule"_s, .field = field};
    QCOMPARE(remedyFor(error), remedy);
    QCOMPARE(nextStep(error).isEmpty(), remedy == Remedy::None);
}

void ImageErrorsTest::contextMakesItPrecise()
{
    const ImageDestination open{
        .provider = "compatible", .baseUrl = QUrl(u"https://example.org/v1"_s), .name = u"Lab"_s};
    QCOMPARE(inContext(imageErrorOf(404, {}, said("model_not_found"), u"Lab"_s), open, u"dream"_s).message,
        u"Lab does not have the model “dream”."_s);
    const Error missing = inContext(imageErrorOf(401, {}, {}, u"Lab"_s), open, {});
    QCOMPARE(missing.code, u"key_missing"_s);
    QCOMPARE(missing.message, u"Lab asks for a key."_s);
    ImageDestination keyed = open;
    keyed.key = "sk-1234";
    QCOMPARE(inContext(imageErrorOf(401, {}, {}, u"Lab"_s), keyed, {}).code, u"key_refused"_s);
}

void ImageErrorsTest::keyNeverStays()
{
    const ImageDestination bearer{.provider = "openai", .key = "sk-1234"};
    QCOMPARE(withoutKey("a sk-1234 b", bearer), QByteArray("a \u2022\u2022\u2022 b"));
    const ImageDestination basic{.provider = "webui", .key = "me:hidden"};
    for (const QByteArray &text : {QByteArray("me:hidden"), QByteArray("hidden"), basic.key.toBase64()})
        QCOMPARE(withoutKey("<" + text + ">", basic), QByteArray("<\u2022\u2022\u2022>"));
    QCOMPARE(withoutKey("plain", {}), QByteArray("plain"));
    Error error{.message = u"Odd sk-1234"_s, .code = u"sk-1234"_s, .field = u"sk-1234"_s};
    error = inContext(error, bearer, {});
    QVERIFY(!(error.message + error.code + error.field).contains(u"1234"_s));
}

// Wherever the text ends, no part of the key is left at its end.
void ImageErrorsTest::keyIsMaskedBeforeTheTextIsCut()
{
    const ImageDestination bearer{.provider = "openai", .key = "sk-1234567890"};
    for (int start = 240; start <= 310; ++start) {
        const QByteArray words = QByteArray(start, 'x') + bearer.key + QByteArray(400, 'y');
        const Error error = inContext(
            imageErrorOf(400, {}, said(words.constData(), words.constData()), u"OpenAI"_s), bearer, {});
        const QString all = error.message + error.code;
        QVERIFY2(!all.contains(u"sk-"_s), qPrintable(QString::number(start)));
        QVERIFY(error.message.size() < 350 && error.code.size() < 350);
        QVERIFY(error.message.endsWith(u"…”."_s));
    }
}

void ImageErrorsTest::onlyWhatWasSentMayBeCharged_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("charged");
    for (const char *code : {"too_slow", "broke_off", "cancelled_underway", "server_fault", "no_picture",
             "damaged_picture", "too_large", "not_json", "download_failed"})
        QTest::newRow(code) << QByteArray(code) << true;
    for (const char *code :
        {"no_connection", "no_answer", "host_unknown", "no_secure_connection", "redirected", "cancelled",
            "server_is_overloaded", "rate_limit_exceeded", "invalid_api_key", "model_not_found",
            "moderation_blocked", "request_refused", "too_many_pictures", "picture_missing_paid"})
        QTest::newRow(code) << QByteArray(code) << false;
}

void ImageErrorsTest::onlyWhatWasSentMayBeCharged()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, charged);
    const Error error = imageError(QLatin1StringView(code), u"x"_s);
    QCOMPARE(mayBeCharged(error, provider("openai")), charged);
    QCOMPARE(chargeNote(error, provider("openai")), charged ? u"OpenAI may charge for it."_s : QString());
    QVERIFY(!mayBeCharged(error, provider("webui")));
    QVERIFY(!mayBeCharged(error, provider("demo")));
}

void ImageErrorsTest::waitIsAsLongAsAsked()
{
    const Error busy = imageErrorOf(429, {}, said("rate_limit_exceeded"), u"x"_s);
    const TimePoint now = *timeFromIso("2026-11-21T10:00:00Z", {});
    const auto wait = [&](const QByteArray &after) {
        return waitBeforeImageRetry(busy, {{"retry-after", after}}, false, 0, now, {.first = 1s}, 1000);
    };
    QCOMPARE(wait("2"), std::optional<milliseconds>(2s));
    QCOMPARE(wait("Sat, 21 Nov 2026 10:00:05 GMT"), std::optional<milliseconds>(5s));
    QCOMPARE(wait("soon"), std::optional<milliseconds>(1s));
    QCOMPARE(wait("3600"), std::nullopt); // longer than anybody waits: told instead
    const Error tier = imageErrorOf(429, {}, said("rate_limit_exceeded", "Limit: 0/1min"), u"x"_s);
    QVERIFY(!waitBeforeImageRetry(tier, {}, false, 0, now, {}, 1000));
}

QTEST_GUILESS_MAIN(ImageErrorsTest)
#include "tst_imageerrors.moc"
