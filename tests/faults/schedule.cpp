// SPDX-License-Identifier: MIT
#include "faults/schedule.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using State = OutboxEntry::State;

namespace {

constexpr int stepsOfALife = 12;

// The event loop runs on, for the proxy's sake.
bool waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 30000);
}

QByteArray refusal(int status, const QByteArray &fields = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " No\r\nContent-Type: application/json\r\n" + fields
        + "Content-Length: 31\r\n\r\n{\"code\":\"NO\",\"message\":\"Not so.\"}";
}

} // namespace

Mishap quickMishap(QRandomGenerator &random)
{
    using Service = Mishap::Service;
    using End = Mishap::End;
    const QList<Mishap> kinds{{.end = End::Reset}, {.service = Service::Asked, .only = 0, .end = End::Reset},
        {.service = Service::Asked, .only = 30, .end = End::Close},
        {.service = Service::Asked, .only = 0, .end = End::Close}, {.end = End::Reset, .early = true},
        {.bytes = "no HTTP at all\r\n\r\n"}, {.bytes = refusal(500), .end = End::Keep},
        {.bytes = refusal(503, "retry-after-ms: 10\r\n"), .end = End::Keep},
        {.bytes = refusal(429, "Retry-After: 0\r\n"), .end = End::Keep},
        {.service = Service::Asked, .bytes = refusal(504), .end = End::Keep}};
    return kinds.at(random.bounded(int(kinds.size())));
}

QSet<QByteArray> acknowledgedUntilKilled(
    const DeliveryBench &bench, const QString &folder, const QByteArray &prefix, int ms)
{
    const auto child = bench.startChild(folder, prefix);
    QByteArray said;
    const auto ready = [&] {
        said += child->readAllStandardOutput();
        return said.startsWith("ready\n");
    };
    if (!waitFor(ready))
        qFatal("the child does not start");
    QElapsedTimer since;
    since.start();
    waitFor([&] { return since.elapsed() >= ms; });
    child->kill();
    waitFor([&] { return child->state() == QProcess::NotRunning; });
    said += child->readAllStandardOutput();
    QByteArrayList lines = said.split('\n');
    lines.removeFirst();
    lines.removeLast(); // of a line that was cut only a part is known
    return {lines.begin(), lines.end()};
}

Schedule::Schedule(DeliveryBench &bench, quint32 seed)
    : m_bench(bench)
    , m_seed(seed)
    , m_random(seed)
{
}

QString Schedule::run()
{
    m_bench.proxy().heal();
    if (const auto opened = m_bench.openOutbox(m_folder.path()); !opened)
        return opened.error().message;
    emitEvents();
    for (int i = 0; i < stepsOfALife && m_wrong.isEmpty(); ++i)
        step();
    return m_wrong.isEmpty() ? end() : m_wrong;
}

void Schedule::step()
{
    switch (m_random.bounded(12)) {
    case 0:
    case 1:
        return fail();
    case 2:
        return jump();
    case 3:
        return fillDisk();
    case 4:
        return restart();
    case 5:
        return m_random.bounded(4) == 0 ? kill() : restart();
    case 6:
        m_steps.append(u"heal"_s);
        return m_bench.proxy().heal();
    case 7:
        return discardParked();
    default:
        return emitEvents();
    }
}

// Its answer need not be awaited: what the program is told while it goes on counts as well.
void Schedule::emitEvents()
{
    const int count = 1 + m_random.bounded(12);
    m_steps.append(u"emit %1"_s.arg(count));
    const auto call = m_bench.outbox().enqueueAll(m_bench.newEvents(count));
    if (!waitFor([&] { return call.future().isFinished(); })) {
        m_wrong = u"nothing is said of what was given"_s;
        return;
    }
    if (const Result<QList<EventId>> stored = call.future().result()) {
        for (const EventId &id : *stored)
            m_acknowledged.insert(id.text);
    }
    wait(m_random.bounded(15));
}

void Schedule::fail()
{
    if (m_random.bounded(6) == 0) {
        m_steps.append(u"refuse"_s);
        m_bench.proxy().refuse();
    } else {
        m_steps.append(u"fail"_s);
        m_bench.proxy().heal();
        m_bench.proxy().choose([random = QRandomGenerator(m_random.generate())](
                                   const RelayedRequest &request) mutable -> std::optional<Mishap> {
            if (request.method != "POST" || random.bounded(3) == 0)
                return std::nullopt;
            return quickMishap(random);
        });
    }
    wait(m_random.bounded(30));
}

