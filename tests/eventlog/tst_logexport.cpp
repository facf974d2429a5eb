// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/samples.h"
#include "support/strictjson.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace samples;

namespace {

Exchange numbered(qint64 seq)
{
    Exchange exchange
        = ingest({eventOf("img_" + QByteArray::number(seq), "image.generated", quality(u"hd"_s))});
    exchange.seq = seq;
    return exchange;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray written(const Exchange &exchange, LogFormat format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    LogWriter writer(buffer, format);
    writer.begin();
    writer.add(exchange);
    writer.end();
    return buffer.data();
}

} // namespace

class TestLogExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void linesComeBackAsTheyWere();
    void archiveHasWhatBrowsersRead();
    void cellsAreQuotedAndNeverFormulas();
    void onlyTheChosenOnesAreWritten();
    void cancelLeavesNoFile();
    void closingTheLogGivesTheFileUp();
    void aFolderThatIsNotThereIsSaid();
    void suffixNamesTheFormat();

private:
    Result<int> exported(LogFormat format, const QSet<QUuid> &only = {});
    QString path() const { return m_dir->filePath(u"log.out"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EventLog> m_log;
};

void TestLogExport::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    auto log = EventLog::open(m_dir->path());
    QVERIFY(log.ok());
    m_log = std::move(*log);
    m_log->setWorld("sandbox:1");
}

Result<int> TestLogExport::exported(LogFormat format, const QSet<QUuid> &only)
{
    const Call<int> call = m_log->exportTo(path(), format, only);
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }))
        return Error{.kind = Error::Kind::Timeout, .message = u"The call did not finish."_s};
    return call.future().result();
}

void TestLogExport::linesComeBackAsTheyWere()
{
    QList<Exchange> all;
    for (qint64 seq = 1; seq <= 1203; ++seq) // three slices
        all.append(numbered(seq));
    m_log->append(all);
    const Result<int> count = exported(LogFormat::Jsonl);
    QVERIFY(count.ok());
    QCOMPARE(*count, 1203);
    const QByteArrayList lines = contentOf(path()).trimmed().split('\n');
    QCOMPARE(lines.size(), 1203);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto back = readObject(lines[i]).andThen(exchangeFromJson);
        QVERIFY(back.ok());
        QCOMPARE(back->events, all[i].events);
        QCOMPARE(back->requestBody, all[i].requestBody);
    }
}

void TestLogExport::archiveHasWhatBrowsersRead()
{
    Exchange exchange = numbered(1);
    exchange.target = "/events?page_size=2&customer_id=cus%201";
    exchange.took = microseconds{4120};
    exchange.requestHead = {{"host", "127.0.0.1:4010"}, {"content-type", "application/json"}};
    const auto har = readObject(written(exchange, LogFormat::Har));
    QVERIFY(har.ok());
    const QJsonValue entry = (*har)["log"_L1]["entries"_L1][0];
    QCOMPARE((*har)["log"_L1]["version"_L1].toString(), u"1.2"_s);
    QCOMPARE(entry["time"_L1].toDouble(), 4.12);
    QCOMPARE(entry["request"_L1]["url"_L1].toString(),
        u"http://127.0.0.1:4010/events?page_size=2&customer_id=cus%201"_s);
    QCOMPARE(entry["request"_L1]["queryString"_L1][1]["value"_L1].toString(), u"cus 1"_s);
    QCOMPARE(
        entry["request"_L1]["postData"_L1]["text"_L1].toString(), QString::fromUtf8(exchange.requestBody));
    QCOMPARE(entry["response"_L1]["status"_L1].toInt(), 200);
}

void TestLogExport::cellsAreQuotedAndNeverFormulas()
{
    Exchange exchange = numbered(1);
    exchange.events = {"=1+1", "a\"b,c"};
    const QByteArray row = written(exchange, LogFormat::Csv).split('\n')[1];
    QVERIFY2(row.contains(",\"'=1+1 a\"\"b,c\","), row.constData());
}

void TestLogExport::onlyTheChosenOnesAreWritten()
{
    const QList<Exchange> all{numbered(1), numbered(2), numbered(3)};
    m_log->append(all);
    const Result<int> count = exported(LogFormat::Jsonl, {all[1].id});
    QVERIFY(count.ok());
    QCOMPARE(*count, 1);
    QVERIFY(contentOf(path()).contains("img_2"));
    QVERIFY(!contentOf(path()).contains("img_1\""));
}

void TestLogExport::cancelLeavesNoFile()
{
    QList<Exchange> many;
    for (qint64 seq = 1; seq <= 5000; ++seq)
        many.append(numbered(seq));
    m_log->append(many); // the log thread is at it when the export is asked for and taken back
    const Call<int> call = m_log->exportTo(path(), LogFormat::Har);
    call.cancel();
    QTRY_VERIFY(call.future().isFinished());
    QVERIFY(!call.future().result().ok());
    QCOMPARE(call.future().result().error().kind, Error::Kind::Cancelled);
    QVERIFY(!QFile::exists(path()));
}

void TestLogExport::closingTheLogGivesTheFileUp()
{
    QList<Exchange> many;
    for (qint64 seq = 1; seq <= 5000; ++seq)
        many.append(numbered(seq));
    m_log->append(many);
    const Call<int> call = m_log->exportTo(path(), LogFormat::Jsonl);
    m_log.reset();
    QVERIFY(call.future().isFinished());
    QVERIFY(!QFile::exists(path()));
}

void TestLogExport::aFolderThatIsNotThereIsSaid()
{
    const Call<int> call = m_log->exportTo(m_dir->filePath(u"none/log.csv"_s), LogFormat::Csv);
    QTRY_VERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().kind, Error::Kind::Storage);
    QVERIFY(!call.future().result().error().message.isEmpty());
}

void TestLogExport::suffixNamesTheFormat()
{
    QCOMPARE(logFormatOf(u"/a/b.HAR"_s), LogFormat::Har);
    QCOMPARE(logFormatOf(u"x.jsonl"_s), LogFormat::Jsonl);
    QCOMPARE(logFormatOf(u"x.csv"_s), LogFormat::Csv);
    QCOMPARE(logFormatOf(u"x.txt"_s), std::nullopt);
}

QTEST_GUILESS_MAIN(TestLogExport)
#include "tst_logexport.moc"
