// SPDX-License-Identifier: MIT
#include "commands/demo.h"

#include "commands/demoresults.h"
#include "session/scenario.h"
#include "ui/demo/demoplayer.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

// Milliseconds shown instead of measured ones, and where the sandbox listens: two runs must look alike.
constexpr int demoLatency = 4;
constexpr int demoPainting = 412;
constexpr quint16 demoPort = 4010;
constexpr quint64 demoSeed = 20261125;

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Plays a scenario through the window and saves pictures, events and invoice."_s);
    parser.addHelpOption();
    parser.addOption({u"scenario"_s, u"A packed scenario or a file (default pixelgen)."_s, u"NAME|FILE"_s});
    parser.addOption({u"out"_s, u"The folder to write to."_s, u"DIR"_s});
    parser.addOption({u"size"_s, u"The window's size, at least 1280x720 (default 1440x900)."_s, u"WxH"_s});
    parser.addOption({u"scale"_s, u"Pixels per point, 1 to 4 (default 1)."_s, u"N"_s});
    parser.addOption({u"theme"_s, u"dark, light or both (default both)."_s, u"T"_s});
    parser.addOption({u"show"_s, u"On the screen instead of unseen."_s});
}

struct Wish {
    Scenario scenario;
    QList<PlayStep> steps;
    QString folder;
    QSize size;
    DemoPlayer::Themes themes = DemoPlayer::Themes::Both;
};

Result<QSize> sizeFrom(const QCommandLineParser &parser)
{
    const QStringList parts = (parser.isSet(u"size"_s) ? parser.value(u"size"_s) : u"1440x900"_s).split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 1280 || size.height() < 720 || size.width() > 7680
        || size.height() > 4320)
        return Error{.message = u"--size takes width and height, at least 1280x720."_s};
    return size;
}

std::optional<int> scaleFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"scale"_s))
        return 1;
    const int scale = parser.value(u"scale"_s).toInt();
    return scale >= 1 && scale <= 4 ? std::optional(scale) : std::nullopt;
}

Result<DemoPlayer::Themes> themesFrom(const QString &name)
{
    if (name.isEmpty() || name == "both"_L1)
        return DemoPlayer::Themes::Both;
    if (name == "dark"_L1)
        return DemoPlayer::Themes::Dark;
    if (name == "light"_L1)
        return DemoPlayer::Themes::Light;
    return Error{.message = u"--theme takes dark, light or both."_s};
}

Result<Wish> wishFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"out"_s))
        return Error{.message = u"Name the folder to write to with --out DIR."_s};
    const auto size = sizeFrom(parser);
    if (!size)
        return size.error();
    if (!scaleFrom(parser))
        return Error{.message = u"--scale takes a whole number from 1 to 4."_s};
    const auto themes = themesFrom(parser.value(u"theme"_s));
    if (!themes)
        return themes.error();
    const auto scenario
        = loadScenario(parser.isSet(u"scenario"_s) ? parser.value(u"scenario"_s) : QString(pixelgen));
    if (!scenario)
        return scenario.error();
    const auto steps = playStepsFromJson(scenario->steps);
    if (!steps)
        return steps.error();
    const QString folder = parser.value(u"out"_s);
    if (!QDir().mkpath(folder))
        return Error{.message = u"The folder %1 cannot be made."_s.arg(folder)};
    return Wish{*scenario, *steps, folder, *size, *themes};
}

Exit fail(const Error &error, Exit code)
{
    complain(u"pixelmeter demo: "_s + error.message);
    return code;
}

Exit report(const QList<DemoPlayer::Outcome> &outcomes)
{
    Exit code = Exit::Done;
    for (const auto &outcome : outcomes) {
        if (outcome.ok)
            continue;
        complain(
            u"Not as expected: %1. Expected %2, got %3."_s.arg(outcome.name, outcome.expected, outcome.got));
        code = Exit::Wrong;
    }
    return code;
}

Exit play(QApplication &app, const Wish &wish)
{
    WorkbenchOptions options;
    options.clock = std::make_shared<FrozenClock>(wish.scenario.start);
    options.ids = std::make_shared<SeededIds>(demoSeed);
    options.shownLatency
        = [](qint64, Latency of) { return of == Latency::Painting ? demoPainting : demoLatency; };
    options.port = demoPort;
    auto bench = Workbench::open(options);
    if (!bench)
        return fail(bench.error(), exitFor(bench.error()));
    ThemeHost themes(app);
    themes.setMotion(ThemeHost::Motion::Reduced);
    Shell shell((*bench)->desk(), themes, Shell::Memory::Forget);
    shell.show(wish.size);

    DemoPlayer player(shell.window(), themes, (*bench)->studio(), wish.folder, wish.themes);
    DemoResults results(**bench, wish.folder);
    QObject::connect(&player, &DemoPlayer::finished, &results, [&] { results.write(player.outcomes()); });
    QObject::connect(&results, &DemoResults::written, qApp,
        [&] { QCoreApplication::exit(int(report(player.outcomes()))); });
    QObject::connect(&results, &DemoResults::failed, qApp, [&](const Error &error) {
        report(player.outcomes());
        QCoreApplication::exit(int(fail(error, Exit::Wrong)));
    });
    player.play(wish.steps);
    return Exit(QCoreApplication::exec());
}

} // namespace

void prepareDemo(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.parse(arguments);
    qputenv("QT_SCALE_FACTOR", QByteArray::number(scaleFrom(parser).value_or(1)));
}

Exit demo(QApplication &app, const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto read = readArguments(parser, arguments, u"pixelmeter demo"_s, Words::Refused); !read)
        return fail(read.error(), Exit::Usage);
    if (parser.isSet(u"help"_s)) {
        print(helpOf(parser, u"pixelmeter demo"_s));
        return Exit::Done;
    }
    const auto wish = wishFrom(parser);
    return wish ? play(app, *wish) : fail(wish.error(), Exit::Usage);
}
