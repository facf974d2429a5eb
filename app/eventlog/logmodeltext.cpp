// SPDX-License-Identifier: MIT
#include "eventlog/logmodeltext.h"

#include "eventlog/logmodel.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

QString latencyText(microseconds took)
{
    const qint64 ms = std::chrono::round<milliseconds>(took).count();
    if (ms >= 1000)
        return LogModel::tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 2));
    return LogModel::tr("%1 ms").arg(ms);
}

// Blank until the row was read again.
QString eventText(const LogRow &row)
{
    const QString first = row.event().string();
    if (row.eventCount <= 1 || first.isEmpty())
        return first;
    return LogModel::tr("%1 +%2").arg(first).arg(row.eventCount - 1);
}

} // namespace

QString logmodel::requestText(const LogRow &row)
{
    const qsizetype query = row.target.indexOf('?');
    QString path = QString::fromUtf8(query < 0 ? row.target : row.target.first(query));
    // The last part says what it is; the ids before it stand in the detail pane.
    if (path.count(u'/') > 2)
        path = u"…"_s + path.sliced(path.lastIndexOf(u'/'));
    return QString::fromLatin1(row.method) + u' ' + path;
}

QString logmodel::cellText(const LogRow &row, int column)
{
    switch (column) {
    case LogModel::Time:
        return QLocale().toString(toDateTime(row.at).toLocalTime(), u"d MMM hh:mm:ss.zzz"_s);
    case LogModel::From:
        return senderText(row.sender);
    case LogModel::Request:
        return requestText(row);
    case LogModel::Status:
        return row.status == 0 ? LogModel::tr("none") : QString::number(row.status);
    case LogModel::Latency:
        return latencyText(row.took);
    case LogModel::EventIdColumn:
        return eventText(row);
    case LogModel::EventName:
        return QString::fromUtf8(row.eventName);
    case LogModel::Quality:
        return QString::fromUtf8(row.quality);
    default:
        return {};
    }
}

QString logmodel::toolTip(const LogRow &row, int column)
{
    switch (column) {
    case LogModel::Time:
        return QString::fromLatin1(toIso(row.at));
    case LogModel::Request:
        return QString::fromLatin1(row.method) + u' ' + QString::fromUtf8(row.target);
    case LogModel::EventIdColumn:
        return row.event().string();
    default:
        return {};
    }
}
