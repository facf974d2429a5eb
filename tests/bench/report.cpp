// SPDX-License-Identifier: MIT
#include "report.h"

#include "support/strictjson.h"

#include <QFile>
#include <QLocale>
#include <QSysInfo>
#include <QTextStream>
#include <QThread>

#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

struct Row {
    QString name;
    qint64 value;
    QString unit;
    std::optional<qint64> peer;
};

std::vector<Row> rows;
QString machine;

QString grouped(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

QString processorModel()
{
    QFile file(u"/proc/cpuinfo"_s);
    const auto lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
    for (const QByteArray &line : lines) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

void report(const QString &name, qint64 value, const QString &unit, std::optional<qint64> peer,
    const QString &peerName)
{
    QJsonObject line{{"name"_L1, name}, {"value"_L1, value}, {"unit"_L1, unit}};
    if (peer) {
        line.insert("peer"_L1, *peer);
        line.insert("peer_name"_L1, peerName);
    }
    QTextStream(stdout) << QString::fromUtf8(compact(line)) << Qt::endl;
    rows.push_back({name, value, unit, peer});
}

void reportMachine()
{
    QFile load(u"/proc/loadavg"_s);
    const QByteArray busy = load.open(QIODevice::ReadOnly) ? load.readAll().split(' ').first() : QByteArray();
    machine = u"%1 cores, %2, %3"_s.arg(QThread::idealThreadCount())
                  .arg(processorModel(), QSysInfo::prettyProductName());
    QTextStream(stdout) << QString::fromUtf8(
        compact({{"machine"_L1, machine}, {"load_before"_L1, QString::fromLatin1(busy)}}))
                        << Qt::endl;
}

void reportTable()
{
    QTextStream out(stdout);
    out << "\nOn " << machine << ":\n\n| measured | PixelMeter | peer | unit |\n|---|---:|---:|---|\n";
    for (const Row &row : rows)
        out << "| " << QString(row.name).replace(u'_', u' ') << " | " << grouped(row.value) << " | "
            << (row.peer ? grouped(*row.peer) : QString()) << " | " << row.unit << " |\n";
}
