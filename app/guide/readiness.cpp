// SPDX-License-Identifier: MIT
#include "guide/readiness.h"

#include "billing/money.h"
#include "eventlog/logmodel.h"
#include "eventlog/verdictwords.h"
#include "guide/storyfacts.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString webhookKey = u"webhook_proof"_s;

struct Sheet {
    Q_DECLARE_TR_FUNCTIONS(Sheet)
};

QString counted(qsizetype number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(QLocale().toString(number));
}

// Reads rows oldest first; an event is counted once, however often it was sent.
class Looker {
public:
    explicit Looker(const LogModel &log)
        : m_log(log)
    {
    }

    void look(const LogRow &row)
    {
        if (!row.ingest)
            return;
        if (row.failed())
            return lookAtRefusal(row);
        if (row.ingested >= 0 && row.eventCount > row.ingested)
            m_seen.duplicates += row.eventCount - row.ingested;
        for (const EventId &id : row.events)
            lookAtEvent(row, id);
    }

    const Seen &seen() const { return m_seen; }

private:
    void lookAtRefusal(const LogRow &row)
    {
        using Kind = Refusal::Kind;
        const Kind kind = row.refusal.kind;
        if (kind == Kind::None || kind == Kind::NoAnswer || kind == Kind::Server || kind == Kind::RateLimited)
            return; // the same request may still be taken
        ++m_seen.refused;
        m_seen.refusedWhy = words::refusal(row.refusal);
    }

    void lookAtEvent(const LogRow &row, const EventId &id)
    {
        const auto verdict = m_log.verdictFor(id);
        if (!verdict || m_known.contains(id))
            return;
        m_known.insert(id);
        const bool own = row.sender.kind == Sender::Kind::App || row.sender.kind == Sender::Kind::Browser;
        if (verdict->counted() && !own) {
            m_seen.program = programName(row.sender);
            ++m_seen.programEvents;
        }
        const auto filtered
            = std::ranges::find(verdict->meters, MeterVerdict::Reason::FilterFailed, &MeterVerdict::reason);
        if (filtered == verdict->meters.end() || verdict->counted())
            return;
        ++m_seen.filtered;
        m_seen.filteredWhy = words::reason(*filtered);
    }

    const LogModel &m_log;
    Seen m_seen;
    QSet<EventId> m_known;
};

using Lines = QList<ReadinessLine>;

ReadinessLine line(const char *id, const QString &title, bool done, const QString &proof, const QString &todo)
{
    return {QLatin1StringView(id), title, done ? proof : todo, done};
}

void addMeterLines(Lines &lines, const QList<StoryMeter> &meters)
{
    QStringList used;
    for (const StoryMeter &meter : meters) {
        if (meter.used())
            used << Sheet::tr("“%1” counted %2.")
                        .arg(meter.is.name,
                            displayUnits(meter.usage->consumedUnits, meter.is.measurementUnit));
    }
    lines << line("meter", Sheet::tr("The meter counts"), !used.isEmpty(), used.join(u' '),
        Sheet::tr("Send one event with its name."));
}

void addFilterLine(Lines &lines, const QList<StoryMeter> &meters, const Seen &seen)
{
    if (!std::ranges::any_of(meters, [](const StoryMeter &meter) { return meter.is.filter.has_value(); }))
        return;
    const QString events = counted(
        seen.filtered, Sheet::tr("1 event left out: %1."), Sheet::tr("%1 events left out, the last: %2."));
    lines << line("filter", Sheet::tr("The filter leaves events out"), seen.filtered > 0,
        events.arg(seen.filteredWhy), Sheet::tr("Send one event that the filter leaves out."));
}

void addFreeLine(Lines &lines, const QList<StoryMeter> &meters)
{
    QStringList free;
    bool promised = false;
    for (const StoryMeter &meter : meters) {
        promised = promised || meter.freeThreshold > 0;
        if (!meter.freeUsed().isZero())
            free << Sheet::tr("%1 cost nothing.")
                        .arg(displayUnits(meter.freeUsed(), meter.is.measurementUnit));
    }
    if (promised)
        lines << line("free", Sheet::tr("Free units cost nothing"), !free.isEmpty(), free.join(u' '),
            Sheet::tr("Send events until a free unit is used."));
}

void addBillLine(Lines &lines, const QList<StoryMeter> &meters, const QJsonObject &facts)
{
    const bool billed = std::ranges::any_of(
        meters, [](const StoryMeter &meter) { return meter.usage && meter.usage->totalPrice > 0; });
    lines << line("bill", Sheet::tr("The bill adds up"), billed, billWords(facts) + u'.',
        Sheet::tr("Send more events than are free."));
}

