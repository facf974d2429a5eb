// SPDX-License-Identifier: MIT
#include "report.h"

#include <QGuiApplication>
#include <QProcess>

using namespace Qt::StringLiterals;

// Each part runs in a process of its own, so that none warms the next one up.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QByteArray part = argc > 1 ? argv[1] : "";
    if (part == "window") {
        benchWindow(argc, argv);
        return 0;
    }
    if (part == "gallery") {
        benchGallery(argc, argv);
        return 0;
    }
    if (part == "logview") {
        benchLogView(argc, argv);
        return 0;
    }
    const QGuiApplication app(argc, argv);
    if (part == "painter")
        benchPainter();
    else if (part == "sandbox")
        return benchSandbox() ? 0 : 1;
    else if (part == "delivery")
        return benchDelivery() ? 0 : 1;
    else if (part == "ledger")
        benchLedger();
    else if (part == "logstore")
        benchLogStore();
    if (!part.isEmpty())
        return 0;
    for (const QString &name : {u"sandbox"_s, u"delivery"_s, u"ledger"_s, u"logstore"_s, u"painter"_s,
             u"window"_s, u"gallery"_s, u"logview"_s}) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), {name});
        if (!process.waitForFinished(900000) || process.exitCode() != 0)
            return 1;
    }
    return 0;
}
