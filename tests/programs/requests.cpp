// SPDX-License-Identifier: MIT
// request_writer ORDERS.json FOLDER: writes recorded requests as programs, each in FOLDER/NAME/, and prints
// what came of them as one JSON array. An order: {"name", "exchange", "address", "fresh"}.
#include "programs/requestcode.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

struct Order {
    QString name;
    Exchange exchange;
    QString address;
    EventIds ids = EventIds::Recorded;
};

Result<Order> orderFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Order order;
    order.name = in.string("name"_L1);
    order.exchange = in.take(exchangeFromJson(in.object("exchange"_L1)));
    order.address = in.string("address"_L1);
    order.ids = in.boolean("fresh"_L1) ? EventIds::Fresh : EventIds::Recorded;
    return in.finish(order);
}

QJsonObject written(const Order &order, CodeKind kind, const QDir &folder)
{
    const QString file = codeFileName(kind);
    QJsonObject out{{"name"_L1, order.name}, {"kind"_L1, codeTitle(kind)}, {"file"_L1, file}};
    const auto code = requestCode(order.exchange, kind, order.address, order.ids);
    QFile target(folder.filePath(file));
    if (!code)
        out.insert("refused"_L1, code.error().message);
    else if (!target.open(QIODevice::WriteOnly) || target.write(*code) != code->size())
        out.insert("failed"_L1, target.errorString());
    return out;
}

Result<QJsonArray> writeAll(const QString &ordersFile, const QString &folder)
{
    QFile file(ordersFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.message = file.errorString()};
    const QJsonArray orders = QJsonDocument::fromJson(file.readAll()).array();
    QJsonArray out;
    for (const QJsonValue json : orders) {
        const auto order = orderFromJson(json.toObject());
        if (!order)
            return order.error();
        const QDir below(folder + u'/' + order->name);
        if (!below.mkpath(u"."_s))
            return Error{.message = below.path()};
        for (const CodeKind kind : codeKinds())
            out.append(written(*order, kind, below));
    }
    return out;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const auto all = writeAll(arguments[1], arguments[2]);
    if (!all) {
        QTextStream(stderr) << all.error().message << '\n';
        return 1;
    }
    QTextStream(stdout) << QJsonDocument(*all).toJson(QJsonDocument::Compact) << '\n';
    return 0;
}
