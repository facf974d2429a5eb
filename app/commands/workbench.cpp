// SPDX-License-Identifier: MIT
#include "commands/workbench.h"

#include "session/courier.h"

using namespace Qt::StringLiterals;

namespace {
const QString portKey = u"port"_s;
constexpr quint16 usualPort = 4010;
} // namespace

Workbench::Workbench(WorkbenchOptions options)
    : m_options(std::move(options))
    , m_rehearsal(m_options.clock != nullptr)
{
    if (!m_options.clock)
        m_options.clock = std::make_shared<SystemClock>();
    if (!m_options.environment)
        m_options.environment
            = m_rehearsal ? QProcessEnvironment() : QProcessEnvironment::systemEnvironment();
    if (!m_options.ids)
        m_options.ids = std::make_shared<RandomIds>();
}

// Requests end before the server they go to, and the stores last of all.
Workbench::~Workbench()
{
    m_studio.reset();
    m_purse.reset();
    m_engines.reset();
    m_network.reset();
    m_connections.reset();
    m_keys.reset();
    m_follower.reset();
    m_session.reset();
    m_images.reset();
    m_controls.reset();
    m_client.reset();
    m_transport.reset();
    m_ownTransport.reset();
    m_sandbox.reset();
    m_audit.reset();
    m_record.reset();
    m_log.reset();
    m_outbox.reset();
}

Result<std::unique_ptr<Workbench>> Workbench::open(WorkbenchOptions options)
{
    std::unique_ptr<Workbench> bench(new Workbench(std::move(options)));
    if (const auto stores = bench->openStores(); !stores)
        return stores.error();
    if (const auto started = bench->startSandbox(); !started)
        return started.error();
    bench->connectClients();
    return bench;
}

Result<void> Workbench::openStores()
{
    m_folder = m_options.folder;
    if (m_folder.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        if (!m_temporary->isValid())
            return Error{.kind = Error::Kind::Storage, .message = m_temporary->errorString()};
        m_folder = m_temporary->path();
    }
    auto outbox = Outbox::open(m_folder, *m_options.clock);
    if (!outbox)
        return outbox.error();
    m_outbox = *std::move(outbox);
    auto log = EventLog::open(m_folder);
    if (!log)
        return log.error();
    m_log = *std::move(log);
    return {};
}

Result<void> Workbench::startSandbox()
{
    if (m_options.running) {
        m_address = *m_options.running;
        return {};
    }
    const bool lasting = !m_temporary;
    SandboxOptions options;
    options.folder = m_folder;
    options.port = lasting ? quint16(m_outbox->setting(portKey, QString::number(usualPort)).toUShort())
                           : m_options.port;
    options.clock = m_options.clock;
    options.ids = m_options.ids;
    options.onActivate = m_options.onActivate;
    auto sandbox = Sandbox::start(std::move(options));
    if (!sandbox)
        return sandbox.error();
    m_sandbox = *std::move(sandbox);
    m_address = m_sandbox->address();
    if (lasting)
        m_outbox->setSetting(portKey, QString::number(m_address.port));
    return {};
}

Desk Workbench::desk() const
{
    return {.session = *m_session,
        .connections = *m_connections,
        .network = *m_network,
        .studio = *m_studio,
        .engines = *m_engines,
        .purse = *m_purse,
        .log = *m_log,
        .logModel = *m_logModel,
        .follower = *m_follower,
        .dodoUrl = m_address.dodoUrl,
        .imageUrl = m_address.imageUrl,
        .apiKey = m_address.apiKey,
        .webhookKey = m_address.webhookKey,
        .folder = m_folder};
}

void Workbench::connectClients()
{
    const Destination billing{
        .mode = Destination::Mode::Sandbox, .baseUrl = QUrl(m_address.dodoUrl), .key = m_address.apiKey};
    const ImageDestination pictures{
        .provider = "demo", .baseUrl = QUrl(m_address.imageUrl), .key = m_address.apiKey, .name = {}};
    m_record = std::make_unique<WorldRecord>(*m_log);
    m_audit = std::make_unique<LiveAudit>(*m_outbox, m_record.get());
    m_transport = std::make_unique<Transport>(billing, ids(), clock(), m_audit.get());
    m_client = std::make_unique<Client>(*m_transport);
    // Wherever billing goes: what only the sandbox understands must reach nothing else.
    m_ownTransport = std::make_unique<Transport>(billing, ids(), clock(), nullptr);
    m_controls = std::make_unique<SandboxControls>(*m_ownTransport);
    m_images = std::make_unique<ImageClient>(pictures, ids(), clock(), m_log.get());
    m_session = std::make_unique<Session>(*m_client, m_controls.get(), *m_outbox, clock());
    m_session->setShownLatency(m_options.shownLatency);
    m_logModel = std::make_unique<LogModel>();
    m_follower = std::make_unique<LogFollower>(*m_session, *m_log, *m_logModel);
    connectPictures(pictures);
    m_connections = std::make_unique<Connections>(*m_session, *m_keys, billing, *m_options.environment);
    m_connections->watch(*m_record);
    m_network = std::make_unique<NetworkSettings>(*m_outbox, *m_transport, *m_images);
    connectCourier(*m_outbox, *m_client);
    m_outbox->setDestination(m_session->world());
}

// Keys of a person stay in the keychain of this person: a temporary workspace and a rehearsal have none.
void Workbench::connectPictures(const ImageDestination &demo)
{
    const bool own = !m_temporary && !m_rehearsal;
    if (m_options.keychain)
        m_keys = std::make_unique<KeyStore>(m_options.keychain());
    else
        m_keys = std::make_unique<KeyStore>(own ? KeyStore::Backend::System : KeyStore::Backend::None);
    m_engines
        = std::make_unique<Engines>(*m_outbox, *m_images, *m_keys, clock(), demo, *m_options.environment);
    m_purse = std::make_unique<Purse>(*m_outbox, clock());
    m_studio = std::make_unique<Studio>(*m_session, *m_images, *m_engines, *m_purse, ids());
}
