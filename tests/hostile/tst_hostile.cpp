// SPDX-License-Identifier: MIT
#include "hostile/mutation.h"
#include "hostile/samples.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int senders = 8;
constexpr int roundSize = 1000; // requests; then the world is a fresh one
constexpr int staysOpen = 800; // one in so many is left waiting for what the sender does not say
constexpr auto patience = 150ms; // then the sender says that there is no more
constexpr auto answeredWithin = 30s; // the server's own limit between two pieces is 10 s
constexpr qint64 mayGrow = 64 * 1024; // kB

using End = RawPeer::End;

struct Tally {
    std::atomic<int> sent = 0;
    std::atomic<int> answered = 0;
    std::atomic<int> closed = 0;
    std::atomic<int> good = 0;
    std::atomic<qint64> slowestGood = 0; // ms
    std::mutex mutex;
    QMap<int, int> statuses;
    QString wrong; // the first one

    void complain(const QString &what)
    {
        const std::lock_guard lock(mutex);
        if (wrong.isEmpty())
            wrong = what;
    }
    void count(const RawPeer::Ending &ending, quint32 seed);
};

void Tally::count(const RawPeer::Ending &ending, quint32 seed)
{
    ++sent;
    if (ending.end == End::TimedOut)
        complain(u"The mutation %1 is never answered."_s.arg(seed));
    if (ending.status >= 500)
        complain(u"The mutation %1 is answered with %2."_s.arg(seed).arg(QString::fromUtf8(ending.bytes)));
    ++(ending.end == End::Answered ? answered : closed);
    const std::lock_guard lock(mutex);
    ++statuses[ending.status];
}

} // namespace

// A real `pixelmeter serve` gets what no honest program sends: it answers or hangs up, lives, does not grow,
// and answers a good request all the while.
class TestHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneWrongThing_data();
    void oneWrongThing();
    void aSilentSenderIsLetGo();
    void mutatedFaultsSpoilNothing();
    void mutatedRequests();

private:
    RawPeer::Ending send(const QByteArray &bytes, std::chrono::milliseconds until) const;
    void sendMutated(const std::vector<QByteArray> &samples, quint32 seed, Tally &tally) const;
    void sendGood(Tally &tally) const;
    void round(Tally &tally);
    void warmUp() const;
    bool isWell() const;

    Program m_program;
    QRandomGenerator m_random;
    int m_requests = 2000;
};

void TestHostile::initTestCase()
{
    const quint32 seed = qEnvironmentVariableIsSet("PIXELMETER_SEED")
        ? qEnvironmentVariable("PIXELMETER_SEED").toUInt()
        : QRandomGenerator::global()->generate();
    m_random.seed(seed);
    m_requests = qMax(m_requests, qEnvironmentVariableIntValue("PIXELMETER_HOSTILE_REQUESTS"));
    qInfo("seed %u", seed);
    QVERIFY(m_program.start());
}

RawPeer::Ending TestHostile::send(const QByteArray &bytes, std::chrono::milliseconds until) const
{
    RawPeer peer(m_program.port());
    peer.send(bytes);
    return peer.read(until, answeredWithin);
}

bool TestHostile::isWell() const
{
    return m_program.isRunning() && m_program.call("GET", "/meters").status == 200;
}

