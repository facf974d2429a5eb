// SPDX-License-Identifier: MIT
#include "faults/deliverybench.h"

#include "session/courier.h"

#include <QDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

// Each try is the outbox's own: the transport repeats nothing.
TransportLimits limitsOf(milliseconds deadline)
{
    return {.deadline = deadline, .answerBytes = 65536, .backoff = {.retries = 0}};
}

} // namespace

DeliveryBench::DeliveryBench(const Options &options)
    : m_options(options)
    , m_clock(std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T10:00:00Z")))
{
    SandboxOptions service;
    service.folder = m_temporary.filePath(u"service"_s);
    service.port = 0;
    service.clock = m_clock;
    service.record = {.rows = 1000, .bytes = 64 * 1024 * 1024};
    QDir().mkpath(service.folder);
    auto sandbox = Sandbox::start(std::move(service));
    if (!sandbox)
        qFatal("%s", qPrintable(sandbox.error().message));
    m_sandbox = *std::move(sandbox);
    m_proxy = std::make_unique<FaultProxy>(m_sandbox->address().port, m_options.tls);
    connectAnew();
    makeCustomer();
    if (const auto opened = openOutbox(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
}

DeliveryBench::~DeliveryBench()
{
    closeOutbox();
}

QString DeliveryBench::place() const
{
    return m_proxy->url().authority();
}

Destination DeliveryBench::destination() const
{
    return {.mode = Destination::Mode::Custom,
        .baseUrl = m_proxy->url(m_options.tls ? u"localhost"_s : u"127.0.0.1"_s),
        .key = m_sandbox->address().apiKey};
}

void DeliveryBench::connectAnew()
{
    m_client.reset();
    m_transport
        = std::make_unique<Transport>(destination(), m_ids, *m_clock, nullptr, limitsOf(m_options.deadline));
    m_transport->setNetworkOptions(m_options.network);
    m_client = std::make_unique<Client>(*m_transport);
    if (m_outbox)
        connectCourier(*m_outbox, *m_client);
}

bool DeliveryBench::talkOnce()
{
    const auto call = m_client->customer(m_customer);
    return QTest::qWaitFor([&] { return call.future().isFinished(); }) && call.future().result().ok();
}

void DeliveryBench::makeCustomer()
{
    NewCustomer customer;
    customer.name = u"Ada"_s;
    customer.email = u"ada@example.com"_s;
    const auto call = m_client->createCustomer(customer);
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }) || !call.future().result())
        qFatal("no customer could be made");
    m_customer = call.future().result()->id;
}

void DeliveryBench::closeOutbox()
{
    m_outbox.reset();
}

std::unique_ptr<QProcess> DeliveryBench::startChild(
    const QString &folder, const QByteArray &prefix, int count) const
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QStringLiteral(DELIVERY_CHILD),
        {folder, destination().baseUrl.toString(), QString::fromLatin1(destination().key),
            QString::fromLatin1(m_customer.text), QString::fromLatin1(toIso(m_clock->now())),
            QString::fromLatin1(prefix), QString::number(count)});
    return child;
}

Result<void> DeliveryBench::openOutbox(const QString &wanted)
{
    const QString own = m_options.folder.isEmpty() ? m_temporary.filePath(u"workspace"_s) : m_options.folder;
    const QString folder = wanted.isEmpty() ? own : wanted;
    auto opened = Outbox::open(
        folder, *m_clock, [delay = m_options.backoff](int) { return delay; }, m_options.limits);
    if (!opened)
        return opened.error();
    m_outbox = *std::move(opened);
    m_outbox->setDestination(worldOf(destination()));
    connectCourier(*m_outbox, *m_client);
    return {};
}

QList<Event> DeliveryBench::newEvents(int count)
{
    QList<Event> out;
    for (int i = 0; i < count; ++i) {
        out.append({.id = {"made-" + QByteArray::number(++m_events)},
            .customer = m_customer,
            .name = "image.generated",
            .at = m_clock->now(),
            .metadata = {}});
    }
    return out;
}

QSet<QByteArray> DeliveryBench::arrived() const
{
    QSet<QByteArray> out;
    sqlite3 *db = nullptr;
    sqlite3_stmt *rows = nullptr;
    const QByteArray path = QFile::encodeName(m_temporary.filePath(u"service/sandbox.db"_s));
    if (sqlite3_open_v2(path.constData(), &db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK
        || sqlite3_prepare_v2(db, "SELECT id FROM events", -1, &rows, nullptr) != SQLITE_OK)
        qFatal("the service's database cannot be read");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const QByteArray id(
            static_cast<const char *>(sqlite3_column_blob(rows, 0)), sqlite3_column_bytes(rows, 0));
        if (out.contains(id)) // the table holds no index that would refuse it
            qFatal("%s is there twice", id.constData());
        out.insert(id);
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return out;
}

bool DeliveryBench::waitUntilQuiet(milliseconds atMost)
{
    // The counts are as last seen: behind this answer they are those of this moment.
    return QTest::qWaitFor(
        [this] {
            const auto owed = m_outbox->owed();
            return QTest::qWaitFor([&] { return owed.future().isFinished(); })
                && owed.future().result()->isEmpty();
        },
        int(atMost.count()));
}