void addSeenLines(Lines &lines, const Seen &seen)
{
    lines << line("duplicate", Sheet::tr("A repeated event bills once"), seen.duplicates > 0,
        counted(seen.duplicates, Sheet::tr("1 event came again and was ignored."),
            Sheet::tr("%1 events came again and were ignored.")),
        Sheet::tr("Send one event again from the event log."));
    lines << line("refused", Sheet::tr("A wrong event is refused"), seen.refused > 0,
        counted(seen.refused, Sheet::tr("1 request refused: %1."),
            Sheet::tr("%1 requests refused, the last: %2."))
            .arg(seen.refusedWhy),
        Sheet::tr("Send one event for a customer that does not exist."));
    lines << line("program", Sheet::tr("Your own program arrives"), seen.programEvents > 0,
        counted(seen.programEvents, Sheet::tr("1 event counted from %1."),
            Sheet::tr("%1 events counted from %2."))
            .arg(seen.program),
        Sheet::tr("Run the program of “In your own code”."));
    lines << line("webhook", Sheet::tr("Your webhook handler answers"), !seen.webhook.isEmpty(),
        Sheet::tr("A signed test event: %1.").arg(seen.webhook),
        Sheet::tr("Start a handler and send it a signed test event."));
}

Lines linesLeft(const QList<StoryMeter> &meters)
{
    QStringList names;
    for (const StoryMeter &meter : meters)
        names << u'`' + meter.is.eventName + u'`';
    const QString same = names.isEmpty()
        ? Sheet::tr("The same event name, letter for letter.")
        : Sheet::tr("Event name %1, letter for letter.").arg(names.join(Sheet::tr(" and ")));
    return {{u"testKey"_s, Sheet::tr("A test mode key"),
                Sheet::tr("Set the address to `https://test.dodopayments.com`. Test mode charges nobody.")},
        {u"testMeter"_s, Sheet::tr("The same meter in test mode"), same},
        {u"liveKey"_s, Sheet::tr("A live key"),
            Sheet::tr("Take the address line away. The official client then talks to live.")},
        {u"monitoring"_s, Sheet::tr("An alarm for events that wait"),
            Sheet::tr("Raise it after 10 minutes. After one hour the service refuses them.")},
        {u"queue"_s, Sheet::tr("Retry and queue in place"),
            Sheet::tr("Keep unsent events and send them again with the same `event_id`.")}};
}

QString checkList(const Lines &lines)
{
    QString text;
    for (const ReadinessLine &line : lines)
        text += u"- [%1] %2: %3\n"_s.arg(line.done ? u"x"_s : u" "_s, line.title, line.proof);
    return text;
}

} // namespace

qsizetype Readiness::proven() const
{
    return std::ranges::count_if(shown, &ReadinessLine::done);
}

Seen seenIn(const LogModel &log, const Session &session)
{
    int first = log.rowCount(); // of the newest rows, which are here whole
    while (first > 0 && log.whole(first - 1))
        --first;
    Looker looker(log);
    for (int i = first; i < log.rowCount(); ++i)
        looker.look(*log.whole(i));
    Seen seen = looker.seen();
    const QString kept = session.outbox().setting(webhookKey);
    const QString world = QString::fromUtf8(session.world()) + u'\n';
    if (kept.startsWith(world))
        seen.webhook = kept.sliced(world.size());
    return seen;
}

void keepWebhookProof(const Session &session, const QString &words)
{
    session.outbox().setSetting(webhookKey, QString::fromUtf8(session.world()) + u'\n' + words);
}

Readiness readinessOf(const QJsonObject &facts, const Seen &seen)
{
    const QList<StoryMeter> meters = storyMeters(facts);
    Readiness readiness;
    addMeterLines(readiness.shown, meters);
    addFilterLine(readiness.shown, meters, seen);
    addFreeLine(readiness.shown, meters);
    addBillLine(readiness.shown, meters, facts);
    addSeenLines(readiness.shown, seen);
    readiness.left = linesLeft(meters);
    return readiness;
}

QString asText(const Readiness &readiness)
{
    return withoutSecrets(Sheet::tr("# Ready to go live") + u"\n\n"_s
        + Sheet::tr("## Shown to work here: %1 of %2").arg(readiness.proven()).arg(readiness.shown.size())
        + u"\n\n"_s + checkList(readiness.shown) + u'\n' + Sheet::tr("## Left before going live") + u"\n\n"_s
        + checkList(readiness.left));
}

QString programName(const Sender &sender)
{
    if (sender.name.isEmpty())
        return Sheet::tr("A program without a name");
    const QString name
        = sender.kind == Sender::Kind::Sdk ? Sheet::tr("%1 SDK").arg(sender.name) : sender.name;
    return sender.version.isEmpty() ? name : name + u' ' + sender.version;
}
