// SPDX-License-Identifier: MIT
#include "faults/mishapcases.h"

using namespace Qt::StringLiterals;
using End = Mishap::End;
using Service = Mishap::Service;
using Standing = OutboxStanding::Kind;

namespace {

// A reset is the one or the other, by the moment at which it is noticed.
const QString reset = u"The connection to %1 broke off. Try again."_s;
const QString closed = u"%1 closed the connection without a readable answer. Try again."_s;
const QString cutOff = u"The answer of %1 broke off in the middle. Try again."_s;
const QString late = u"%1 gave no whole answer within 1 s. Try again, or allow more under Connection."_s;

std::function<void(FaultProxy &)> all(const Mishap &mishap)
{
    return [mishap](FaultProxy &proxy) { proxy.failAll(mishap); };
}

QByteArray answer(const QByteArray &status, const QByteArray &body, const QByteArray &fields = {},
    const QByteArray &type = "application/json")
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

QByteArray well(const QByteArray &body, const QByteArray &type = "application/json")
{
    return answer("200 OK", body, {}, type);
}

QByteArray unmeasured(const QByteArray &body, const QByteArray &fields = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + fields + "Connection: close\r\n\r\n"
        + body;
}

// A megabyte of nothing in a few bytes: 40 of them.
QByteArray bomb()
{
    const QByteArray zlib = qCompress(QByteArray(40'000'000, '0'), 9).sliced(4);
    const QByteArray deflated = zlib.sliced(2, zlib.size() - 6);
    const QByteArray gzipped = QByteArray::fromHex("1f8b08000000000000ff") + deflated + QByteArray(8, '\0');
    return answer("200 OK", gzipped, "Content-Encoding: gzip\r\n");
}

QByteArray error(int status, const QByteArray &code, const QByteArray &fields = {})
{
    return answer(QByteArray::number(status) + " Told",
        "{\"code\":\"" + code + "\",\"message\":\"Told by the service.\"}", fields);
}

MishapCase statusCase(int status, const QByteArray &code, const QString &sentence,
    Standing standing = Standing::Waiting, bool parks = false)
{
    return {.name = "status " + QByteArray::number(status),
        .begin = all({.bytes = error(status, code), .end = End::Keep}),
        .sentence = sentence,
        .standing = standing,
        .parks = parks};
}

} // namespace

QList<MishapCase> connectionCases()
{
    const auto lost = Standing::Offline;
    return {
        {.name = "refused",
            .begin = [](FaultProxy &proxy) { proxy.refuse(); },
            .sentence = u"Nothing answers at %1. Check the address, and that it runs."_s,
            .standing = lost,
            .meetsRequest = false},
        {.name = "reset before a word is read",
            .begin = [](FaultProxy &proxy) { proxy.resetAtOnce(); },
            .sentence = closed,
            .standing = lost,
            .meetsRequest = false,
            .orSentence = reset},
        {.name = "reset within the request",
            .begin = all({.end = End::Reset, .early = true}),
            .sentence = closed,
            .standing = lost,
            .events = 900,
            .orSentence = reset},
        {.name = "reset before the answer",
            .begin = all({.end = End::Reset}),
            .sentence = closed,
            .standing = lost,
            .orSentence = reset},
        {.name = "reset before the answer, stored",
            .begin = all({.service = Service::Asked, .only = 0, .end = End::Reset}),
            .sentence = closed,
            .standing = lost,
            .orSentence = reset},
        {.name = "closed before the answer",
            .begin = all({}),
            .sentence = closed,
            .standing = lost,
            .orSentence = reset},
        {.name = "closed before the answer, stored",
            .begin = all({.service = Service::Asked, .only = 0}),
            .sentence = closed,
            .standing = lost,
            .orSentence = reset},
        {.name = "reset within the answer's head, stored",
            .begin = all({.service = Service::Asked, .only = 20, .end = End::Reset}),
            .sentence = closed,
            .standing = lost,
            .orSentence = reset},
        {.name = "reset within the answer, stored",
            .begin = all({.service = Service::Asked,
                .bytes = well("{\"ingested_count\":3}"),
                .only = 75,
                .end = End::Reset}),
            .sentence = cutOff,
            .standing = lost},
        {.name = "reset after the answer, stored",
            .begin = all({.service = Service::Asked, .end = End::Reset}),
            .sentence = {}},
        {.name = "hangs before the answer", .begin = all({.end = End::Hang}), .sentence = late},
        {.name = "hangs before the answer, stored",
            .begin = all({.service = Service::Asked, .only = 0, .end = End::Hang}),
            .sentence = late},
        {.name = "hangs within the answer, stored",
            .begin = all({.service = Service::Asked, .only = 60, .end = End::Hang}),
            .sentence = late},
        {.name = "drips, stored",
            .begin = all({.service = Service::Asked,
                .bytes = well(QByteArray(2000, ' ') + "{\"ingested_count\":3}"),
                .piece = 1}),
            .sentence = late},
    };
}