void Schedule::jump()
{
    static constexpr std::chrono::seconds jumps[] = {30s, 600s, 3000s, 4000s, -120s, -1000s};
    m_latest = std::max(m_latest, m_bench.clock()->now());
    const auto by = jumps[m_random.bounded(int(std::size(jumps)))];
    m_steps.append(u"jump %1 s"_s.arg(by.count()));
    m_bench.clock()->advance(by);
    wait(m_random.bounded(10));
}

// Nothing more can be stored, and then there is room again.
void Schedule::fillDisk()
{
    m_steps.append(u"full"_s);
    m_full = true;
    const auto full = m_bench.outbox().boundFile(1);
    waitFor([&] { return full.future().isFinished(); });
    for (int i = 0; i < 3; ++i)
        emitEvents();
    const auto room = m_bench.outbox().boundFile(0);
    waitFor([&] { return room.future().isFinished(); });
    m_steps.append(u"room"_s);
}

void Schedule::restart()
{
    m_steps.append(u"restart"_s);
    m_ended = true;
    m_bench.closeOutbox();
    if (const auto opened = m_bench.openOutbox(m_folder.path()); !opened)
        m_wrong = opened.error().message;
}

void Schedule::kill()
{
    const int ms = m_random.bounded(60);
    m_steps.append(u"kill %1 ms"_s.arg(ms));
    m_ended = true;
    m_bench.closeOutbox();
    const QByteArray prefix
        = "killed-" + QByteArray::number(m_seed) + '-' + QByteArray::number(++m_children) + '-';
    m_acknowledged += acknowledgedUntilKilled(m_bench, m_folder.path(), prefix, ms);
    if (const auto opened = m_bench.openOutbox(m_folder.path()); !opened)
        m_wrong = opened.error().message;
}

void Schedule::discardParked()
{
    m_steps.append(u"discard"_s);
    const auto page = m_bench.outbox().page({.show = OutboxQuery::Show::Parked}, 1000);
    waitFor([&] { return page.future().isFinished(); });
    QList<EventId> ids;
    for (const OutboxEntry &entry : page.future().result().valueOr({}))
        ids.append(entry.id);
    if (ids.isEmpty())
        return;
    const auto done = m_bench.outbox().resolve(ids, LateChoice::Discard, u"a test"_s);
    waitFor([&] { return done.future().isFinished(); });
}

void Schedule::wait(int ms)
{
    QElapsedTimer since;
    since.start();
    waitFor([&] { return since.elapsed() >= ms; });
}

// All is well again, and no event is ahead of the clock any more: what may still be sent is.
QString Schedule::end()
{
    m_bench.proxy().heal();
    m_bench.clock()->set(std::max(m_latest, m_bench.clock()->now()));
    const auto nothingWaits = [this] {
        m_bench.outbox().sendNow();
        const auto page = m_bench.outbox().page({}, 1);
        return waitFor([&] { return page.future().isFinished(); }) && page.future().result().ok()
            && page.future().result()->isEmpty();
    };
    if (!waitFor(nothingWaits))
        return u"something waits although all is well"_s;
    const auto all = m_bench.outbox().page({.show = OutboxQuery::Show::All}, 100'000);
    waitFor([&] { return all.future().isFinished(); });
    const Result<QList<OutboxEntry>> entries = all.future().result();
    m_bench.closeOutbox();
    return entries ? compare(*entries) : entries.error().message;
}

QString Schedule::compare(const QList<OutboxEntry> &entries) const
{
    const QSet<QByteArray> arrived = m_bench.arrived();
    QSet<QByteArray> here;
    for (const OutboxEntry &entry : entries) {
        here.insert(entry.id.text);
        const QString id = QString::fromLatin1(entry.id.text);
        const bool there = arrived.contains(entry.id.text);
        if (entry.state == State::Sent && !there)
            return id + u" counts as sent and never arrived"_s;
        if (entry.state == State::Queued || entry.state == State::Sending)
            return id + u" is still queued"_s;
        // Its answer was lost, the program ended before it came, or the disk had no room to note it, and then
        // it was too late to ask again: both sides have it under one id, and the comparison with the service
        // shows it.
        const bool unanswered = entry.lastError || m_ended || m_full;
        const bool late = latenessOf(entry.eventAt, m_bench.clock()->now()) == Lateness::Late;
        if (entry.state != State::Sent && there && !(unanswered && late))
            return id + u" arrived and counts as not sent"_s;
    }
    for (const QByteArray &id : m_acknowledged) {
        if (!here.contains(id))
            return QString::fromLatin1(id) + u" was acknowledged and is gone"_s;
    }
    return {};
}