void TestHostile::oneWrongThing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses"); // 0: the connection just ends
    const QByteArray host = "Host: " + m_program.host() + "\r\n";
    const QByteArray head = host + "Authorization: Bearer k\r\n";
    const QByteArray json = head + "Content-Type: application/json\r\n";
    const QByteArray post = "POST /customers HTTP/1.1\r\n" + json;
    const auto row = [](const char *name, const QByteArray &bytes, const QList<int> &statuses) {
        QTest::newRow(name) << bytes << statuses;
    };
    row("nothing", "", {0});
    row("an empty line", "\r\n\r\n", {0, 400});
    row("NULs", QByteArray(4000, '\0'), {0, 400});
    row("TLS", QByteArray::fromHex("16030100a5010000a10303") + QByteArray(150, 'x'), {0, 400});
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400});
    row("nonsense version", "GET /meters HTTP/7.3\r\n" + head + "\r\n", {400});
    row("bare line feeds", "GET /meters HTTP/1.1\nHost: " + m_program.host() + "\n\n", {0, 400});
    row("no host", "GET /meters HTTP/1.1\r\nAuthorization: Bearer k\r\n\r\n", {403});
    row("two hosts", "GET /meters HTTP/1.1\r\nHost: evil.example\r\n" + head + "\r\n", {400, 403});
    row("two hosts, ours first", "GET /meters HTTP/1.1\r\n" + head + "Host: evil.example\r\n\r\n",
        {400, 403});
    row("folded header", "GET /meters HTTP/1.1\r\n" + head + "X-A: b\r\n  c\r\n\r\n", {200, 400});
    row("both lengths", post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", {400});
    row("two lengths", post + "Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}", {400});
    row("length with a sign", post + "Content-Length: -2\r\n\r\n{}", {400, 413});
    row("length with letters", post + "Content-Length: 2a\r\n\r\n{}", {400, 422});
    row("length past 64 bits", post + "Content-Length: 99999999999999999999999\r\n\r\n{}", {400, 413});
    row("5 MB announced", post + "Content-Length: 5242880\r\n\r\n", {413});
    row("body shorter than said", post + "Content-Length: 500\r\n\r\n{}", {0, 400});
    row("bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", {400});
    row("chunk past 64 bits", post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n", {400});
    row("chunks without an end", post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", {0, 400});
    row("line past 8 kB", "GET /meters HTTP/1.1\r\n" + head + "X-A: " + QByteArray(9000, 'a') + "\r\n\r\n",
        {0, 400, 414, 431});
    row("long target", "GET /meters/" + QByteArray(9000, 'a') + " HTTP/1.1\r\n" + head + "\r\n",
        {0, 400, 414});
    row("10,000 headers",
        "GET /meters HTTP/1.1\r\n" + head + QByteArray("X-A: b\r\n").repeated(10000) + "\r\n",
        {0, 200, 400, 431});
    row("unknown method", "BREW /meters HTTP/1.1\r\n" + head + "\r\n", {400, 405});
    row("absolute target", "GET http://evil.example/meters HTTP/1.1\r\n" + head + "\r\n", {400});
    row("NUL in the target", "GET /meters/%00 HTTP/1.1\r\n" + head + "\r\n", {404});
    row("cut percent sign", "GET /meters/%2 HTTP/1.1\r\n" + head + "\r\n", {404});
    row("not UTF-8", "GET /meters/%ff%fe HTTP/1.1\r\n" + head + "\r\n", {404});
    row("way out of a folder", "GET /files/images/..%2f..%2fsandbox.db HTTP/1.1\r\n" + head + "\r\n", {404});
    row("way out, plain", "GET /files/images/../../sandbox.db HTTP/1.1\r\n" + head + "\r\n", {404});
    const auto body = [&](const char *name, const QByteArray &bytes, const QList<int> &statuses) {
        row(name, post + "Content-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes,
            statuses);
    };
    body("deep JSON", QByteArray("[").repeated(100000), {422});
    body("deep objects", QByteArray("{\"a\":").repeated(100000), {422});
    body("key twice", "{\"email\":\"a@b.c\",\"email\":\"c@d.e\",\"name\":\"A\"}", {422});
    body("byte order mark", "\xef\xbb\xbf{\"email\":\"a@b.c\",\"name\":\"A\"}", {422});
    body("lone surrogate", "{\"email\":\"a@b.c\",\"name\":\"\\ud800\"}", {422});
    body("not UTF-8 in JSON", "{\"email\":\"a@b.c\",\"name\":\"\xff\xfe\"}", {422});
    body("huge number", "{\"email\":\"a@b.c\",\"name\":1" + QByteArray(100000, '0') + "}", {422});
    const QByteArray compressed = QByteArray::fromHex("1f8b0800000000000003abae050043bfa6a302000000"); // {}
    row("gzip",
        post + "Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(compressed.size())
            + "\r\n\r\n" + compressed,
        {415, 422});
    row("not gzip", post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", {400, 415});
}

void TestHostile::oneWrongThing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    const auto ending = send(bytes, 2s);
    QVERIFY(ending.end != End::TimedOut);
    QVERIFY2(statuses.contains(ending.status), ending.bytes.constData());
    if (ending.status >= 400)
        QVERIFY2(ending.bytes.contains("\"code\""), ending.bytes.constData());
    QVERIFY(isWell());
}

void TestHostile::aSilentSenderIsLetGo()
{
    const QByteArray whole = m_program.bytes("POST", "/customers", "{\"email\":\"a@b.c\",\"name\":\"A\"}");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(send(whole.chopped(5), answeredWithin).end != End::TimedOut);
    QVERIFY(timer.elapsed() < 15000);
    QVERIFY(isWell());
}

// They would change other requests' answers, so they come alone.
void TestHostile::mutatedFaultsSpoilNothing()
{
    const QByteArray sample = faultSample(m_program);
    for (int i = 0; i < m_requests / 20; ++i) {
        const quint32 seed = m_random.generate();
        QRandomGenerator random(seed);
        const auto ending = send(mutated(sample, random), patience);
        QVERIFY2(ending.end != End::TimedOut && ending.status < 500, qPrintable(QString::number(seed)));
        QCOMPARE(m_program.call("DELETE", "/_sandbox/faults").status, 204);
        QVERIFY(isWell());
    }
}

void TestHostile::sendMutated(const std::vector<QByteArray> &samples, quint32 seed, Tally &tally) const
{
    QRandomGenerator seeds(seed);
    for (int i = 0; i < roundSize / senders; ++i) {
        const quint32 one = seeds.generate();
        QRandomGenerator random(one);
        const QByteArray &sample = samples[size_t(random.bounded(qint64(samples.size())))];
        const bool waits = random.bounded(staysOpen) == 0;
        tally.count(
            send(mutated(sample, random), waits ? std::chrono::milliseconds(answeredWithin) : patience), one);
    }
}

void TestHostile::sendGood(Tally &tally) const
{
    QElapsedTimer timer;
    timer.start();
    const int list = m_program.call("GET", "/customers?page_size=1").status;
    const int made
        = m_program.call("POST", "/customers", "{\"email\":\"good@example.com\",\"name\":\"Good\"}").status;
    if (list != 200 || made != 200)
        tally.complain(u"A good request is answered with %1 and %2."_s.arg(list).arg(made));
    ++tally.good;
    tally.slowestGood = qMax(tally.slowestGood.load(), timer.elapsed());
}

void TestHostile::round(Tally &tally)
{
    QVERIFY(m_program.refill());
    const auto samples = samplesFor(m_program);
    std::vector<std::thread> threads;
    std::atomic<int> running = senders;
    for (int i = 0; i < senders; ++i) {
        const quint32 seed = m_random.generate();
        threads.emplace_back([&, seed] {
            sendMutated(samples, seed, tally);
            --running;
        });
    }
    while (running > 0)
        sendGood(tally);
    for (std::thread &thread : threads)
        thread.join();
}

// The HTTP library matches a target with as much of the stack as it is long, and the system never takes that
// back; so each of the server's threads sees a long one before anything is measured.
void TestHostile::warmUp() const
{
    constexpr int connections = 64; // twice the threads
    for (int i = 0; i < 5; ++i) {
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int j = 0; j < connections; ++j) {
            peers.push_back(std::make_unique<RawPeer>(m_program.port()));
            peers.back()->send("GET /" + QByteArray(8100, 'a') + " HTTP/1.1\r\nHost: " + m_program.host()
                + "\r\nUpgrade: none\r\nConnection: close\r\n\r\n");
        }
        for (const auto &peer : peers)
            QVERIFY(peer->read(answeredWithin, answeredWithin).end == End::Answered);
    }
}

void TestHostile::mutatedRequests()
{
    warmUp();
    QElapsedTimer timer;
    timer.start();
    Tally tally;
    const int rounds = m_requests / roundSize;
    qint64 warm = 0;
    for (int i = 0; i < rounds; ++i) {
        round(tally);
        QVERIFY(m_program.isRunning());
        QVERIFY2(tally.wrong.isEmpty(), qPrintable(tally.wrong));
        if (i == rounds / 10)
            warm = m_program.residentKilobytes();
    }
    const qint64 end = m_program.residentKilobytes();
    QStringList statuses;
    for (auto status = tally.statuses.cbegin(); status != tally.statuses.cend(); ++status)
        statuses.append(u"%1: %2"_s.arg(status.key()).arg(status.value()));
    qInfo("%d mutated requests: %d answered, %d ended without an answer; %d pairs of good ones, the slowest"
          " %lld ms; %lld kB when warm, %lld kB at the end; %lld ms",
        tally.sent.load(), tally.answered.load(), tally.closed.load(), tally.good.load(),
        tally.slowestGood.load(), warm, end, timer.elapsed());
    qInfo("statuses %s", qPrintable(statuses.join(u", "_s)));
    QVERIFY(tally.answered > tally.sent / 2);
    QVERIFY(tally.good >= rounds);
    QVERIFY2(end - warm < mayGrow, qPrintable(u"%1 kB more"_s.arg(end - warm)));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
