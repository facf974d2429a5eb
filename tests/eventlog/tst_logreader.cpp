// SPDX-License-Identifier: MIT
#include "eventlog/logbench.h"
#include "eventlog/logreader.h"

#include <QBuffer>
#include <QFile>

using namespace samples;

namespace {

Result<QList<Exchange>> readAll(const QByteArray &content)
{
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    LogReader reader(buffer);
    QList<Exchange> all;
    for (;;) {
        const auto some = reader.next(2);
        if (!some)
            return some.error();
        if (some->isEmpty())
            return all;
        all += *some;
    }
}

QByteArray written(const QList<Exchange> &exchanges, LogFormat format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    LogWriter writer(buffer, format);
    writer.begin();
    for (const Exchange &exchange : exchanges)
        writer.add(exchange);
    writer.end();
    return buffer.data();
}

QJsonObject entry()
{
    const QJsonArray head{QJsonObject{{"name"_L1, u"Authorization"_s}, {"value"_L1, u"Bearer sk-1"_s}},
        QJsonObject{{"name"_L1, u"Cookie"_s}, {"value"_L1, u"sid=canary"_s}},
        QJsonObject{{"name"_L1, u"X-Auth-Token"_s}, {"value"_L1, u"canary"_s}},
        QJsonObject{{"name"_L1, u":authority"_s}, {"value"_L1, u"api.example.com"_s}},
        QJsonObject{{"name"_L1, u"User-Agent"_s}, {"value"_L1, u"curl/8.5.0"_s}}};
    const QJsonObject request{{"method"_L1, u"POST"_s},
        {"url"_L1, u"https://api.example.com:8443/events/ingest?api_key=canary&page=2#part"_s},
        {"headers"_L1, head}, {"cookies"_L1, QJsonArray{QJsonObject{{"value"_L1, u"canary"_s}}}},
        {"queryString"_L1, QJsonArray{QJsonObject{{"value"_L1, u"canary"_s}}}},
        {"postData"_L1, QJsonObject{{"text"_L1, u"{\"key\":\"dodo_live_canary\"}"_s}}}};
    const QJsonObject response{{"status"_L1, 200}, {"headers"_L1, QJsonArray()},
        {"content"_L1, QJsonObject{{"encoding"_L1, u"base64"_s}, {"text"_L1, u"e30="_s}}}};
    return {{"startedDateTime"_L1, u"2026-11-21T10:00:00.250+01:00"_s}, {"time"_L1, 12.345},
        {"request"_L1, request}, {"response"_L1, response}};
}

QByteArray archive(const QJsonArray &entries)
{
    const QJsonObject log{{"version"_L1, u"1.2"_s}, {"browser"_L1, QJsonObject{{"name"_L1, u"a}]\"b"_s}}},
        {"entries"_L1, entries}};
    return QJsonDocument(QJsonObject{{"log"_L1, log}}).toJson();
}

} // namespace

class TestLogReader : public QObject, LogBench {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void linesComeBackAsTheyWere();
    void archiveKeepsWhatMatters();
    void archiveOfAnotherToolLosesItsSecrets();
    void linesLoseTheirSecretsToo();
    void whatIsNoCallIsLeftOut();
    void errorsNameTheirPlace_data();
    void errorsNameTheirPlace();
    void idsAreMadeAnewAndStayTheSame();
    void importedFileIsExportedEqual();
    void importedTwiceAddsNothing();
    void importMovesNoCursor();
    void cancelStopsBetweenSlices();
    void aFileThatIsNotThereIsSaid();
};

void TestLogReader::init()
{
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s, u"log.db-shm"_s})
        QFile::remove(m_dir.filePath(name));
    openLog();
}

void TestLogReader::linesComeBackAsTheyWere()
{
    QList<Exchange> all = numberedFrom(1, 5);
    all[2].status = 0;
    all[2].failure = Error{.kind = Error::Kind::Network, .message = u"No answer."_s};
    const auto read = readAll("\n" + written(all, LogFormat::Jsonl) + "  \n");
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, all);
}

void TestLogReader::archiveKeepsWhatMatters()
{
    QList<Exchange> all = numberedFrom(1, 3);
    all[0].requestHead.prepend({"host", "test.dodopayments.com"});
    all[0].took = microseconds{4127};
    all[1].status = 0;
    all[1].failure = Error{.kind = Error::Kind::Timeout, .message = u"No answer in 10 s."_s};
    all[2].target = "/events?customer_id=cus%201&page_size=2";
    const QByteArray har = written(all, LogFormat::Har);
    QVERIFY(har.contains("https://test.dodopayments.com/events/ingest"));
    const auto read = readAll(har);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->size(), 3);
    for (int i = 0; i < 3; ++i) {
        const Exchange &is = read->at(i);
        QCOMPARE(is.id, all[i].id);
        QCOMPARE(is.method, all[i].method);
        QCOMPARE(is.target, all[i].target);
        QCOMPARE(is.status, all[i].status);
        QCOMPARE(is.requestBody, all[i].requestBody);
        QCOMPARE(is.answerBody, all[i].answerBody);
        QCOMPARE(is.at, all[i].at);
        QCOMPARE(is.took, all[i].took);
    }
    QCOMPARE(read->at(1).failure->message, u"No answer in 10 s."_s);
    QCOMPARE(written(*read, LogFormat::Har), written(*readAll(har), LogFormat::Har));
}

