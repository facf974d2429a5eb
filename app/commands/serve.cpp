// SPDX-License-Identifier: MIT
#include "commands/serve.h"

#include "commands/workspacelock.h"
#include "sandbox/worldclock.h"
#include "support/strictjson.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <csignal>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

// A handler may only write a byte; the event loop reads it and leaves.
int signalPipe[2] = {-1, -1};

void onSignal(int)
{
#ifdef Q_OS_UNIX
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
#else
    QCoreApplication::exit(0);
#endif
}

void leaveOnSignals()
{
#ifdef Q_OS_UNIX
    if (::pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, qApp);
    QObject::connect(notifier, &QSocketNotifier::activated, qApp, [] { QCoreApplication::exit(0); });
#endif
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Result<std::optional<ClockStart>> startFrom(const QString &text)
{
    if (text.isEmpty())
        return std::optional<ClockStart>();
    const QStringList parts = text.split(u',');
    const auto at = timeFromIso(parts.first().toUtf8(), u"--clock"_s);
    if (!at)
        return at.error();
    if (parts.size() == 1)
        return std::optional<ClockStart>({.at = *at, .mode = ClockMode::Ticking});
    if (parts.size() == 2 && parts.last() == "frozen"_L1)
        return std::optional<ClockStart>({.at = *at, .mode = ClockMode::Frozen});
    return Error{.message = u"--clock takes a time, or a time and “,frozen”."_s};
}

Result<quint16> portFrom(const QString &text)
{
    bool ok = false;
    const uint port = text.toUInt(&ok);
    if (!ok || port > 65535)
        return Error{.message = u"--port takes a number from 0 to 65535."_s};
    return quint16(port);
}

Result<SandboxOptions> optionsFrom(const QCommandLineParser &parser)
{
    const auto start = startFrom(parser.value(u"clock"_s));
    if (!start)
        return start.error();
    const auto port = portFrom(parser.isSet(u"port"_s) ? parser.value(u"port"_s) : u"4010"_s);
    if (!port)
        return port.error();
    const QByteArray key = parser.value(u"api-key"_s).toUtf8();
    if (key.startsWith("dodo_live_"))
        return Error{.message = u"--api-key looks like a live key. The sandbox takes none."_s};
    SandboxOptions options;
    options.port = *port;
    options.portPolicy
        = parser.isSet(u"port"_s) ? SandboxOptions::PortPolicy::Exact : SandboxOptions::PortPolicy::NextFree;
    options.apiKey = key;
    options.start = *start;
    if (parser.isSet(u"seed"_s))
        options.seedFile = parser.value(u"seed"_s);
    return options;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Runs the sandbox alone: the Dodo Payments API and the OpenAI Images API on this computer."_s);
    parser.addHelpOption();
    parser.addOption({u"port"_s, u"Listen on this port; 0 takes any free one (default 4010)."_s, u"N"_s});
    parser.addOption({u"data"_s, u"Keep everything in this folder."_s, u"DIR"_s});
    parser.addOption({u"memory"_s, u"Keep nothing: a temporary folder, removed at exit (the default)."_s});
    parser.addOption({u"api-key"_s, u"Take only this key; else any but a live one."_s, u"KEY"_s});
    parser.addOption(
        {u"clock"_s, u"Start at this time, for example 2026-11-25T10:00:00Z or with ,frozen."_s, u"ISO"_s});
    parser.addOption({u"seed"_s, u"Load this file of objects first."_s, u"FILE"_s});
}

QString readyLine(const SandboxAddress &address)
{
    const QJsonObject line{{"dodo_url"_L1, address.dodoUrl}, {"image_url"_L1, address.imageUrl},
        {"api_key"_L1, QString::fromUtf8(address.apiKey)},
        {"webhook_key"_L1, QString::fromUtf8(address.webhookKey)},
        {"pid"_L1, QCoreApplication::applicationPid()},
        {"version"_L1, QCoreApplication::applicationVersion()}};
    return QString::fromUtf8(compact(line));
}

Exit fail(const Error &error, Exit code)
{
    complain(u"pixelmeter serve: "_s + error.message);
    return code;
}

} // namespace

Exit serve(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto read = readArguments(parser, arguments, u"pixelmeter serve"_s, Words::Refused); !read)
        return fail(read.error(), Exit::Usage);
    if (parser.isSet(u"help"_s)) {
        print(helpOf(parser, u"pixelmeter serve"_s));
        return Exit::Done;
    }
    if (parser.isSet(u"data"_s) && parser.isSet(u"memory"_s))
        return fail({.message = u"--data and --memory exclude each other."_s}, Exit::Usage);
    auto options = optionsFrom(parser);
    if (!options)
        return fail(options.error(), Exit::Usage);

    QTemporaryDir temporary;
    options->folder = parser.isSet(u"data"_s) ? parser.value(u"data"_s) : temporary.path();
    auto lock = WorkspaceLock::take(options->folder, u"--data"_s);
    if (!lock)
        return fail(lock.error(), Exit::Usage);
    if (!*lock)
        return fail(
            {.message = u"Another program uses %1. Close it or name another folder with --data."_s.arg(
                 options->folder)},
            Exit::Usage);
    auto sandbox = Sandbox::start(*options);
    if (!sandbox)
        return fail(sandbox.error(), Exit::Usage);
    const SandboxAddress address = (*sandbox)->address();
    if (const auto published = (*lock)->publish(address); !published)
        complain(u"pixelmeter serve: "_s + published.error().message);
    leaveOnSignals();
    print(readyLine(address));
    QCoreApplication::exec();
    (*sandbox)->stop();
    return Exit::Done;
}
