// SPDX-License-Identifier: MIT
#include "ui/outbox/queuewords.h"

#include "billing/rules.h"
#include "session/placewords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;
using Standing = OutboxStanding::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutboxSheet)
};

QString sentence(QString text)
{
    if (!text.isEmpty() && !text.endsWith(u'.') && !text.endsWith(u'\u201d'))
        text += u'.';
    return text;
}

QString inTime(TimePoint at, TimePoint now)
{
    return at > now ? Words::tr("in %1").arg(queuewords::span(at - now)) : Words::tr("now");
}

QString waitFor(int count, const QByteArray &destination)
{
    if (count == 0)
        return {};
    const QString place = placewords::inSentence(destination);
    return count == 1 ? Words::tr("1 event waits for %1.").arg(place)
                      : Words::tr("%1 wait for %2.").arg(queuewords::events(count), place);
}

QString reason(const OutboxStanding &standing)
{
    return standing.error ? sentence(standing.error->message) : QString();
}

QString joined(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace

namespace queuewords {

QString number(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString events(qint64 count)
{
    return count == 1 ? Words::tr("1 event") : Words::tr("%1 events").arg(number(count));
}

QString span(microseconds time)
{
    using namespace std::chrono;
    const qint64 seconds = std::max<qint64>(0, duration_cast<std::chrono::seconds>(time).count());
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return minutes % 60 == 0 ? Words::tr("%1 h").arg(minutes / 60)
                                 : Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return Words::tr("%1 days").arg(number(minutes / (24 * 60)));
}

QString clock(TimePoint at)
{
    return QLocale(QLocale::English).toString(toDateTime(at), u"HH:mm:ss"_s);
}

QString made(TimePoint at)
{
    return QLocale(QLocale::English).toString(toDateTime(at), u"d MMM HH:mm:ss"_s);
}

QString left(const OutboxEntry &entry, TimePoint now)
{
    if (entry.state == State::Sent || entry.state == State::Discarded)
        return {};
    const TimePoint end = entry.eventAt + limits::oldestEvent;
    return end > now ? Words::tr("%1 left").arg(span(end - now))
                     : Words::tr("%1 too late").arg(span(now - end));
}

QString nextTry(const OutboxEntry &entry, const OutboxStanding &standing, TimePoint now)
{
    if (entry.state == State::Sending)
        return Words::tr("on its way");
    if (entry.state != State::Queued)
        return {};
    switch (standing.kind) {
    case Standing::KeyRefused:
    case Standing::WrongAddress:
        return Words::tr("stopped");
    case Standing::Offline:
    case Standing::Capped:
    case Standing::Waiting:
        return inTime(std::max(entry.nextAt, standing.nextTry), now);
    case Standing::Going:
        break;
    }
    return inTime(entry.nextAt, now);
}

QString why(const OutboxEntry &entry, TimePoint now)
{
    switch (entry.state) {
    case State::Sending:
        return Words::tr("It is on its way.");
    case State::Sent:
        return entry.sentAt ? Words::tr("The service accepted it at %1.").arg(clock(*entry.sentAt))
                            : Words::tr("The service accepted it.");
    case State::Discarded:
        return entry.why.isEmpty() ? Words::tr("You discarded it.")
                                   : Words::tr("Discarded: “%1”").arg(entry.why);
    case State::Parked:
        return sentence(entry.why);
    case State::Queued:
        break;
    }
    if (entry.lastError)
        return sentence(entry.lastError->message);
    return entry.nextAt > now ? Words::tr("It waits for its next try.") : Words::tr("It waits for its turn.");
}

ChipLook state(const OutboxEntry &entry, TimePoint now)
{
    using Kind = ChipLook::Kind;
    switch (entry.state) {
    case State::Sending:
        return {Kind::Queued, Words::tr("Sending")};
    case State::Sent:
        return {Kind::Done, Words::tr("Sent")};
    case State::Discarded:
        return {Kind::Plain, Words::tr("Discarded")};
    case State::Parked:
        return {Kind::Refused, entry.kept ? Words::tr("Parked, kept") : Words::tr("Parked")};
    case State::Queued:
        break;
    }
    switch (latenessOf(entry.eventAt, now)) {
    case Lateness::Late:
        return {Kind::Refused, Words::tr("Too late")};
    case Lateness::Near:
        return {Kind::Waiting, Words::tr("Nearly late")};
    case Lateness::Fresh:
        break;
    }
    return {Kind::Queued, Words::tr("Waiting")};
}

Head head(
    const OutboxStanding &standing, const OutboxCounts &counts, const QByteArray &destination, TimePoint now)
{
    const QString wait = waitFor(counts.waiting(), destination);
    const QString soon = Words::tr("Next try %1.").arg(inTime(standing.nextTry, now));
    switch (standing.kind) {
    case Standing::KeyRefused:
        return {Head::Tone::Broken,
            Words::tr("The key for %1 was refused").arg(placewords::inSentence(destination)),
            joined({reason(standing), Words::tr("Nothing is lost."), wait}), Head::Act::ChangeKey};
    case Standing::WrongAddress:
        return {Head::Tone::Broken, Words::tr("The address does not answer as a billing service"),
            joined({reason(standing), Words::tr("Nothing is lost."), wait}), Head::Act::Connection};
    case Standing::Offline:
        return {Head::Tone::Waits, Words::tr("No connection to %1").arg(placewords::inSentence(destination)),
            joined({reason(standing), Words::tr("Nothing is lost."), soon}), Head::Act::TryNow};
    case Standing::Capped:
        return {Head::Tone::Waits, Words::tr("The cap on events a minute is reached"),
            joined({wait, Words::tr("Sending goes on %1.").arg(inTime(standing.nextTry, now))}),
            Head::Act::None};
    case Standing::Waiting:
        if (counts.waiting() == 0)
            break;
        return {Head::Tone::Waits, wait, joined({reason(standing), soon}), Head::Act::TryNow};
    case Standing::Going:
        break;
    }
    if (counts.waiting() > 0)
        return {Head::Tone::Fine, Words::tr("Sending to %1").arg(placewords::inSentence(destination)), wait,
            Head::Act::None};
    if (counts.parked > 0)
        return {Head::Tone::Waits, Words::tr("%1 parked").arg(events(counts.parked)),
            Words::tr("They are sent no more by themselves. Choose what becomes of them."), Head::Act::None};
    return {Head::Tone::Fine, Words::tr("Nothing waits"),
        Words::tr("Every event for %1 is sent.").arg(placewords::inSentence(destination)), Head::Act::None};
}

QString elsewhere(const QList<OutboxOwed> &owed, const QByteArray &here,
    const std::function<bool(const QByteArray &)> &isGone)
{
    QStringList out;
    int stranded = 0;
    for (const OutboxOwed &one : owed) {
        if (one.destination == here)
            continue;
        if (isGone(one.destination)) {
            stranded += one.waiting + one.parked;
            continue;
        }
        if (one.waiting > 0)
            out.append(waitFor(one.waiting, one.destination));
        if (one.parked > 0)
            out.append(one.parked == 1
                    ? Words::tr("1 event for %1 is parked.")
                          .arg(placewords::inSentence(one.destination, here))
                    : Words::tr("%1 for %2 are parked.")
                          .arg(events(one.parked), placewords::inSentence(one.destination, here)));
    }
    if (stranded > 0)
        out.append(stranded == 1
                ? Words::tr("1 event is of an earlier sandbox. Send it to the present one or discard it.")
                : Words::tr("%1 are of an earlier sandbox. Send them to the present one or discard them.")
                      .arg(events(stranded)));
    return out.join(u' ');
}

} // namespace queuewords
