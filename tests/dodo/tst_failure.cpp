// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "dodo/failure.h"
#include "dodo/peer.h"
#include "dodo/tlspeer.h"
#include "faults/certificates.h"
#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

const QByteArray okAnswer = Peer::answer("200 OK", R"({"items":[]})");
const ApiRequest listMeters{.segments = {"meters"}};
const ApiRequest createMeter{
    .method = "POST", .segments = {"meters"}, .body = "{}", .repeat = ApiRequest::Repeat::Unsafe};
const ApiRequest sendEvents{.method = "POST", .segments = {"events", "ingest"}, .body = "{}"};
const ApiRequest archiveMeter{
    .method = "DELETE", .segments = {"meters", "mtr_1"}, .expect = ApiRequest::Expect::Nothing};

struct KeptRecords : ExchangeSink {
    void record(Exchange exchange) override { exchanges.append(std::move(exchange)); }
    QList<Exchange> exchanges;
};

QByteArray bodyOf(const QByteArray &type, const QByteArray &body)
{
    return Peer::answer("200 OK", body, {}, type);
}

} // namespace

class FailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tlsFailureNamesItsKind_data();
    void tlsFailureNamesItsKind();
    void answerThatIsNone_data();
    void answerThatIsNone();
    void statusNamesTheWayOut_data();
    void statusNamesTheWayOut();
    void serviceSaysBestWhatIsWrongWithACall();
    void nobodyThere();
    void bombIsNotUnpacked();
    void redirectNamesWhere_data();
    void redirectNamesWhere();
    void keySaidBackIsTakenOut();
    void answerOfAnotherShapeIsNamed();

private:
    Error errorFrom(const QUrl &url, const ApiRequest &request, const NetworkOptions &options = {});
    QString shown(const QString &sentence, const QUrl &url) const
    {
        return sentence.arg(failure::placeOf(url));
    }

    Certificates m_certificates;
    RandomIds m_ids;
    SystemClock m_clock;
    KeptRecords m_kept;
};

Error FailureTest::errorFrom(const QUrl &url, const ApiRequest &request, const NetworkOptions &options)
{
    const TransportLimits limits{.deadline = 5s, .backoff = {.retries = 0}};
    Transport transport(
        {Destination::Mode::Custom, url, "dodo_test_secret"}, m_ids, m_clock, &m_kept, limits);
    transport.setNetworkOptions(options);
    const auto call = transport.send(request);
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 10'000))
        return {.kind = Kind::Timeout, .message = u"the call never ended"_s};
    const Result<ApiAnswer> answer = call.future().result();
    return answer ? Error{.message = u"none"_s} : answer.error();
}

void FailureTest::tlsFailureNamesItsKind_data()
{
    using Certificate = Certificates::Kind;
    QTest::addColumn<Certificate>("certificate");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("good") << Certificate::Good << u"none"_s;
    QTest::newRow("expired") << Certificate::Expired << u"ended on"_s;
    QTest::newRow("wrong name") << Certificate::WrongName << u", not for 127.0.0.1. Check the address."_s;
    QTest::newRow("self-signed") << Certificate::SelfSigned << u"is signed by itself."_s;
    QTest::newRow("unknown authority") << Certificate::UnknownAuthority << u"is from an unknown authority."_s;
}

void FailureTest::tlsFailureNamesItsKind()
{
    QFETCH(Certificates::Kind, certificate);
    QFETCH(QString, sentence);
    TlsPeer peer(m_certificates.server(certificate), okAnswer);
    const Error error = errorFrom(peer.url(), listMeters, {.caFile = m_certificates.caFile()});
    QVERIFY2(error.message.contains(sentence), qPrintable(error.message));
    QCOMPARE(peer.received().isEmpty(), certificate != Certificates::Kind::Good);
}

