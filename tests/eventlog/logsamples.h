// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodel.h"
#include "eventlog/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

// Rows as a log has them, and eyes that read a model's cells.
namespace samples {

inline LogRow line(const QByteArray &id, TimePoint at = morning, int status = 200)
{
    Exchange exchange = ingest({eventOf(id, "image.generated", quality(u"hd"_s))}, status, {});
    exchange.at = at;
    return row(exchange);
}

inline LogRow numbered(qint64 number)
{
    LogRow row = line("img_" + QByteArray::number(number));
    row.rowNumber = number;
    return row;
}

inline LogRow ownRead()
{
    Exchange get;
    get.id = QUuid::createUuid();
    get.at = morning;
    get.sender = {Sender::Kind::App, u"App"_s, {}};
    get.method = "GET";
    get.target = "/meters";
    get.status = 200;
    return row(get);
}

inline QString text(const QAbstractItemModel &model, int row, int column = LogModel::EventIdColumn)
{
    return model.index(row, column).data().toString();
}

inline QStringList ids(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(text(model, row));
    return all;
}

} // namespace samples
