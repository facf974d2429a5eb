// SPDX-License-Identifier: MIT
#include "eventlog/logrecord.h"

#include <algorithm>
#include <iterator>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView methods[]
    = {"", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"};

template<typename To, typename From>
To capped(From value)
{
    constexpr auto least = qint64(std::numeric_limits<To>::min());
    constexpr auto most = qint64(std::numeric_limits<To>::max());
    return To(std::clamp(qint64(value), least, most));
}

quint8 flagsOf(const LogRow &row)
{
    const bool ownRead = row.sender.kind == Sender::Kind::App && row.method == "GET" && !row.failed();
    int flags = LogRecord::Filled;
    flags |= row.ingest ? LogRecord::Ingest : 0;
    flags |= ownRead ? LogRecord::OwnRead : 0;
    flags |= row.imported ? LogRecord::Imported : 0;
    flags |= row.mark.pinned ? LogRecord::Pinned : 0;
    flags |= row.mark.note.isEmpty() ? 0 : LogRecord::Noted;
    return quint8(flags);
}

// The names this program knows senders by (support/exchange.cpp); any other is a tool's own.
Sender::Kind senderKindOf(QStringView name)
{
    static constexpr QLatin1StringView languages[]
        = {"TypeScript"_L1, "Python"_L1, "Go"_L1, "java"_L1, "kotlin"_L1, "ruby"_L1, "csharp"_L1, "php"_L1};
    if (name.isEmpty())
        return Sender::Kind::Unknown;
    if (name == "App"_L1)
        return Sender::Kind::App;
    if (name == "Browser"_L1)
        return Sender::Kind::Browser;
    const bool known = std::ranges::any_of(languages, [name](QLatin1StringView is) { return is == name; });
    return known ? Sender::Kind::Sdk : Sender::Kind::Tool;
}

} // namespace

quint8 methodCode(const QByteArray &method)
{
    const auto found = std::ranges::find(methods, QByteArrayView(method));
    return found == std::end(methods) ? quint8(0) : quint8(found - std::begin(methods));
}

QByteArray methodName(quint8 code)
{
    return code < std::size(methods) ? methods[code].toByteArray() : QByteArray();
}

QString senderText(const Sender &sender)
{
    const bool plain = sender.kind == Sender::Kind::App || sender.version.isEmpty();
    return plain ? sender.name : sender.name + u' ' + sender.version;
}

LogRecord recordOf(const LogRow &row, LogNames &names)
{
    LogRecord record;
    record.at = row.at.time_since_epoch() / 1us;
    record.number = quint32(row.rowNumber);
    record.took = capped<quint32>(row.took.count());
    record.target = names.idOf(row.target);
    record.sender = names.idOf(senderText(row.sender).toUtf8());
    record.eventName = names.idOf(row.eventName);
    record.customer = names.idOf(row.customer);
    record.quality = names.idOf(row.quality);
    record.status = capped<quint16>(row.status);
    record.eventCount = capped<quint16>(row.eventCount);
    record.ingested = capped<qint16>(row.ingested);
    record.method = methodCode(row.method);
    record.retry = capped<quint8>(row.retry);
    record.refusal = quint8(row.refusal.kind);
    record.flags = flagsOf(row);
    record.colour = quint8(row.mark.colour);
    return record;
}

LogRow rowOf(const LogRecord &record, const LogNames &names)
{
    LogRow row;
    row.rowNumber = record.number;
    row.at = TimePoint(microseconds(record.at));
    row.took = microseconds(record.took);
    const QString sender = QString::fromUtf8(names.text(record.sender));
    row.sender = {senderKindOf(QStringView(sender).left(sender.indexOf(u' '))), sender, {}};
    row.method = methodName(record.method);
    row.target = names.text(record.target);
    row.status = record.status;
    row.retry = record.retry;
    row.ingest = record.is(LogRecord::Ingest);
    row.eventCount = record.eventCount;
    row.ingested = record.ingested;
    row.eventName = names.text(record.eventName);
    row.customer = names.text(record.customer);
    row.quality = names.text(record.quality);
    row.refusal.kind = Refusal::Kind(record.refusal);
    row.mark.pinned = record.is(LogRecord::Pinned);
    row.mark.colour = record.colour;
    row.imported = record.is(LogRecord::Imported);
    return row;
}