void FailureTest::answerThatIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sentence");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QString closed = u"%1 closed the connection without a readable answer. Try again."_s;
    const QString cut = u"The answer of %1 broke off in the middle. Try again."_s;
    const QString page
        = u"A web page answers instead of %1. Sign in to this network, or check the base URL."_s;
    QTest::newRow("hung up") << QByteArray() << listMeters << Kind::Network << closed;
    QTest::newRow("hung up on a create") << QByteArray() << createMeter << Kind::Network << closed;
    QTest::newRow("garbage") << QByteArray("220 mail.example ESMTP\r\n\r\n") << listMeters << Kind::Network
                             << closed;
    QTest::newRow("cut by length") << head + "Content-Length: 100\r\n\r\n{\"items\":[" << listMeters
                                   << Kind::Network << cut;
    QTest::newRow("cut chunk") << head + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"items" << listMeters
                               << Kind::Network << cut;
    QTest::newRow("cut without length") << head + "\r\n{\"items\":[" << listMeters << Kind::Network << cut;
    QTest::newRow("page") << bodyOf("text/html; charset=utf-8", "<html>Sign in</html>") << listMeters
                          << Kind::Protocol << page;
    QTest::newRow("page that calls itself text")
        << bodyOf("text/plain", " <!doctype html>") << listMeters << Kind::Protocol << page;
    QTest::newRow("page for a call without an answer")
        << bodyOf("text/html", "<html>Sign in</html>") << archiveMeter << Kind::Protocol << page;
    QTest::newRow("nothing") << Peer::answer("200 OK", {}) << listMeters << Kind::Protocol
                             << u"%1 answers with nothing at all. Check the base URL."_s;
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << listMeters
                                << Kind::Protocol << u"%1 answers with nothing at all. Check the base URL."_s;
    QTest::newRow("wrong type") << bodyOf("text/plain; charset=utf-8", "hello") << listMeters
                                << Kind::Protocol
                                << u"%1 answers with “text/plain”, not with JSON. Check the base URL."_s;
}

void FailureTest::answerThatIsNone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ApiRequest, request);
    QFETCH(Kind, kind);
    QFETCH(QString, sentence);
    Peer peer(bytes);
    const Error error = errorFrom(peer.url(), request);
    QCOMPARE(error.message, shown(sentence, peer.url()));
    QCOMPARE(error.kind, kind);
}

void FailureTest::statusNamesTheWayOut_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QByteArray &status, const ApiRequest &request, const QString &sentence) {
        const QByteArray name = status.first(3) + ' ' + request.method + ' ' + request.segments.join('/');
        QTest::newRow(name.constData()) << status << request << sentence;
    };
    const ApiRequest oneMeter{.segments = {"meters", "mtr_1"}};
    const ApiRequest usage{.segments = {"subscriptions", "sub_1", "usage-history"}};
    row("400 Bad", listMeters, u"%1 refuses the call (status 400). Check what was sent."_s);
    row("401 No", listMeters, u"%1 does not accept the key. Check it and its mode."_s);
    row("403 No", listMeters, u"This key may not read this. Paste a key with more rights."_s);
    row("403 No", createMeter, u"This key only reads. Paste one that may also write."_s);
    row("403 No", sendEvents, u"This key only reads. Events wait until you paste one that may write."_s);
    row("404 No", listMeters, u"%1 has nothing at this address. Check the base URL."_s);
    row("404 No", sendEvents, u"%1 has nothing at this address. Check the base URL."_s);
    row("404 No", oneMeter, u"%1 has no such meter. Read the list again."_s);
    row("404 No", usage, u"%1 has no such subscription. Read the list again."_s);
    row("405 No", createMeter, u"%1 takes no POST at this address. Check the base URL."_s);
    row("408 Late", listMeters, u"%1 waited too long for the call. Try again."_s);
    row("409 Clash", createMeter, u"%1 cannot do this in its present state. Read it again first."_s);
    row("410 Gone", archiveMeter, u"This was archived at %1. Unarchive it, or choose another."_s);
    row("413 Big", sendEvents, u"This is too large for %1. Send less at once."_s);
    row("422 Odd", createMeter, u"%1 refuses the call (status 422). Check what was sent."_s);
    row("425 Early", sendEvents, u"%1 does not take the call yet. Try again in a moment."_s);
    row("429 Many", listMeters, u"%1 takes no more calls for the moment. Wait and try again."_s);
    row("500 Fault", listMeters, u"%1 has a fault of its own (status 500). Try again later."_s);
    row("502 Fault", listMeters, u"A server before %1 gets no answer from it (status 502). Try later."_s);
    row("503 Busy", listMeters, u"%1 is busy or being mended (status 503). Try again later."_s);
    row("511 Sign", listMeters, u"This network wants you to sign in. Use a browser, then try again."_s);
}

void FailureTest::statusNamesTheWayOut()
{
    QFETCH(QByteArray, status);
    QFETCH(ApiRequest, request);
    QFETCH(QString, sentence);
    Peer peer(Peer::answer(status, "{}"));
    const Error error = errorFrom(peer.url(), request);
    QCOMPARE(error.message, sentence.contains(u"%1"_s) ? shown(sentence, peer.url()) : sentence);
    QCOMPARE(error.status, status.first(3).toInt());
}