QList<MishapCase> answerCases()
{
    const auto lost = Standing::Offline;
    const QByteArray stored = "{\"ingested_count\":3}";
    const auto played = [](const QByteArray &name, const QByteArray &bytes, const QString &sentence,
                            Standing standing = Standing::Waiting, Service service = Service::Asked) {
        return MishapCase{.name = name,
            .begin = all({.service = service, .bytes = bytes}),
            .sentence = sentence,
            .standing = standing};
    };
    const auto unreadable = [](const QString &why) {
        return u"The answer of %1 cannot be read: "_s + why + u". Check the base URL."_s;
    };
    const QString nothing = u"%1 answers with nothing at all. Check the base URL."_s;
    return {
        played("truncated with a length, stored", well(stored).chopped(5), cutOff, lost),
        played("truncated without a length, stored", unmeasured(stored.chopped(5)), cutOff, lost),
        played("truncated in chunks, stored",
            unmeasured("14\r\n{\"ingested_c", "Transfer-Encoding: chunked\r\n"), cutOff, lost),
        played("garbage", "\x01\x02 this is not HTTP at all\r\n\r\n", closed, lost, Service::Spared),
        played("zeros", QByteArray(4096, '\0'), closed, lost, Service::Spared),
        played("another protocol", "220 mail.example ESMTP\r\n", closed, lost, Service::Spared),
        played("wrong content type, stored", well(stored, "text/plain"),
            u"%1 answers with “text/plain”, not with JSON. Check the base URL."_s),
        played("a web page", well("<!doctype html><title>Sign in</title>", "text/html"),
            u"A web page answers instead of %1. Sign in to this network, or check the base URL."_s,
            Standing::Waiting, Service::Spared),
        played("huge, stored", well(stored + QByteArray(1'000'000, ' ')),
            u"The answer of %1 is larger than 65536 bytes. It was not read."_s),
        played("huge without a length, stored", unmeasured(stored + QByteArray(1'000'000, ' ')),
            u"The answer of %1 is larger than 65536 bytes. It was not read."_s),
        played("a huge head", "HTTP/1.1 200 OK\r\nX-Much: " + QByteArray(2'000'000, 'x'), closed, lost),
        played("gzip bomb, stored", bomb(),
            u"The answer of %1 unpacks to too much, or not at all. It was not read."_s),
        played("empty, stored", well({}), nothing),
        played("204 without a body, stored", "HTTP/1.1 204 No Content\r\n\r\n", nothing),
        played("another object, stored", well("{\"ok\":true}"), unreadable(u"ingested_count is missing"_s)),
        played("a list, stored", well("[3]"), unreadable(u"The JSON must be an object"_s)),
        played("a count that is a text, stored", well("{\"ingested_count\":\"3\"}"),
            unreadable(u"ingested_count must be a whole number"_s)),
        played("no JSON, stored", well("ingested 3"),
            unreadable(u"This is not JSON: illegal value at byte 1"_s)),
    };
}