void TestLogReader::archiveOfAnotherToolLosesItsSecrets()
{
    const auto read = readAll("\xef\xbb\xbf" + archive({entry()}));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->size(), 1);
    const Exchange &is = read->first();
    QVERIFY(!written(*read, LogFormat::Jsonl).contains("canary"));
    QVERIFY(!written(*read, LogFormat::Har).contains("sk-1"));
    QVERIFY(is.target.startsWith("/events/ingest?api_key=%E2") && is.target.endsWith("&page=2"));
    QCOMPARE(headerValue(is.requestHead, "host"), "api.example.com:8443"_ba);
    QVERIFY(headerValue(is.requestHead, "authorization").startsWith("Bearer \u2022"));
    QCOMPARE(is.sender.name, u"curl"_s);
    QCOMPARE(is.answerBody, "{}"_ba);
    QCOMPARE(is.took, microseconds{12345});
    QCOMPARE(toIso(is.at), "2026-11-21T09:00:00.250Z"_ba);
    QVERIFY(!is.id.isNull());
}

void TestLogReader::linesLoseTheirSecretsToo()
{
    Exchange exchange = numbered(1);
    exchange.requestHead = {{"authorization", "Bearer canary"}, {"x-api-secret", "canary"}};
    exchange.target = "/v1/images?token=canary";
    const auto read = readAll(written({exchange}, LogFormat::Jsonl));
    QVERIFY(read.ok());
    QVERIFY(!written(*read, LogFormat::Jsonl).contains("canary"));
}

void TestLogReader::whatIsNoCallIsLeftOut()
{
    QJsonObject picture = entry();
    QJsonObject request = picture["request"_L1].toObject();
    request.insert("url"_L1, u"data:image/png;base64,AAAA"_s);
    picture.insert("request"_L1, request);
    const auto read = readAll(archive({picture, entry(), picture}));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->size(), 1);
    QVERIFY(readAll(archive({}))->isEmpty());
    QVERIFY(readAll("")->isEmpty());
}

void TestLogReader::errorsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("field");
    const QByteArray good = written({numbered(1)}, LogFormat::Jsonl);
    const auto line
        = [&](const char *from, const char *to) { return good + QByteArray(good).replace(from, to); };
    QTest::newRow("no JSON") << good + "oh" << u"Line 2"_s << QString();
    QTest::newRow("cut") << good + good.left(90) << u"Line 2"_s << QString();
    QTest::newRow("a missing field") << line("\"took_us\"", "\"took\"") << u"Line 2"_s << u"took_us"_s;
    QTest::newRow("a wrong type") << line("\"status\":200", "\"status\":\"200\"") << u"Line 2"_s
                                  << u"status"_s;
    QTest::newRow("a wrong time") << line("\"at\":\"20", "\"at\":\"x") << u"Line 2"_s << u"at"_s;
    QTest::newRow("a wrong head") << line("[\"content-type\",", "[7,") << u"Line 2"_s << u"request_head[1]"_s;
    QTest::newRow("a header of two lines")
        << line("application/json", "a\\nb") << u"Line 2"_s << u"request_head[1]"_s;
    QTest::newRow("a wrong method") << line("\"POST\"", "\"PO ST\"") << u"Line 2"_s << u"method"_s;
    QTest::newRow("a wrong event") << line("\"events\":[\"img_1\"]", "\"events\":[1]") << u"Line 2"_s
                                   << u"events[0]"_s;
    QTest::newRow("a repeated key") << line("\"retry\":0", "\"retry\":0,\"retry\":1") << u"Line 2"_s
                                    << QString();
    const auto har = [](const char *key, const QJsonValue &value) {
        QJsonObject wrong = entry();
        wrong.insert(QLatin1StringView(key), value);
        return archive({entry(), wrong});
    };
    QTest::newRow("no time") << har("startedDateTime", 7) << u"Entry 2"_s << u"startedDateTime"_s;
    QTest::newRow("no duration") << har("time", u"soon"_s) << u"Entry 2"_s << u"time"_s;
    QTest::newRow("no request") << har("request", QJsonValue()) << u"Entry 2"_s << u"request"_s;
    QTest::newRow("no status") << har("response", QJsonObject()) << u"Entry 2"_s << u"response.status"_s;
    QTest::newRow("no whole HAR") << archive({entry(), entry()}).left(2000) << u"Entry 2"_s
                                  << u"log.entries"_s;
    QTest::newRow("no entries") << "{\"log\":{\"version\":\"1.2\"}}"_ba << u"Entry 1"_s << u"log.entries"_s;
    QTest::newRow("a bomb") << "{\"log\":{\"entries\":["_ba + QByteArray(5000, '[') << u"Entry 1"_s
                            << u"log.entries"_s;
}

