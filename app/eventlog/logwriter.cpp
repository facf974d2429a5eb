// SPDX-License-Identifier: MIT
#include "eventlog/logwriter.h"

#include "support/strictjson.h"

#include <QIODevice>
#include <QJsonArray>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

// Spreadsheets take a cell that begins so for a formula.
bool looksLikeFormula(const QByteArray &cell)
{
    return !cell.isEmpty() && QByteArrayView("=+-@\t\r").contains(cell[0]);
}

QByteArray csvCell(QByteArray cell)
{
    if (looksLikeFormula(cell))
        cell.prepend('\'');
    if (!cell.contains('"') && !cell.contains(',') && !cell.contains('\n') && !cell.contains('\r'))
        return cell;
    return '"' + cell.replace("\"", "\"\"") + '"';
}

QByteArray csvLine(const Exchange &exchange)
{
    const QByteArrayList cells{toIso(exchange.at), exchange.sender.name.toUtf8(),
        exchange.sender.version.toUtf8(), QByteArray::number(exchange.retry), exchange.method,
        exchange.target, QByteArray::number(exchange.status),
        QByteArray::number(qint64(exchange.took.count()) / 1000), QByteArray::number(exchange.events.size()),
        exchange.events.join(' '), exchange.failure ? exchange.failure->message.toUtf8() : QByteArray()};
    QByteArrayList safe;
    for (const QByteArray &cell : cells)
        safe.append(csvCell(cell));
    return safe.join(',') + "\r\n";
}

constexpr char csvHead[] = "time,sender,version,retry,method,target,status,ms,events,event_ids,failure\r\n";

QJsonArray harPairs(const Headers &head)
{
    QJsonArray pairs;
    for (const auto &[name, value] : head)
        pairs.append(
            QJsonObject{{"name"_L1, QString::fromLatin1(name)}, {"value"_L1, QString::fromUtf8(value)}});
    return pairs;
}

QJsonArray harQuery(const QUrl &url)
{
    QJsonArray pairs;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        pairs.append(QJsonObject{{"name"_L1, name}, {"value"_L1, value}});
    return pairs;
}

QString contentType(const Headers &head)
{
    return QString::fromLatin1(headerValue(head, "content-type"));
}

// Calls to this machine are plain, those to a real service never are.
QUrl urlOf(const Exchange &exchange)
{
    const QByteArray host = headerValue(exchange.requestHead, "host");
    QUrl url = QUrl::fromEncoded("http://" + (host.isEmpty() ? "localhost"_ba : host) + exchange.target);
    const QString name = url.host();
    if (name != "localhost"_L1 && !name.startsWith("127."_L1) && name != "::1"_L1)
        url.setScheme(u"https"_s);
    return url;
}

QJsonObject harRequest(const Exchange &exchange)
{
    const QUrl url = urlOf(exchange);
    QJsonObject request{{"method"_L1, QString::fromLatin1(exchange.method)},
        {"url"_L1, QString::fromLatin1(url.toEncoded())}, {"httpVersion"_L1, u"HTTP/1.1"_s},
        {"cookies"_L1, QJsonArray()}, {"headers"_L1, harPairs(exchange.requestHead)},
        {"queryString"_L1, harQuery(url)}, {"headersSize"_L1, -1},
        {"bodySize"_L1, exchange.requestBody.size()}};
    if (!exchange.requestBody.isEmpty())
        request.insert("postData"_L1,
            QJsonObject{{"mimeType"_L1, contentType(exchange.requestHead)},
                {"text"_L1, QString::fromUtf8(exchange.requestBody)}});
    return request;
}

QJsonObject harResponse(const Exchange &exchange)
{
    const QJsonObject content{{"size"_L1, exchange.answerBody.size()},
        {"mimeType"_L1, contentType(exchange.answerHead)},
        {"text"_L1, QString::fromUtf8(exchange.answerBody)}};
    return {{"status"_L1, exchange.status}, {"statusText"_L1, QString()}, {"httpVersion"_L1, u"HTTP/1.1"_s},
        {"cookies"_L1, QJsonArray()}, {"headers"_L1, harPairs(exchange.answerHead)}, {"content"_L1, content},
        {"redirectURL"_L1, QString()}, {"headersSize"_L1, -1}, {"bodySize"_L1, exchange.answerBody.size()}};
}

// Milliseconds with their thousandths, as HAR wants them.
QJsonValue inMilliseconds(microseconds took)
{
    return double(took.count()) / 1000.0;
}

QJsonObject harEntry(const Exchange &exchange)
{
    const QJsonValue took = inMilliseconds(exchange.took);
    QJsonObject entry{{"startedDateTime"_L1, QString::fromLatin1(toIso(exchange.at))}, {"time"_L1, took},
        {"request"_L1, harRequest(exchange)}, {"response"_L1, harResponse(exchange)},
        {"cache"_L1, QJsonObject()},
        {"timings"_L1, QJsonObject{{"send"_L1, 0}, {"wait"_L1, took}, {"receive"_L1, 0}}},
        {"_id"_L1, exchange.id.toString(QUuid::WithoutBraces)}};
    if (exchange.failure)
        entry.insert("comment"_L1, exchange.failure->message);
    return entry;
}

} // namespace

std::optional<LogFormat> logFormatOf(const QString &path)
{
    if (path.endsWith(".jsonl"_L1, Qt::CaseInsensitive))
        return LogFormat::Jsonl;
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive))
        return LogFormat::Csv;
    if (path.endsWith(".har"_L1, Qt::CaseInsensitive))
        return LogFormat::Har;
    return std::nullopt;
}

LogWriter::LogWriter(QIODevice &device, LogFormat format)
    : m_device(device)
    , m_format(format)
{
}

void LogWriter::begin()
{
    if (m_format == LogFormat::Csv)
        m_device.write(csvHead);
    if (m_format != LogFormat::Har)
        return;
    const QJsonObject creator{{"name"_L1, u"PixelMeter"_s}, {"version"_L1, u"" PIXELMETER_VERSION ""_s}};
    m_device.write("{\"log\":{\"version\":\"1.2\",\"creator\":" + compact(creator) + ",\"entries\":[");
}

void LogWriter::add(const Exchange &exchange)
{
    switch (m_format) {
    case LogFormat::Jsonl:
        m_device.write(compact(toJson(exchange)) + '\n');
        break;
    case LogFormat::Csv:
        m_device.write(csvLine(exchange));
        break;
    case LogFormat::Har:
        m_device.write((m_first ? "\n"_ba : ",\n"_ba) + compact(harEntry(exchange)));
        break;
    }
    m_first = false;
}

void LogWriter::end()
{
    if (m_format == LogFormat::Har)
        m_device.write("\n]}}\n");
}
