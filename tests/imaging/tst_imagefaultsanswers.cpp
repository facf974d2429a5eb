// SPDX-License-Identifier: MIT
#include "imaging/faultcase.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

const QByteArray user = "image_generation_user_error";

QByteArray httpDate(const QDateTime &at)
{
    return QLocale::c().toString(at.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

Play busy(const QByteArray &fields = {})
{
    return faults::error("429 Too Many Requests", "rate_limit_exceeded", "Slower.", "requests", fields);
}

FaultCase webui(FaultCase fault)
{
    fault.provider = "webui";
    // Asked for while it paints; a server need not have it.
    fault.at.insert("/sdapi/v1/progress", {plays::answer("404 Not Found", "{}")});
    return fault;
}

QByteArray webuiAnswer(const QByteArrayList &files, const QByteArray &info = "{}")
{
    QByteArrayList texts;
    for (const QByteArray &file : files)
        texts.append('"' + file.toBase64() + '"');
    QByteArray text = info;
    text.replace('"', "\\\"");
    return "{\"images\":[" + texts.join(',') + "],\"parameters\":{},\"info\":\"" + text + "\"}";
}

const QByteArray jobPath = "/sdcpp/v1/jobs/job_1";

FaultCase job(const QList<Play> &polls, FaultCase fault = {})
{
    fault.provider = "sdserver";
    fault.orders = {plays::answer("202 Accepted", R"({"id":"job_1","kind":"img_gen","status":"queued"})")};
    fault.at.insert(jobPath, polls);
    return fault;
}

Play jobIs(const QByteArray &status, const QByteArray &more = {})
{
    return plays::json("{\"id\":\"job_1\",\"status\":\"" + status + "\",\"queue_position\":0" + more + "}");
}

Play jobDone()
{
    return jobIs("completed",
        ",\"result\":{\"output_format\":\"png\",\"images\":[{\"index\":0,\"b64_json\":\""
            + faults::picture().toBase64() + "\"}]}");
}

} // namespace

// What servers say in place of a picture, each with its own code, and when the order is sent again
// (image-api.md 2.6, 3).
class TestImageFaultsAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals() { play(); }
    void otherShapes_data();
    void otherShapes() { play(); }
    void retries_data();
    void retries() { play(); }
    void webUis_data();
    void webUis() { play(); }
    void jobs_data();
    void jobs() { play(); }

private:
    static void play()
    {
        QFETCH(FaultCase, fault);
        faults::run(fault);
    }
    static void row(const char *name, const FaultCase &fault) { QTest::newRow(name) << fault; }
};

void TestImageFaultsAnswers::refusals_data()
{
    QTest::addColumn<FaultCase>("fault");
    const auto told = [](const char *name, const Play &play, Kind kind, const QByteArray &code) {
        row(name, {.orders = {play}, .kind = kind, .code = code});
    };
    const QByteArray bad = "400 Bad Request";
    const QByteArray off = "403 Forbidden";
    const QByteArray many = "429 Too Many Requests";
    told("moderation",
        faults::error(bad, "moderation_blocked", "Rejected. safety_violations=[violence].", user),
        Kind::Refused, "moderation_blocked");
    told("policy", faults::error(bad, "content_policy_violation"), Kind::Refused, "content_policy_violation");
    told("safety system",
        faults::error(bad, "", "Your request was rejected as a result of our safety system."), Kind::Refused,
        "content_refused");
    told("spending limit", faults::error(bad, "billing_hard_limit_reached"), Kind::Invalid,
        "billing_hard_limit_reached");
    told("unknown field", faults::error(bad, "unknown_parameter"), Kind::Invalid, "unknown_parameter");
    told("wrong value", faults::error(bad, "invalid_value"), Kind::Invalid, "invalid_value");
    told("wrong key", faults::error("401 Unauthorized", "invalid_api_key"), Kind::Unauthorized,
        "invalid_api_key");
    told("verification", faults::error(off, "", "Your organization must be verified to use the model."),
        Kind::Unauthorized, "organization_unverified");
    told("country", faults::error(off, "unsupported_country_region_territory"), Kind::Unauthorized,
        "unsupported_country_region_territory");
    told("forbidden", faults::error(off, "", "You have insufficient permissions."), Kind::Unauthorized,
        "forbidden");
    told("gone model", faults::error("404 Not Found", "model_not_found", "The model does not exist."),
        Kind::NotFound, "model_not_found");
    told("gone model, 400", faults::error(bad, "model_not_found"), Kind::NotFound, "model_not_found");
    told("no such path", plays::answer("404 Not Found", "404 page not found", "text/plain"), Kind::NotFound,
        "no_pictures_here");
    told("request time-out", faults::error("408 Request Timeout", ""), Kind::Timeout, "too_slow");
    told("conflict", faults::error("409 Conflict", "", "Busy with another."), Kind::Invalid,
        "request_refused");
    told("too large", plays::answer("413 Payload Too Large", "{}"), Kind::Invalid, "request_refused");
    told("no quota", faults::error(many, "insufficient_quota", "No quota."), Kind::RateLimited,
        "insufficient_quota");
    told("no credit", faults::error(many, "credit_balance_exhausted"), Kind::RateLimited,
        "credit_balance_exhausted");
    told("tier without access", faults::error(many, "rate_limit_exceeded", "Limit: 0/1min."),
        Kind::RateLimited, "tier_without_access");
    for (const QByteArray status :
        {"500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout", "507 Insufficient Storage"})
        told(status.constData(), plays::answer(status, "<html>oops</html>", "text/html"), Kind::Server,
            "server_fault");
    told("500 with a sentence", faults::error("500 Internal Server Error", "", "GPU on fire."), Kind::Server,
        "fault_told");
}

