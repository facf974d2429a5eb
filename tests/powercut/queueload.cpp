// SPDX-License-Identifier: MIT
#include "powercut/queueload.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOpen = 6; // calls that are not answered yet

ImageRow pictureOf(const EventId &id, TimePoint at)
{
    return {.id = id,
        .file = QString::fromLatin1(id.text + ".png"),
        .prompt = u"a sea"_s,
        .caption = u"A sea"_s,
        .unknown = {},
        .engine = u"demo"_s,
        .model = u"demo-painter"_s,
        .tier = "hd",
        .providerQuality = "high",
        .style = "vivid",
        .size = QSize(1024, 768),
        .at = at,
        .bytes = 12345,
        .customer = {"cus_1"},
        .event = true};
}

} // namespace

QueueLoad::QueueLoad(quint32 seed)
    : m_recording(QFile::encodeName(m_folder.path()))
    , m_random(seed)
{
}

QByteArray QueueLoad::idOf(size_t event)
{
    return "event-" + QByteArray::number(quint64(event));
}

std::optional<size_t> QueueLoad::numberOf(const QByteArray &id)
{
    bool ok = false;
    const qulonglong number = id.mid(6).toULongLong(&ok);
    return ok ? std::optional<size_t>(number) : std::nullopt;
}

std::vector<qsizetype> QueueLoad::told() const
{
    std::vector<qsizetype> out;
    for (const auto &event : m_events) {
        for (const qsizetype step :
            {event->stored.load(), event->sent, event->parked, event->discarded.load()}) {
            if (step != neverTold)
                out.push_back(step);
        }
    }
    for (const auto &audit : m_audits)
        out.push_back(audit->load());
    return out;
}

void QueueLoad::run(int events)
{
    auto opened = Outbox::open(m_folder.path(), m_clock, [](int) { return 1ms; });
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    m_outbox = *std::move(opened);
    connect(m_outbox.get(), &Outbox::sent, this, [this](const QList<EventId> &ids) {
        for (const EventId &id : ids)
            eventOf(id).sent = m_recording.position();
    });
    connect(m_outbox.get(), &Outbox::parked, this, [this](const EventId &id) {
        eventOf(id).parked = m_recording.position();
        if (m_random.bounded(2) == 0)
            discard(id);
    });
    m_outbox->setDestination("test");
    m_outbox->setDeliver([this](const Shipment &shipment) { return deliver(shipment); });
    const auto quiet = [this] { return m_open == 0 && m_outbox->counts().waiting() == 0; };
    const auto mayGoOn = [this] { return m_open < mostOpen; };
    while (int(m_events.size()) < events) {
        step();
        if (!QTest::qWaitFor(mayGoOn, 20000))
            qFatal("the outbox stands still");
    }
    if (!QTest::qWaitFor(quiet, 20000))
        qFatal("the outbox does not come to its end");
    m_outbox.reset();
}

void QueueLoad::step()
{
    switch (m_random.bounded(8)) {
    case 0:
        return addMany(1 + m_random.bounded(40));
    case 1:
        return addAudit();
    case 2:
        return m_outbox->setSetting(u"size"_s, QString::number(m_events.size()));
    default:
        return addPicture();
    }
}

size_t QueueLoad::newEvent(Event &event, size_t together, bool picture)
{
    const size_t number = m_events.size();
    event = {.id = {idOf(number)},
        .customer = {"cus_1"},
        .name = "image.generated",
        .at = m_clock.now(),
        .metadata = {}};
    m_events.push_back(std::make_unique<QueuedEvent>());
    m_events.back()->together = together;
    m_events.back()->picture = picture;
    m_events.back()->json = toText(event);
    return number;
}

// The promise is noted where it is given, on the store's thread: not a step later.
void QueueLoad::addPicture()
{
    Event event;
    const size_t number = newEvent(event, m_events.size(), true);
    QueuedEvent *kept = m_events[number].get();
    ++m_open;
    const auto call = m_outbox->enqueue(event, pictureOf(event.id, m_clock.now()));
    call.future().then([this, kept](const Result<EventId> &done) {
        if (done)
            kept->stored = m_recording.position();
    });
    whenDone(call, this, [this](const Result<EventId> &) { --m_open; });
}

void QueueLoad::addMany(int count)
{
    const size_t first = m_events.size();
    QList<Event> all(count);
    QList<QueuedEvent *> kept;
    for (Event &event : all)
        kept.append(m_events[newEvent(event, first, false)].get());
    ++m_open;
    const auto call = m_outbox->enqueueAll(all);
    call.future().then([this, kept](const Result<QList<EventId>> &done) {
        for (QueuedEvent *one : kept) {
            if (done)
                one->stored = m_recording.position();
        }
    });
    whenDone(call, this, [this](const Result<QList<EventId>> &) { --m_open; });
}

void QueueLoad::addAudit()
{
    m_audits.push_back(std::make_unique<std::atomic<qsizetype>>(neverTold));
    std::atomic<qsizetype> *step = m_audits.back().get();
    ++m_open;
    const auto call = m_outbox->addAudit({.at = m_clock.now(),
        .method = "POST",
        .target = "/audited/" + QByteArray::number(quint64(m_audits.size() - 1)),
        .status = 200});
    call.future().then([this, step](const Result<void> &done) {
        if (done)
            *step = m_recording.position();
    });
    whenDone(call, this, [this](const Result<void> &) { --m_open; });
}

void QueueLoad::discard(const EventId &id)
{
    QueuedEvent *kept = &eventOf(id);
    ++m_open;
    const auto call = m_outbox->resolve({id}, LateChoice::Discard, u"made for a test"_s);
    call.future().then([this, kept](const Result<void> &done) {
        if (done)
            kept->discarded = m_recording.position();
    });
    whenDone(call, this, [this](const Result<void> &) { --m_open; });
}

Call<Delivered> QueueLoad::deliver(const Shipment &shipment)
{
    const CallSource<Delivered> source;
    QTimer::singleShot(
        m_random.bounded(3), this, [this, shipment, source] { source.finish(answerTo(shipment)); });
    return source.call();
}

// One in ten fails on the way; a request with an event the service does not want is refused whole.
Delivered QueueLoad::answerTo(const Shipment &shipment)
{
    if (m_random.bounded(10) == 0)
        return {.failure = Error{.kind = Error::Kind::Network, .message = u"No way there."_s}};
    for (const EventId &id : shipment.ids) {
        if (isRefused(id))
            return {.failure = Error{.kind = Error::Kind::Invalid, .message = u"Not this."_s, .status = 422}};
    }
    for (const EventId &id : shipment.ids)
        eventOf(id).delivered = m_recording.position();
    return {.ingested = int(shipment.ids.size())};
}