QList<MishapCase> statusCases()
{
    return {
        statusCase(400, "INVALID_REQUEST_BODY", u"Told by the service."_s, Standing::Going, true),
        statusCase(401, "UNAUTHORIZED", u"%1 does not accept the key. Check it and its mode."_s,
            Standing::KeyRefused),
        statusCase(403, "FORBIDDEN",
            u"This key only reads. Events wait until you paste one that may write."_s, Standing::KeyRefused),
        statusCase(404, "NOT_FOUND", u"%1 has nothing at this address. Check the base URL."_s,
            Standing::WrongAddress),
        statusCase(405, "METHOD_NOT_ALLOWED", u"%1 takes no POST at this address. Check the base URL."_s,
            Standing::WrongAddress),
        statusCase(408, "TIMEOUT", u"%1 waited too long for the call. Try again."_s),
        statusCase(409, "CONFLICT", u"Told by the service."_s),
        statusCase(410, "GONE", u"Told by the service."_s, Standing::WrongAddress),
        statusCase(
            413, "TOO_LARGE", u"This is too large for %1. Send less at once."_s, Standing::Going, true),
        statusCase(422, "INVALID_REQUEST_PARAMETERS", u"Told by the service."_s, Standing::Going, true),
        statusCase(425, "TOO_EARLY", u"%1 does not take the call yet. Try again in a moment."_s),
        statusCase(429, "TOO_MANY_REQUESTS", u"%1 takes no more calls for the moment. Wait and try again."_s),
        statusCase(
            500, "INTERNAL_SERVER_ERROR", u"%1 has a fault of its own (status 500). Try again later."_s),
        statusCase(
            502, "BAD_GATEWAY", u"A server before %1 gets no answer from it (status 502). Try later."_s),
        statusCase(503, "UNAVAILABLE", u"%1 is busy or being mended (status 503). Try again later."_s),
        statusCase(
            504, "GATEWAY_TIMEOUT", u"A server before %1 gets no answer from it (status 504). Try later."_s),
    };
}

QList<MishapCase> retryAfterCases()
{
    const auto asking = [](const QByteArray &name, const QByteArray &fields, milliseconds wait) {
        return MishapCase{.name = "Retry-After, " + name,
            .begin = all({.bytes = error(429, "TOO_MANY_REQUESTS", fields), .end = End::Keep}),
            .sentence = u"%1 takes no more calls for the moment. Wait and try again."_s,
            .wait = wait};
    };
    const QByteArray date = "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\n";
    return {
        asking("seconds", "Retry-After: 7\r\n", 7s),
        asking("a fraction", "Retry-After: 1.5\r\n", 1500ms),
        asking("a date", date + "Retry-After: Sat, 21 Nov 2026 10:00:09 GMT\r\n", 9s),
        asking("a date that is over", date + "Retry-After: Sat, 21 Nov 2026 09:00:00 GMT\r\n", 30ms),
        asking("milliseconds", "retry-after-ms: 250\r\nRetry-After: 9\r\n", 250ms),
        asking("none at all", "Retry-After: 0\r\n", 30ms),
        asking("negative", "Retry-After: -5\r\n", 30ms),
        asking("huge", "Retry-After: 86400\r\n", 60s),
        asking("nonsense", "Retry-After: soon\r\n", 30ms),
    };
}

QList<MishapCase> redirectCases(const QByteArray &elsewhere)
{
    QList<MishapCase> out;
    const QString place = QString::fromLatin1(elsewhere.mid(elsewhere.indexOf("//") + 2));
    for (const int status : {301, 302, 303, 307, 308}) {
        const QByteArray number = QByteArray::number(status);
        out.append({.name = "redirected, " + number,
            .begin = all(
                {.bytes = answer(number + " Elsewhere", {}, "Location: " + elsewhere + "/events/ingest\r\n"),
                    .end = End::Keep}),
            .sentence
            = u"%1 sends calls on to "_s + place + u". The key did not go there. Check the base URL."_s,
            .standing = Standing::WrongAddress});
    }
    return out;
}

QList<MishapCase> tlsCases(const Certificates &certificates)
{
    using Kind = Certificates::Kind;
    const auto shown = [&](const QByteArray &name, Kind kind, const QString &sentence) {
        return MishapCase{.name = "TLS, " + name,
            .begin = [tls = certificates.server(kind)](FaultProxy &proxy) { proxy.setTls(tls); },
            .sentence = sentence,
            .standing = Standing::Offline,
            .meetsRequest = false};
    };
    return {
        shown("expired", Kind::Expired,
            u"The certificate of %1 ended on 1 Jan 2021. Check this computer's date."_s),
        shown("another name", Kind::WrongName,
            u"The certificate shown is for “wrongname”, not for localhost. Check the address."_s),
        shown("signed by itself", Kind::SelfSigned,
            u"The certificate of %1 is signed by itself. Add it under Connection, if it is yours."_s),
        shown("an unknown authority", Kind::UnknownAuthority,
            u"The certificate of %1 is from an unknown authority. Add yours under Connection."_s),
    };
}
