// SPDX-License-Identifier: MIT
#include "commands/generate.h"

#include "billing/money.h"
#include "commands/generateengine.h"
#include "commands/generatelists.h"
#include "commands/terminalrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTerminals = 20; // at the same time, beside the workspace's owner

Exit complainOf(const Error &error, Exit code)
{
    complain(u"pixelmeter generate: "_s + error.message);
    return code;
}

// Where pictures and their events are kept, and whose sandbox is used.
struct Place {
    WorkbenchOptions options;
    std::unique_ptr<WorkspaceLock> lock;
};

// While another process owns the workspace, its sandbox is used and a folder inside the workspace keeps what
// this one makes, so that the picture outlives the command and an unsent event is sent by the next one.
Result<Place> placeIn(const QString &workspace)
{
    auto lock = WorkspaceLock::take(workspace);
    if (!lock)
        return lock.error();
    WorkbenchOptions options;
    // A given clock leaves the keychain out: keys of a terminal are the environment's alone.
    options.clock = std::make_shared<SystemClock>();
    options.environment = QProcessEnvironment::systemEnvironment();
    options.folder = workspace;
    if (*lock)
        return Place{std::move(options), *std::move(lock)};
    options.running = WorkspaceLock::ownersAddress(workspace);
    if (!options.running)
        return Error{.message = u"Another program is opening %1. Try again."_s.arg(workspace)};
    for (int run = 1; run <= mostTerminals; ++run) {
        options.folder = u"%1/terminal-%2"_s.arg(workspace).arg(run);
        lock = WorkspaceLock::take(options.folder);
        if (!lock)
            return lock.error();
        if (*lock)
            return Place{std::move(options), *std::move(lock)};
    }
    return Error{.message = u"%1 terminals use %2 already."_s.arg(mostTerminals).arg(workspace)};
}

QString dollars(const Decimal &usd)
{
    return displayMoney(usd.shifted(2).value_or(usd), "USD");
}

// A price nobody knows may be any.
Result<void> checkCap(const GenerateArguments &options, const std::optional<Decimal> &estimate)
{
    if (!options.capUsd || (estimate && *estimate <= *options.capUsd))
        return {};
    const QString name = provider(options.order.provider).name;
    const QString cap = dollars(*options.capUsd);
    return Error{.kind = Error::Kind::Invalid,
        .message = estimate
            ? u"%1 may charge %2, more than --cap %3. Nothing was sent."_s.arg(name, dollars(*estimate), cap)
            : u"What %1 charges is not known, so --cap %2 cannot hold. Nothing was sent."_s.arg(name, cap)};
}

template<typename Command>
Exit execute(Command &command)
{
    QObject::connect(
        &command, &Command::finished, qApp, [](Exit code) { QCoreApplication::exit(int(code)); },
        Qt::QueuedConnection);
    command.start();
    return Exit(QCoreApplication::exec());
}

Exit makePictures(Workbench &bench, GenerateArguments options)
{
    const Engine &engine = borrowedEngine(bench.engines(), options);
    const Provider &by = provider(options.order.provider);
    if (!engine.ready)
        return complainOf({.message = u"%1 is not set up. Add --base-url."_s.arg(by.name)}, Exit::Usage);
    if (options.order.model.isEmpty())
        options.order.model = by.id == "demo" ? PictureOrder().model : engine.model;
    const QDate today = toDateTime(bench.clock().now()).toLocalTime().date();
    if (const auto offered = checkOffer(by, options, today); !offered)
        return complainOf(offered.error(), Exit::Usage);
    if (const auto affordable = checkCap(options, bench.purse().estimate(options.order)); !affordable)
        return complainOf(affordable.error(), Exit::Usage);
    bench.studio().setWithoutBilling(!options.billing);
    TerminalRun run(bench, options);
    return execute(run);
}

Exit listModels(Workbench &bench, const GenerateArguments &options)
{
    borrowedEngine(bench.engines(), options);
    ModelList list(bench, options.order.provider, options.json ? ListAs::Json : ListAs::Text);
    return execute(list);
}

Exit run(const GenerateArguments &options)
{
    const Provider &by = provider(options.order.provider);
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (const QString variable = missingKeyVariable(by, environment); !variable.isEmpty())
        return complainOf(
            {.message = u"%1 needs its key in the environment variable %2."_s.arg(by.name, variable)},
            Exit::Usage);
    if (const QString variable = divertingVariable(by, environment); !variable.isEmpty())
        return complainOf(
            {.message = u"%2 names another server than %1. Unset it, or use --provider compatible."_s.arg(
                 by.name, variable)},
            Exit::Usage);
    const auto place = placeIn(options.workspace);
    if (!place)
        return complainOf(place.error(), Exit::Usage);
    auto bench = Workbench::open(place->options);
    if (!bench)
        return complainOf(bench.error(), exitFor(bench.error()));
    if (!place->options.running) {
        if (const auto published = place->lock->publish((*bench)->address()); !published)
            complain(published.error().message);
    }
    return options.list == GenerateArguments::List::Models ? listModels(**bench, options)
                                                           : makePictures(**bench, options);
}

} // namespace

Exit generate(const QStringList &arguments)
{
    QCommandLineParser parser;
    addGenerateArguments(parser);
    if (const auto read = readArguments(parser, arguments, u"pixelmeter generate"_s, Words::Taken); !read)
        return complainOf(read.error(), Exit::Usage);
    if (parser.isSet(u"help"_s)) {
        print(helpOf(parser, u"pixelmeter generate"_s));
        return Exit::Done;
    }
    auto options = generateArgumentsFrom(parser);
    if (!options)
        return complainOf(options.error(), Exit::Usage);
    if (options->list == GenerateArguments::List::Providers) {
        printProviders(options->json ? ListAs::Json : ListAs::Text);
        return Exit::Done;
    }
    if (options->list == GenerateArguments::List::Models)
        return run(*options);
    options->order.prompt = parser.positionalArguments().join(u' ').trimmed();
    if (options->order.prompt.isEmpty())
        options->order.prompt = ask(u"Describe a picture:"_s).value_or(QString()).trimmed();
    if (options->order.prompt.isEmpty()) {
        print(u"Nothing to paint, nothing is billed."_s);
        return Exit::Done;
    }
    return run(*options);
}