void TestImageFaultsAnswers::otherShapes_data()
{
    QTest::addColumn<FaultCase>("fault");
    const auto told = [](const char *name, const QByteArray &status, const QByteArray &body, Kind kind,
                          const QByteArray &code) {
        row(name,
            {.orders = {plays::answer(status, body)}, .kind = kind, .code = code, .provider = "compatible"});
    };
    const QByteArray bad = "400 Bad Request";
    told("a text", bad, R"({"error":"prompt required"})", Kind::Invalid, "request_refused");
    told("a number for a code", bad, R"({"error":{"code":400,"message":"no size"}})", Kind::Invalid,
        "request_refused");
    told("a message alone", bad, R"({"message":"no size"})", Kind::Invalid, "request_refused");
    told("a detail", bad, R"({"detail":"no size"})", Kind::Invalid, "request_refused");
    told("a list of details", "422 Unprocessable Entity",
        R"({"detail":[{"loc":["body","size"],"msg":"wrong","type":"value_error"}]})", Kind::Invalid,
        "request_refused");
    told("an empty body", bad, "", Kind::Invalid, "request_refused");
    told("a page", bad, "<html><body>Proxy</body></html>", Kind::Invalid, "request_refused");
    told("bytes", bad, QByteArray("\x00\xff\x13", 3), Kind::Invalid, "request_refused");
    told("a very long message", bad, R"({"error":")" + QByteArray(50'000, 'x') + "\"}", Kind::Invalid,
        "request_refused");
    told("the key in the message", bad, R"({"error":"the key sk-secret is wrong"})", Kind::Invalid,
        "request_refused");
}

