// SPDX-License-Identifier: MIT
#include "report.h"

#include "support/strictjson.h"

#include <QTextStream>

#include <cstdio>

using namespace Qt::StringLiterals;

void report(const QString &name, qint64 value, const QString &unit, std::optional<qint64> peer,
    const QString &peerName)
{
    QJsonObject line{{"name"_L1, name}, {"value"_L1, value}, {"unit"_L1, unit}};
    if (peer) {
        line.insert("peer"_L1, *peer);
        line.insert("peer_name"_L1, peerName);
    }
    QTextStream(stdout) << QString::fromUtf8(compact(line)) << Qt::endl;
}
