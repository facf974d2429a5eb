// SPDX-License-Identifier: MIT
// program_saver ORDER.json FOLDER: saves a program for every kind, each in a folder of its own, and prints
// what is needed to run them as one JSON array. The order: {"meter", "pictures", "sample", "address"}.
#include "programs/program.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView folderNames[] = {"typescript"_L1, "python"_L1, "go"_L1, "curl"_L1, "next"_L1,
    "express"_L1, "webhook-typescript"_L1, "webhook-python"_L1};

Result<ProgramOrder> orderFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    ProgramOrder order;
    order.meter = in.take(newMeterFromJson(in.object("meter"_L1)));
    order.pictures = in.boolean("pictures"_L1);
    order.sample = in.take(eventFromJson(in.object("sample"_L1), u"sample"_s));
    order.address = in.string("address"_L1);
    return in.finish(order);
}

Result<QJsonObject> saved(const ProgramOrder &order, const QString &folder)
{
    const QString name = folderNames[size_t(order.kind)];
    const Program program = writeProgram(order);
    if (const auto done = saveProgram(program, folder + u'/' + name); !done)
        return done.error();
    return QJsonObject{{"name"_L1, name}, {"title"_L1, program.title},
        {"main"_L1, program.files.first().name}, {"run"_L1, QJsonArray::fromStringList(program.run)},
        {"environment"_L1, QJsonArray::fromStringList(program.environment)}};
}

Result<QJsonArray> saveAll(const QString &orderFile, const QString &folder)
{
    QFile file(orderFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.message = file.errorString()};
    auto order = readObject(file.readAll()).andThen(orderFromJson);
    if (!order)
        return order.error();
    QJsonArray out;
    for (const ProgramKind kind : programKinds()) {
        order->kind = kind;
        const auto one = saved(*order, folder);
        if (!one)
            return one.error();
        out.append(*one);
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
    const auto all = saveAll(arguments[1], arguments[2]);
    if (!all) {
        QTextStream(stderr) << all.error().message << '\n';
        return 1;
    }
    QTextStream(stdout) << QJsonDocument(*all).toJson(QJsonDocument::Compact) << '\n';
    return 0;
}
