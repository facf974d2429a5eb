// SPDX-License-Identifier: MIT
#pragma once

#include "commands/workspacelock.h"
#include "session/audit.h"
#include "session/connections.h"
#include "session/engines.h"
#include "session/logfollower.h"
#include "session/networksettings.h"
#include "session/purse.h"
#include "session/studio.h"
#include "session/worldrecord.h"
#include "ui/desk.h"

#include <QProcessEnvironment>
#include <QTemporaryDir>

struct WorkbenchOptions {
    QString folder; // empty: a temporary one, removed at exit
    std::optional<SandboxAddress> running; // use this sandbox instead of an own one
    std::shared_ptr<Clock> clock; // empty: the system's
    std::shared_ptr<IdSource> ids; // empty: random ones
    ShownLatency shownLatency; // empty: as measured
    // Empty: the process's own; a given clock means a rehearsal, which knows nobody's keys: then none.
    std::optional<QProcessEnvironment> environment;
    std::function<std::unique_ptr<Keychain>()> keychain; // empty: the system's, of a lasting workspace only
    quint16 port = 0; // where a temporary workspace listens; 0: anywhere
    std::function<void()> onActivate;
};

// The objects of a running program, built and joined in one place for window, terminal and tests: the
// sandbox, the clients that talk to it over HTTP, the stores, and the session above them.
class Workbench {
public:
    static Result<std::unique_ptr<Workbench>> open(WorkbenchOptions options);
    ~Workbench();

    const SandboxAddress &address() const { return m_address; }
    QString folder() const { return m_folder; }
    const Clock &clock() const { return *m_options.clock; }
    IdSource &ids() const { return *m_options.ids; }
    Transport &transport() const { return *m_transport; }
    Client &client() const { return *m_client; }
    Transport &sandboxTransport() const { return *m_ownTransport; } // to the sandbox, wherever billing goes
    SandboxControls &sandbox() const { return *m_controls; }
    Outbox &outbox() const { return *m_outbox; }
    EventLog *log() const { return m_log.get(); }
    WorldRecord *record() const { return m_record.get(); }
    LogModel &logModel() const { return *m_logModel; }
    LogFollower &follower() const { return *m_follower; }
    ImageClient &images() const { return *m_images; }
    Session &session() const { return *m_session; }
    Connections &connections() const { return *m_connections; }
    NetworkSettings &network() const { return *m_network; }
    KeyStore &keys() const { return *m_keys; }
    Engines &engines() const { return *m_engines; }
    Purse &purse() const { return *m_purse; }
    Studio &studio() const { return *m_studio; }
    Desk desk() const; // all of it a window needs

private:
    explicit Workbench(WorkbenchOptions options);
    Result<void> openStores();
    Result<void> startSandbox();
    void connectClients();
    void connectPictures(const ImageDestination &demo);

    WorkbenchOptions m_options;
    const bool m_rehearsal;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_folder;
    SandboxAddress m_address;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorldRecord> m_record;
    std::unique_ptr<LiveAudit> m_audit;
    std::unique_ptr<Transport> m_transport; // where billing goes
    std::unique_ptr<Transport> m_ownTransport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<LogModel> m_logModel;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<NetworkSettings> m_network;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<Purse> m_purse;
    std::unique_ptr<Studio> m_studio;
};