void TestImageFaultsAnswers::retries_data()
{
    QTest::addColumn<FaultCase>("fault");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Play full = faults::error(
        "503 Service Unavailable", "server_is_overloaded", "Full.", "service_unavailable_error");
    const Play good = faults::good();
    const auto well = [&](const char *name, const QList<Play> &plays) {
        row(name, {.orders = plays, .tries = int(plays.size()), .delivered = 1});
    };
    const auto badly = [](const char *name, const QList<Play> &plays, const QByteArray &code, int tries,
                           Kind kind = Kind::RateLimited) {
        row(name, {.orders = plays, .kind = kind, .code = code, .tries = tries});
    };
    well("429 and then well", {busy(), good});
    well("503 twice and then well", {full, full, good});
    well("slow down", {faults::error("429 Too Many Requests", "slow_down"), good});
    well("after a second", {busy("Retry-After: 1\r\n"), good});
    well("at a date",
        {busy("Date: " + httpDate(now) + "\r\nRetry-After: " + httpDate(now.addSecs(1)) + "\r\n"), good});
    well("after nonsense", {busy("Retry-After: soon\r\n"), good});
    well("after minus one", {busy("Retry-After: -1\r\n"), good});
    badly("after an hour", {busy("Retry-After: 3600\r\n")}, "rate_limit_exceeded", 1);
    badly("at a date next year", {busy("Retry-After: " + httpDate(now.addYears(1)) + "\r\n")},
        "rate_limit_exceeded", 1);
    badly("429 for ever", {busy()}, "rate_limit_exceeded", 3);
    badly("503 for ever", {full}, "server_is_overloaded", 3, Kind::Server);
    badly("429 and then a refusal",
        {busy(), faults::error("400 Bad Request", "moderation_blocked", "No.", user)}, "moderation_blocked",
        2, Kind::Refused);
    badly("429 and then a broken answer", {busy(), plays::json("{")}, "not_json", 2, Kind::Protocol);
    badly("a broken answer is not asked for again", {plays::json("{"), good}, "not_json", 1, Kind::Protocol);
    badly("nor one that was cut", {{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"}, good},
        "broke_off", 1, Kind::Network);
    badly("nor one that failed", {faults::error("500 Internal Server Error", "", "Lost."), good},
        "fault_told", 1, Kind::Server);
}

void TestImageFaultsAnswers::webUis_data()
{
    QTest::addColumn<FaultCase>("fault");
    const QByteArray grid = faults::picture(Qt::green);
    const QByteArray one = faults::picture(Qt::blue);
    const auto bad = [](const char *name, const Play &play, Kind kind, const QByteArray &code) {
        row(name, webui({.orders = {play}, .kind = kind, .code = code}));
    };
    row("a grid first, and said so",
        webui({.orders
            = {plays::json(webuiAnswer({grid, one, one}, R"({"index_of_first_image":1,"all_seeds":[1,2]})"))},
            .delivered = 2,
            .count = 2}));
    row("a grid first, and not said",
        webui({.orders = {plays::json(webuiAnswer({grid, one, one}))}, .delivered = 2, .count = 2}));
    row("info that is no JSON",
        webui({.orders = {plays::json(webuiAnswer({one}, "Steps: 20"))}, .delivered = 1}));
    row("interrupted after one of three",
        webui({.orders = {plays::json(webuiAnswer({one}))}, .delivered = 1, .count = 3}));
    row("one damaged", webui({.orders = {plays::json(webuiAnswer({one, "x"}))}, .delivered = 1, .count = 2}));
    bad("no images", plays::json(webuiAnswer({})), Kind::Protocol, "no_picture");
    bad("no WebUI", plays::answer("404 Not Found", R"({"detail":"Not Found"})"), Kind::NotFound,
        "no_webui_api");
    bad("a password", plays::answer("401 Unauthorized", R"({"detail":"Incorrect username or password"})"),
        Kind::Unauthorized, "key_refused");
    bad("wrong field",
        plays::answer(
            "422 Unprocessable Entity", R"({"detail":[{"loc":["body","width"],"msg":"not a number"}]})"),
        Kind::Invalid, "request_refused");
    bad("out of memory",
        plays::answer("500 Internal Server Error",
            R"({"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory"})"),
        Kind::Server, "fault_told");
    bad("cut", {.bytes = plays::json(webuiAnswer({one})).bytes.chopped(9)}, Kind::Network, "broke_off");
}

void TestImageFaultsAnswers::jobs_data()
{
    QTest::addColumn<FaultCase>("fault");
    const auto bad = [](const char *name, const QList<Play> &polls, Kind kind, const QByteArray &code) {
        row(name, job(polls, {.kind = kind, .code = code}));
    };
    const Play full = plays::answer("503 Service Unavailable", "{}");
    row("queued, painted, done", job({jobIs("queued"), jobIs("generating"), jobDone()}, {.delivered = 1}));
    row("a poll that fails", job({full, {.end = Play::End::Reset}, jobDone()}, {.delivered = 1}));
    bad("failed", {jobIs("failed", R"(,"error":{"code":"generation_failed","message":"No memory."})")},
        Kind::Server, "fault_told");
    bad("stopped by somebody", {jobIs("cancelled")}, Kind::Server, "job_stopped");
    bad("forgotten", {plays::answer("410 Gone", R"({"error":"expired"})")}, Kind::Server, "job_lost");
    bad("unknown after a restart", {plays::answer("404 Not Found", R"({"error":"not found"})")}, Kind::Server,
        "job_lost");
    bad("done without pictures", {jobIs("completed", R"(,"result":{"images":[]})")}, Kind::Protocol,
        "no_picture");
    bad("done without a result", {jobIs("completed")}, Kind::Protocol, "no_picture");
    bad("no JSON", {plays::json("{")}, Kind::Protocol, "not_json");
    bad("gone in the middle", {full}, Kind::Server, "server_is_overloaded");
    FaultCase id = job({jobDone()}, {.kind = Kind::Protocol, .code = "not_json"});
    id.orders = {plays::answer("202 Accepted", R"({"id":"../../sdapi/v1/options"})")};
    row("an id that is a path", id);
    FaultCase queue = job({}, {.kind = Kind::RateLimited, .code = "rate_limit_exceeded", .tries = 3});
    queue.orders = {plays::answer("429 Too Many Requests", R"({"error":"job queue is full"})")};
    row("a full queue", queue);
    FaultCase none = job({}, {.kind = Kind::NotFound, .code = "no_job_api"});
    none.orders = {plays::answer("404 Not Found", "{}")};
    row("an older server", none);
}

QTEST_GUILESS_MAIN(TestImageFaultsAnswers)
#include "tst_imagefaultsanswers.moc"