void TestLogReader::errorsNameTheirPlace()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, place);
    QFETCH(const QString, field);
    const auto read = readAll(content);
    QVERIFY(!read);
    QVERIFY2(read.error().message.startsWith(place + u':'), qPrintable(read.error().message));
    QCOMPARE(read.error().field, field);
}

void TestLogReader::idsAreMadeAnewAndStayTheSame()
{
    const Exchange exchange = numbered(1);
    const QByteArray line = written({exchange}, LogFormat::Jsonl);
    const QByteArray id = exchange.id.toByteArray(QUuid::WithoutBraces);
    const QByteArray content = line + line + line + QByteArray(line).replace(id, "none")
        + QByteArray(line).replace("\"id\":\"" + id + "\",", "");
    const auto read = readAll(content);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QSet<QUuid> ids;
    for (const Exchange &each : *read)
        ids.insert(each.id);
    QCOMPARE(ids.size(), 5);
    QVERIFY(ids.contains(exchange.id) && !ids.contains(QUuid()));
    QCOMPARE(*readAll(content), *read);
}

void TestLogReader::importedFileIsExportedEqual()
{
    QList<Exchange> all = numberedFrom(1, 450); // three slices
    all[3].failure = Error{.kind = Error::Kind::Network, .message = u"No answer."_s};
    all[3].status = 0;
    all[4].events.clear();
    QFile file(m_dir.filePath(u"in.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content = written(all, LogFormat::Jsonl);
    file.write(content);
    file.close();
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    QCOMPARE(*waited(m_log->importFrom(file.fileName())), 450);
    QTRY_COMPARE(appended.count(), 3);
    QVERIFY(appended[0][0].value<QList<LogRow>>().first().imported);
    const QString out = m_dir.filePath(u"out.jsonl"_s);
    QCOMPARE(*waited(m_log->exportTo(out, LogFormat::Jsonl)), 450);
    QFile back(out);
    QVERIFY(back.open(QIODevice::ReadOnly));
    QCOMPARE(back.readAll(), content);
    openLog();
    QVERIFY(m_opening.newest.first().imported && m_opening.records.front().is(LogRecord::Imported));
}

void TestLogReader::importedTwiceAddsNothing()
{
    QFile file(m_dir.filePath(u"in.har"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(archive({entry(), entry(), entry()})); // equal, and without ids
    file.close();
    QCOMPARE(*waited(m_log->importFrom(file.fileName())), 3);
    QCOMPARE(*waited(m_log->importFrom(file.fileName())), 0);
    QCOMPARE(all().size(), 3);
    QCOMPARE(*waited(m_log->clear()), 3);
    QCOMPARE(*waited(m_log->importFrom(file.fileName())), 3);
}

void TestLogReader::importMovesNoCursor()
{
    QFile file(m_dir.filePath(u"in.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(written({numbered(700)}, LogFormat::Jsonl) + "no line\n");
    file.close();
    m_log->append({numbered(3)});
    const auto done = waited(m_log->importFrom(file.fileName()));
    QVERIFY(!done && done.error().message.startsWith(u"Line 2"_s));
    QVERIFY(waited(m_log->newest(1)));
    QCOMPARE(m_log->cursor(), 3);
    m_log->append({numbered(4)});
    QVERIFY(waited(m_log->newest(1)));
    openLog();
    QCOMPARE(m_log->cursor(), 4);
}

void TestLogReader::cancelStopsBetweenSlices()
{
    QFile file(m_dir.filePath(u"in.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(written(numberedFrom(1, 3000), LogFormat::Jsonl));
    file.close();
    const Call<int> call = m_log->importFrom(file.fileName());
    call.cancel();
    const auto done = waited(call);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Cancelled);
    QVERIFY(all().size() < 3000);
    const Call<int> last = m_log->importFrom(file.fileName());
    m_log.reset(); // closing in the middle
    QVERIFY(last.future().isFinished());
}

void TestLogReader::aFileThatIsNotThereIsSaid()
{
    const auto done = waited(m_log->importFrom(m_dir.filePath(u"none.jsonl"_s)));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