void FailureTest::serviceSaysBestWhatIsWrongWithACall()
{
    const QByteArray words = R"({"code":"SOME_CODE","message":"events[3].customer_id is missing."})";
    Peer refusing(Peer::answer("422 Odd", words));
    const Error refused = errorFrom(refusing.url(), sendEvents);
    QCOMPARE(refused.message, u"events[3].customer_id is missing."_s);
    QCOMPARE(refused.field, u"events[3].customer_id"_s);
    Peer locked(Peer::answer("401 No", words));
    const Error unknown = errorFrom(locked.url(), sendEvents);
    QVERIFY(unknown.message.contains(u"does not accept the key"_s));
    QCOMPARE(unknown.code, u"SOME_CODE"_s);
}

void FailureTest::nobodyThere()
{
    Peer peer(okAnswer);
    const QUrl url = peer.url();
    peer.stop();
    QCOMPARE(errorFrom(url, listMeters).message,
        shown(u"Nothing answers at %1. Check the address, and that it runs."_s, url));
    QCOMPARE(errorFrom(QUrl(u"https://nobody.invalid"_s), listMeters, {.proxy = NetworkOptions::Proxy::None})
                 .message,
        u"There is no host nobody.invalid, or no network. Check both."_s);
}

void FailureTest::bombIsNotUnpacked()
{
    const QByteArray packed = qCompress(QByteArray(64 * 1024 * 1024, ' '), 9).mid(4);
    QVERIFY(packed.size() < 100'000);
    Peer peer(Peer::answer("200 OK", packed, "Content-Encoding: deflate\r\n"));
    const Error error = errorFrom(peer.url(), listMeters);
    QCOMPARE(error.message,
        shown(u"The answer of %1 unpacks to too much, or not at all. It was not read."_s, peer.url()));
    QCOMPARE(error.kind, Kind::Protocol);
}

void FailureTest::redirectNamesWhere_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const QByteArray status : {"301 M", "302 F", "303 S", "307 T", "308 P"})
        QTest::newRow(status.constData()) << status;
}

// A key goes to its own host and nowhere else: another server records what arrives.
void FailureTest::redirectNamesWhere()
{
    QFETCH(QByteArray, status);
    Peer other(okAnswer);
    Peer peer(Peer::answer(status, {}, "Location: " + other.url().toEncoded() + "/meters\r\n"));
    for (const ApiRequest &request : {listMeters, createMeter, sendEvents}) {
        const Error error = errorFrom(peer.url(), request);
        QCOMPARE(error.message,
            u"%1 sends calls on to %2. The key did not go there. Check the base URL."_s.arg(
                failure::placeOf(peer.url()), failure::placeOf(other.url())));
        QCOMPARE(error.kind, Kind::Protocol);
    }
    QVERIFY(other.requests().isEmpty());
    Peer same(Peer::answer(status, {}, "Location: /elsewhere\r\n"));
    QCOMPARE(errorFrom(same.url(), listMeters).message,
        shown(u"%1 sends calls on to another path. Check the base URL."_s, same.url()));
    QCOMPARE(same.requests().size(), 1);
}

void FailureTest::keySaidBackIsTakenOut()
{
    m_kept.exchanges.clear();
    const QByteArray words = R"({"code":"C","message":"The key dodo_test_secret is odd."})";
    Peer peer(Peer::answer("400 Bad", words, "X-Said: dodo_test_secret\r\n"));
    const Error error = errorFrom(peer.url(), sendEvents);
    QVERIFY(error.message.startsWith(u"The key •"_s));
    QCOMPARE(m_kept.exchanges.size(), 1);
    const QByteArray record = compact(toJson(m_kept.exchanges.first()));
    QVERIFY(record.contains("is odd."));
    QVERIFY(!record.contains("dodo_test_secret"));
}

void FailureTest::answerOfAnotherShapeIsNamed()
{
    const auto sentenceOf = [&](const QByteArray &body) {
        Peer peer(Peer::answer("200 OK", body));
        Transport transport(
            {Destination::Mode::Custom, peer.url(), "dodo_test_secret"}, m_ids, m_clock, nullptr);
        Client client(transport);
        const auto call = client.metersPage(Listing::Current, 0);
        if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 10'000))
            return u"the call never ended"_s;
        const auto page = call.future().result();
        QString sentence = page ? QString() : page.error().message;
        return sentence.remove(failure::placeOf(peer.url()));
    };
    QCOMPARE(sentenceOf(R"({"items":[]})"), QString());
    QVERIFY(sentenceOf(R"({"data":[]})").startsWith(u"The answer of  cannot be read: items "_s));
    QVERIFY(sentenceOf(R"({"items":[{"id":1}]})").contains(u"items[0].id"_s));
    QVERIFY(sentenceOf("{\"items\":[").startsWith(u"The answer of  cannot be read: "_s));
}

QTEST_GUILESS_MAIN(FailureTest)
#include "tst_failure.moc"
