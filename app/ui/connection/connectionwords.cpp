// SPDX-License-Identifier: MIT
#include "ui/connection/connectionwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConnectionSheet)
};

using Step = ConnectionTest::Step;
using State = ConnectionTest::State;

QString resetText(TimePoint at)
{
    return at == TimePoint{}
        ? QString()
        : Words::tr(" They are all back at %1.").arg(toDateTime(at).toLocalTime().toString(u"HH:mm:ss"_s));
}

} // namespace

namespace connectionwords {

QString nameOf(Step step)
{
    switch (step) {
    case Step::Name:
        return Words::tr("Name");
    case Step::Route:
        return Words::tr("Route");
    case Step::Tls:
        return Words::tr("TLS");
    case Step::Key:
        return Words::tr("Key");
    case Step::Right:
        return Words::tr("Right");
    case Step::Shape:
        return Words::tr("Shape");
    }
    return {};
}

QString asks(Step step)
{
    switch (step) {
    case Step::Name:
        return Words::tr("Is the host known?");
    case Step::Route:
        return Words::tr("Does something answer there?");
    case Step::Tls:
        return Words::tr("Is it the right one, behind a lock?");
    case Step::Key:
        return Words::tr("Does it know the key?");
    case Step::Right:
        return Words::tr("May the key read?");
    case Step::Shape:
        return Words::tr("Is the answer what was agreed?");
    }
    return {};
}

QString stateOf(State state)
{
    switch (state) {
    case State::Waiting:
        return Words::tr("waits");
    case State::Running:
        return Words::tr("runs");
    case State::Passed:
        return Words::tr("passed");
    case State::Failed:
        return Words::tr("failed");
    case State::Skipped:
        return Words::tr("skipped");
    }
    return {};
}

QString resultOf(const ConnectionTest &test, Destination::Mode mode)
{
    if (test.running())
        return Words::tr("The test runs.");
    if (const auto at = test.failedAt())
        return Words::tr("It ends at “%1”.").arg(nameOf(*at));
    if (test.row(Step::Shape).state != State::Passed)
        return {};
    // This computer is reached directly, so neither proxy nor authority was tried.
    return mode == Destination::Mode::Sandbox ? Words::tr("The sandbox answers.")
                                              : Words::tr("Everything works.");
}

QString rateOf(const RateStanding &standing, Destination::Mode mode)
{
    if (mode == Destination::Mode::Sandbox)
        return Words::tr("The sandbox sets no limit of its own here.");
    const QLocale english(QLocale::English);
    QString text = Words::tr("The service has told no limit yet.");
    if (standing.limit && standing.remaining)
        text = Words::tr("%1 of %2 calls are left.")
                   .arg(english.toString(*standing.remaining), english.toString(*standing.limit))
            + resetText(standing.resetAt);
    if (standing.waitingReads == 1)
        text += Words::tr(" One read waits, so that sending has room.");
    else if (standing.waitingReads > 1)
        text += Words::tr(" %1 reads wait, so that sending has room.").arg(standing.waitingReads);
    return text;
}

QString tookText(milliseconds took)
{
    if (took < 1s)
        return Words::tr("%1 ms").arg(took.count());
    return Words::tr("%1 s").arg(double(took.count()) / 1000, 0, 'f', 2);
}

} // namespace connectionwords
