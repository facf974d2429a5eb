// SPDX-License-Identifier: MIT
#include "commands/demo.h"
#include "commands/generate.h"
#include "commands/serve.h"
#include "commands/window.h"
#ifdef PIXELMETER_FAULTS
#include "support/faultpoint.h"

#include <csignal>
#endif

#include <QApplication>

using namespace Qt::StringLiterals;

namespace {

enum class Command { Window, Serve, Generate, Demo, Help, Version, Unknown };

Command commandOf(const QString &word)
{
    static const QHash<QString, Command> commands{{u"serve"_s, Command::Serve},
        {u"generate"_s, Command::Generate}, {u"demo"_s, Command::Demo}, {u"--help"_s, Command::Help},
        {u"-h"_s, Command::Help}, {u"help"_s, Command::Help}, {u"--version"_s, Command::Version},
        {u"-v"_s, Command::Version}};
    if (word.isEmpty() || (word.startsWith("--"_L1) && !commands.contains(word)))
        return Command::Window;
    return commands.value(word, Command::Unknown);
}

const QString helpText = uR"(PixelMeter shows usage-based billing from the first click to the invoice.

pixelmeter [--workspace DIR]          the window
pixelmeter serve [--port N] [--data DIR | --memory] [--api-key KEY] [--clock ISO[,frozen]] [--seed FILE]
                                      the sandbox alone; prints one JSON line when it listens
pixelmeter generate [PROMPT] [--count N] [--quality Q] [--size S] [--provider ID] [--model M] [--cap USD]
                    [--out FILE] [--json] [--example] [--list-providers] [--list-models]
                                      pictures and their events from the terminal
pixelmeter demo --out DIR [--scenario NAME|FILE] [--size WxH] [--scale N] [--theme dark|light|both] [--show]
                                      plays a scenario through the window and saves pictures and figures
pixelmeter --version

Each command explains its options with --help.
Exit codes: 0 done, 1 a figure or answer is wrong, 2 wrong use or the address is taken,
3 refused by the server, 4 no network or no answer.)"_s;

// Only the window itself uses the display; Qt aborts without one, so it is decided before the application is
// made.
bool needsDisplay(Command command, const QStringList &arguments)
{
    return command == Command::Window || (command == Command::Demo && arguments.contains("--show"_L1));
}

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

Exit runInApplication(Command command, int &argc, char **argv, const QStringList &rest)
{
    if (command == Command::Serve || command == Command::Generate) {
        QGuiApplication app(argc, argv);
        return command == Command::Serve ? serve(rest) : generate(rest);
    }
    QApplication app(argc, argv);
    return command == Command::Demo ? demo(app, rest) : showWindow(app, rest);
}

#ifdef PIXELMETER_FAULTS
// PIXELMETER_KILL_AT=N kills the process at the Nth kind of FaultPoint, as a power cut would.
void killWhereAsked()
{
    static const int at = qEnvironmentVariableIntValue("PIXELMETER_KILL_AT");
    setFaultHook([](FaultPoint point) {
        if (int(point) + 1 == at)
            std::raise(SIGKILL);
    });
}
#endif

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Command command = commandOf(arguments.value(1));
    // The parser of a command wants the program's name first and the command's word gone.
    QStringList rest = arguments;
    if (command != Command::Window && rest.size() > 1)
        rest.removeAt(1);

    QCoreApplication::setApplicationName(u"pixelmeter"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PIXELMETER_VERSION));
    QGuiApplication::setApplicationDisplayName(u"PixelMeter"_s);
#ifdef PIXELMETER_FAULTS
    killWhereAsked();
#endif
    switch (command) {
    case Command::Help:
        print(helpText);
        return int(Exit::Done);
    case Command::Version:
        print(u"PixelMeter "_s + QCoreApplication::applicationVersion());
        return int(Exit::Done);
    case Command::Unknown:
        complain(u"There is no command “%1”. See pixelmeter --help."_s.arg(arguments.value(1)));
        return int(Exit::Usage);
    case Command::Demo:
        prepareDemo(rest);
        break;
    default:
        break;
    }
    if (needsDisplay(command, arguments) && !hasDisplay()) {
        complain(u"There is no display here. Without one, this shows the window in pictures:\n"
                 "  pixelmeter demo --out DIR"_s);
        return int(Exit::Usage);
    }
    if (!needsDisplay(command, arguments))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return int(runInApplication(command, argc, argv, rest));
}
