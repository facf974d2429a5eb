// SPDX-License-Identifier: MIT
#include "session/placewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Mode = Destination::Mode;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Places)
};

// A custom place is named by its host, port and path.
QString addressOf(const QByteArray &world)
{
    return QString::fromUtf8(world.mid(world.indexOf(':') + 1));
}

} // namespace

Mode placewords::modeOf(const QByteArray &world)
{
    if (world == "test")
        return Mode::Test;
    if (world == "live")
        return Mode::Live;
    return world.startsWith("sandbox") ? Mode::Sandbox : Mode::Custom;
}

QString placewords::title(Mode mode)
{
    switch (mode) {
    case Mode::Sandbox:
        return Words::tr("Sandbox");
    case Mode::Test:
        return Words::tr("Test mode");
    case Mode::Live:
        return Words::tr("Live mode");
    case Mode::Custom:
        return Words::tr("Custom base URL");
    }
    return {};
}

QString placewords::title(const QByteArray &world)
{
    const Mode mode = modeOf(world);
    return mode == Mode::Custom ? addressOf(world) : title(mode);
}

QString placewords::inSentence(const QByteArray &world, const QByteArray &present)
{
    switch (modeOf(world)) {
    case Mode::Sandbox:
        return modeOf(present) == Mode::Sandbox && !present.isEmpty() && present != world
            ? Words::tr("an earlier sandbox")
            : Words::tr("the sandbox");
    case Mode::Test:
        return Words::tr("test mode");
    case Mode::Live:
        return Words::tr("live mode");
    case Mode::Custom:
        return addressOf(world);
    }
    return {};
}

QString placewords::where(const QByteArray &world, const QByteArray &present)
{
    return (modeOf(world) == Mode::Custom ? Words::tr("at %1") : Words::tr("in %1"))
        .arg(inSentence(world, present));
}
