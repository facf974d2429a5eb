// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/faultserver.h"
#include "imaging/imageclient.h"

#include <QBuffer>
#include <QTest>

// One way an image server can fail, and what must come of it.
struct FaultCase {
    QList<Play> orders = {};
    Error::Kind kind = Error::Kind::Network;
    QByteArray code = {}; // of the error; empty where pictures come
    QByteArray orCode = {}; // where it is open whether a word of the request went out
    int tries = 1; // how often the order was sent
    int delivered = 0; // pictures that may be billed
    int count = 1; // pictures asked for
    QByteArray provider = "openai";
    QHash<QByteArray, QList<Play>> at = {}; // %HERE% in a play is the server itself
    milliseconds deadline = std::chrono::seconds(20);
};
Q_DECLARE_METATYPE(FaultCase)

namespace faults {

inline QByteArray picture(Qt::GlobalColor color = Qt::blue)
{
    QImage image(8, 4, QImage::Format_RGB32);
    image.fill(color);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

inline QByteArray item(const QByteArray &file = picture())
{
    return "{\"b64_json\":\"" + file.toBase64() + "\"}";
}

inline QByteArray items(const QByteArrayList &list)
{
    return "{\"created\":1,\"data\":[" + list.join(',') + "]}";
}

inline Play good()
{
    return plays::json(items({item()}));
}

inline Play error(const QByteArray &status, const QByteArray &code, const QByteArray &message = "Told so.",
    const QByteArray &type = "invalid_request_error", const QByteArray &fields = {})
{
    const QByteArray quoted = code.isEmpty() ? QByteArray("null") : '"' + code + '"';
    return plays::answer(status,
        "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type
            + "\",\"param\":null,\"code\":" + quoted + "}}",
        "application/json", fields);
}

inline ImageLimits limits(milliseconds deadline)
{
    return {.deadline = deadline,
        .listDeadline = std::min<milliseconds>(deadline, std::chrono::seconds(5)),
        .answerBytes = 100'000,
        .downloadBytes = 50'000,
        .poll = std::chrono::milliseconds(5),
        .backoff = {.retries = 2, .first = std::chrono::milliseconds(1)},
        .jitter = [] { return 1000; }};
}

struct Outcome {
    Result<Pictures> pictures;
    qsizetype billable = 0; // what a caller bills: each entry that is a picture

    explicit Outcome(const Result<Pictures> &result)
        : pictures(result)
    {
        if (result)
            billable = std::ranges::count_if(*result, [](const auto &each) { return each.ok(); });
    }
};

// The server's own address where a play names it.
inline QList<Play> placed(QList<Play> list, const FaultServer &server)
{
    for (Play &play : list) {
        const qsizetype before = play.bytes.size();
        play.bytes.replace("%HERE%", server.address());
        play.bytes.replace("%ELSEWHERE%", server.address("localhost"));
        const qsizetype longer = play.bytes.size() - before;
        const qsizetype at = play.bytes.indexOf("Content-Length: ");
        if (longer == 0 || at < 0)
            continue;
        const qsizetype end = play.bytes.indexOf('\r', at);
        const qsizetype length = play.bytes.sliced(at + 16, end - at - 16).toLongLong() + longer;
        play.bytes.replace(at, end - at, "Content-Length: " + QByteArray::number(length));
    }
    return list;
}

inline void prepare(FaultServer &server, const FaultCase &fault)
{
    server.orders = placed(fault.orders, server);
    for (auto it = fault.at.begin(); it != fault.at.end(); ++it)
        server.at.insert(it.key(), placed(*it, server));
}

// Plays the case against a client and says where it went otherwise than told.
inline void run(const FaultCase &fault)
{
    FaultServer server;
    prepare(server, fault);
    RandomIds ids;
    SystemClock clock;
    ImageClient client({.provider = fault.provider, .baseUrl = server.url(), .key = "sk-secret"}, ids, clock,
        nullptr, limits(fault.deadline));
    const ImageRequest request{
        .prompt = QStringLiteral("a lake"), .model = QStringLiteral("gpt-image-2"), .count = fault.count};
    const auto call = client.pictures(request);
    QTRY_VERIFY_WITH_TIMEOUT(call.future().isFinished(), 30000);
    const Outcome outcome(call.future().result());
    const QString told = outcome.pictures
        ? QString()
        : outcome.pictures.error().code + u' ' + outcome.pictures.error().message;
    QVERIFY2(outcome.billable == fault.delivered, qPrintable(told));
    QCOMPARE(server.ordered(), qsizetype(fault.tries));
    for (const FaultServer::Seen &one : server.seen) {
        if (one.method == "GET" && one.path.endsWith(".png"))
            QVERIFY(headerValue(one.head, "authorization").isEmpty()); // the key is the API's alone
    }
    if (fault.delivered > 0) {
        QCOMPARE(outcome.pictures->size(), qsizetype(fault.count));
        return;
    }
    const Error &error = outcome.pictures.error();
    QVERIFY(!error.message.isEmpty() && !error.message.contains(u"sk-secret"));
    if (fault.orCode.isEmpty() || error.code.toLatin1() != fault.orCode)
        QCOMPARE(error.code.toLatin1(), fault.code);
    QVERIFY2(error.kind == fault.kind, qPrintable(QString::number(int(error.kind))));
}

} // namespace faults
