// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogwords.h"

#include "session/session.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace logwords {

namespace {

    struct LogWords {
        Q_DECLARE_TR_FUNCTIONS(LogWords)
    };

    QString mono(const QString &text)
    {
        return u"<span style=\"font-family:'JetBrains Mono','DejaVu Sans Mono',monospace\">%1</span>"_s.arg(
            text.toHtmlEscaped());
    }

    // The path's parts without version and query: "events", "ingest".
    QStringList partsOf(const QByteArray &target)
    {
        const QByteArray path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
        QStringList parts = QString::fromUtf8(path).split(u'/', Qt::SkipEmptyParts);
        parts.removeAll(u"v1"_s);
        return parts;
    }

    qsizetype itemsIn(const QByteArray &answer)
    {
        const QJsonObject object = QJsonDocument::fromJson(answer).object();
        const QJsonValue list = object.contains("items"_L1) ? object["items"_L1] : object["data"_L1];
        return list.isArray() ? list.toArray().size() : -1;
    }

    QString counted(qsizetype items, const QString &what)
    {
        if (what == "usage-history"_L1)
            return items == 1 ? LogWords::tr("1 period") : LogWords::tr("%1 periods").arg(items);
        return items == 1 ? LogWords::tr("1 entry") : LogWords::tr("%1 entries").arg(items);
    }

    QString readSentence(const QStringList &parts, const QByteArray &answer)
    {
        const QString what = parts.isEmpty() ? u"/"_s : parts.last();
        const qsizetype items = itemsIn(answer);
        return items < 0 ? LogWords::tr("Read %1.").arg(what)
                         : LogWords::tr("Read %1: %2.").arg(what, counted(items, what));
    }

    QString objectName(const QString &folder)
    {
        static const std::pair<QLatin1StringView, const char *> names[]
            = {{"meters"_L1, QT_TRANSLATE_NOOP("LogWords", "meter")},
                {"products"_L1, QT_TRANSLATE_NOOP("LogWords", "product")},
                {"customers"_L1, QT_TRANSLATE_NOOP("LogWords", "customer")},
                {"checkouts"_L1, QT_TRANSLATE_NOOP("LogWords", "checkout session")},
                {"subscriptions"_L1, QT_TRANSLATE_NOOP("LogWords", "subscription")}};
        for (const auto &[wire, name] : names) {
            if (folder == wire)
                return LogWords::tr(name);
        }
        return folder;
    }

    QString changeSentence(const QByteArray &method, const QStringList &parts)
    {
        const QString first = parts.value(0);
        const QString last = parts.isEmpty() ? QString() : parts.last();
        if (first == "images"_L1)
            return LogWords::tr("Asked for a picture.");
        if (first == "pay"_L1)
            return LogWords::tr("Paid on the pay page.");
        if (method == "DELETE")
            return LogWords::tr("Archived the %1.").arg(objectName(first));
        if (last == "unarchive"_L1)
            return LogWords::tr("Unarchived the %1.").arg(objectName(first));
        if (method == "POST" && parts.size() == 1)
            return LogWords::tr("Created a %1.").arg(objectName(first));
        return LogWords::tr("Changed the %1.").arg(objectName(first));
    }

} // namespace

QString rich(const QString &text)
{
    const QStringList parts = text.split(u'`');
    QString out;
    for (qsizetype i = 0; i < parts.size(); ++i)
        out += i % 2 == 1 ? mono(parts[i]) : parts[i].toHtmlEscaped();
    return out;
}

QString plain(const QString &text)
{
    return QString(text).remove(u'`');
}

ChipLook chip(const RowVerdict &verdict)
{
    using Kind = RowVerdict::Kind;
    switch (verdict.kind) {
    case Kind::Free:
    case Kind::Counted:
        return {ChipLook::Kind::Free, verdict.words};
    case Kind::Paid:
        return {ChipLook::Kind::Counted, verdict.words};
    case Kind::NotCounted:
        return {ChipLook::Kind::NotCounted, verdict.words};
    case Kind::Refused:
        return {ChipLook::Kind::Refused, verdict.words};
    case Kind::Duplicate:
        return {ChipLook::Kind::SentBefore, verdict.words};
    case Kind::Queued:
        return {ChipLook::Kind::Queued, verdict.words};
    case Kind::None:
        break;
    }
    return {ChipLook::Kind::Plain, verdict.words};
}

ChipLook chip(const MeterVerdict &meter)
{
    return meter.counted() ? chip(chipOf(meter))
                           : ChipLook{ChipLook::Kind::NotCounted, LogWords::tr("Not counted")};
}

IconName senderIcon(const Sender &sender)
{
    switch (sender.kind) {
    case Sender::Kind::App:
    case Sender::Kind::Browser:
        return IconName::Window;
    case Sender::Kind::Sdk:
        return IconName::Braces;
    case Sender::Kind::Tool:
    case Sender::Kind::Unknown:
        break;
    }
    return IconName::Terminal;
}

QString statusLine(int status)
{
    static const std::pair<int, QLatin1StringView> names[] = {{200, "OK"_L1}, {201, "Created"_L1},
        {202, "Accepted"_L1}, {204, "No Content"_L1}, {302, "Found"_L1}, {303, "See Other"_L1},
        {400, "Bad Request"_L1}, {401, "Unauthorized"_L1}, {403, "Forbidden"_L1}, {404, "Not Found"_L1},
        {405, "Method Not Allowed"_L1}, {409, "Conflict"_L1}, {410, "Gone"_L1}, {413, "Content Too Large"_L1},
        {422, "Unprocessable Content"_L1}, {429, "Too Many Requests"_L1}, {500, "Internal Server Error"_L1},
        {502, "Bad Gateway"_L1}, {503, "Service Unavailable"_L1}, {504, "Gateway Timeout"_L1}};
    if (status == 0)
        return LogWords::tr("No answer");
    for (const auto &[number, name] : names) {
        if (number == status)
            return u"%1 %2"_s.arg(status).arg(name);
    }
    return QString::number(status);
}

QString latency(microseconds took)
{
    const auto ms = std::chrono::round<milliseconds>(took).count();
    return ms < 1000 ? LogWords::tr("%1 ms").arg(ms)
                     : LogWords::tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 2));
}

QString bytes(qsizetype size)
{
    return size == 1 ? LogWords::tr("1 byte") : LogWords::tr("%1 bytes").arg(QLocale().toString(size));
}

QString sentence(const Exchange &exchange)
{
    const QStringList parts = partsOf(exchange.target);
    return exchange.method == "GET" ? readSentence(parts, exchange.answerBody)
                                    : changeSentence(exchange.method, parts);
}

QString known(const KnownEvents &known)
{
    if (known.events == 0)
        return LogWords::tr("No events are read here yet.");
    QStringList words{known.events == 1 ? LogWords::tr("From 1 event read here.")
                                        : LogWords::tr("From %1 events read here.")
                                              .arg(QLocale(QLocale::English).toString(known.events))};
    if (!known.whole)
        words.append(LogWords::tr("The service may hold more."));
    if (!known.agrees)
        words.append(LogWords::tr("They do not add up to its total."));
    return words.join(u' ');
}

QString which(const LogRow &row)
{
    static const QRegularExpression indexed(u"^events\\[(\\d+)\\]"_s);
    const QRegularExpressionMatch match = indexed.match(row.refusal.field);
    if (row.eventCount < 2 || !match.hasMatch())
        return {};
    return LogWords::tr("Event %1 of %2 is meant.")
        .arg(match.captured(1).toInt() + 1)
        .arg(QLocale().toString(row.eventCount));
}

} // namespace logwords
