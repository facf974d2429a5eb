// SPDX-License-Identifier: MIT
#include "commands/window.h"

#include "commands/workbench.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

Exit fail(const Error &error, Exit code)
{
    complain(u"pixelmeter: "_s + error.message);
    return code;
}

// Another window owns the workspace: it is asked to come forward, and this start ends.
Exit raiseOther(const QString &folder)
{
    const auto address = WorkspaceLock::ownersAddress(folder);
    if (!address)
        return fail({.message = u"Another program is opening %1."_s.arg(folder)}, Exit::Usage);
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(address->dodoUrl + u"/_sandbox/activate"_s)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer " + address->apiKey);
    request.setTransferTimeout(3000);
    QNetworkReply *reply = network.post(request, QByteArray("{}"));
    QObject::connect(reply, &QNetworkReply::finished, qApp, [reply] {
        const bool reachedIt = reply->error() == QNetworkReply::NoError;
        complain(reachedIt
                ? u"PixelMeter is already open with this workspace; its window comes forward."_s
                : u"PixelMeter is already open with this workspace, but its window does not answer."_s);
        QCoreApplication::exit(int(reachedIt ? Exit::Done : Exit::NoAnswer));
    });
    return Exit(QCoreApplication::exec());
}

} // namespace

Exit showWindow(QApplication &app, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"workspace"_s, u"Keep everything in this folder."_s, u"DIR"_s});
    if (const auto read = readArguments(parser, arguments, u"pixelmeter"_s, Words::Refused); !read)
        return fail(read.error(), Exit::Usage);
    const QString folder = parser.isSet(u"workspace"_s) ? parser.value(u"workspace"_s) : defaultWorkspace();
    auto lock = WorkspaceLock::take(folder);
    if (!lock)
        return fail(lock.error(), Exit::Usage);
    if (!*lock)
        return raiseOther(folder);

    WorkbenchOptions options;
    options.folder = folder;
    QPointer<Shell> open;
    options.onActivate = [&open] {
        const auto comeForward = [&open] {
            if (open)
                open->comeForward();
        };
        QMetaObject::invokeMethod(qApp, comeForward, Qt::QueuedConnection);
    };
    auto bench = Workbench::open(options);
    if (!bench)
        return fail(bench.error(), exitFor(bench.error()));
    if (const auto published = (*lock)->publish((*bench)->address()); !published)
        complain(published.error().message);
    ThemeHost themes(app);
    Shell shell((*bench)->desk(), themes, Shell::Memory::Keep);
    open = &shell;
    shell.show();
    return Exit(QCoreApplication::exec());
}
