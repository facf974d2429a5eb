// SPDX-License-Identifier: MIT
// standin [--folder DIR]: the real service's two hosts on this machine, for walks by hand. Prints one JSON
// line: set the proxy and the certificate authority in the window's connection settings, and use the keys.
#include "faults/standin.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir temporary;
    const QStringList arguments = app.arguments();
    const bool named = arguments.size() == 3 && arguments.at(1) == "--folder"_L1;
    const auto standIn = StandIn::start(named ? arguments.at(2) : temporary.path(), {});
    if (!standIn) {
        std::fprintf(stderr, "%s\n", qPrintable(standIn.error().message));
        return 1;
    }
    const StandIn &it = **standIn;
    const QJsonObject line{{"proxy_port"_L1, it.proxyPort()}, {"ca_file"_L1, it.caFile()},
        {"sandbox"_L1, it.sandbox(false).dodoUrl}, {"live_sandbox"_L1, it.sandbox(true).dodoUrl},
        {"test_key"_L1, QString::fromLatin1(it.keys().test)},
        {"live_key"_L1, QString::fromLatin1(it.keys().live)},
        {"test_key_read_only"_L1, QString::fromLatin1(it.keys().testReading)},
        {"live_key_read_only"_L1, QString::fromLatin1(it.keys().liveReading)}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return app.exec();
}
