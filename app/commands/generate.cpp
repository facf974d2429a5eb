// SPDX-License-Identifier: MIT
#include "commands/generate.h"

#include "commands/terminalrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTerminals = 20; // at the same time, beside the workspace's owner

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Makes pictures from a prompt and sends a usage event for each."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"PROMPT"_s, u"What to paint; asked for when it is missing."_s);
    parser.addOption({u"count"_s, u"How many, 1 to 10 (default 1)."_s, u"N"_s});
    parser.addOption({u"quality"_s, u"draft, standard (default) or hd."_s, u"Q"_s});
    parser.addOption({u"size"_s, u"Width and height, for example 1024x1024 (default)."_s, u"S"_s});
    parser.addOption({u"style"_s, u"vivid (default) or natural."_s, u"S"_s});
    parser.addOption({u"model"_s, u"The model's name (default demo-painter)."_s, u"M"_s});
    parser.addOption({u"seed"_s, u"The first picture's seed; the next ones count up (default 1)."_s, u"N"_s});
    parser.addOption({u"out"_s, u"Also write the picture to this file."_s, u"FILE"_s});
    parser.addOption({u"json"_s, u"One JSON object a picture."_s});
    parser.addOption(
        {u"example"_s, u"Make the PixelGen meter, product and customer first if there is none."_s});
    parser.addOption({u"workspace"_s, u"Keep everything in this folder."_s, u"DIR"_s});
}

Result<QString> oneOf(const QCommandLineParser &parser, const QString &option, const QStringList &allowed)
{
    const QString value = parser.isSet(option) ? parser.value(option) : allowed.first();
    if (!allowed.contains(value))
        return Error{.message = u"--%1 takes %2."_s.arg(option, allowed.join(u", "_s))};
    return value;
}

Result<QSize> sizeFrom(const QString &text)
{
    const QStringList parts = text.split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 256 || size.height() < 256 || size.width() > 2048
        || size.height() > 2048)
        return Error{.message = u"--size takes width and height from 256 to 2048, for example 1024x1024."_s};
    return size;
}

Result<qint64> numberFrom(
    const QCommandLineParser &parser, const QString &option, qint64 otherwise, qint64 min, qint64 max)
{
    if (!parser.isSet(option))
        return otherwise;
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value < min || value > max)
        return Error{.message = u"--%1 takes a whole number from %2 to %3."_s.arg(option).arg(min).arg(max)};
    return value;
}

Result<PictureOrder> orderFrom(const QCommandLineParser &parser)
{
    PictureOrder order;
    const auto count = numberFrom(parser, u"count"_s, 1, 1, 10);
    const auto seed = numberFrom(parser, u"seed"_s, 1, 0, std::numeric_limits<qint64>::max());
    const auto quality = oneOf(parser, u"quality"_s, {u"standard"_s, u"draft"_s, u"hd"_s});
    const auto style = oneOf(parser, u"style"_s, {u"vivid"_s, u"natural"_s});
    const auto size = sizeFrom(parser.isSet(u"size"_s) ? parser.value(u"size"_s) : u"1024x1024"_s);
    const std::array<const Error *, 5> errors{count ? nullptr : &count.error(),
        seed ? nullptr : &seed.error(), quality ? nullptr : &quality.error(),
        style ? nullptr : &style.error(), size ? nullptr : &size.error()};
    for (const Error *error : errors) {
        if (error)
            return *error;
    }
    order.count = int(*count);
    order.seed = quint64(*seed);
    order.tier = quality->toLatin1();
    order.style = style->toLatin1();
    order.size = *size;
    if (parser.isSet(u"model"_s))
        order.model = parser.value(u"model"_s);
    return order;
}

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

Exit run(const QCommandLineParser &parser, const PictureOrder &order)
{
    const auto place
        = placeIn(parser.isSet(u"workspace"_s) ? parser.value(u"workspace"_s) : defaultWorkspace());
    if (!place)
        return complainOf(place.error(), Exit::Usage);
    auto bench = Workbench::open(place->options);
    if (!bench)
        return complainOf(bench.error(), exitFor(bench.error()));
    if (!place->options.running) {
        if (const auto published = place->lock->publish((*bench)->address()); !published)
            complain(published.error().message);
    }
    TerminalRun generation(**bench,
        {.order = order,
            .out = parser.value(u"out"_s),
            .json = parser.isSet(u"json"_s),
            .example = parser.isSet(u"example"_s)});
    QObject::connect(
        &generation, &TerminalRun::finished, qApp, [](Exit code) { QCoreApplication::exit(int(code)); },
        Qt::QueuedConnection);
    generation.start();
    return Exit(QCoreApplication::exec());
}

} // namespace

Exit generate(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto read = readArguments(parser, arguments, u"pixelmeter generate"_s, Words::Taken); !read)
        return complainOf(read.error(), Exit::Usage);
    if (parser.isSet(u"help"_s)) {
        print(helpOf(parser, u"pixelmeter generate"_s));
        return Exit::Done;
    }
    auto order = orderFrom(parser);
    if (!order)
        return complainOf(order.error(), Exit::Usage);
    order->prompt = parser.positionalArguments().join(u' ').trimmed();
    if (order->prompt.isEmpty())
        order->prompt = ask(u"Describe a picture:"_s).value_or(QString()).trimmed();
    if (order->prompt.isEmpty()) {
        print(u"Nothing to paint, nothing is billed."_s);
        return Exit::Done;
    }
    return run(parser, *order);
}
