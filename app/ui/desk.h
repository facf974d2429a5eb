// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "eventlog/logmodel.h"
#include "session/connections.h"
#include "session/engines.h"
#include "session/logfollower.h"
#include "session/networksettings.h"
#include "session/purse.h"
#include "session/studio.h"

// What a window is given to work with; everything outlives it.
struct Desk {
    Session &session;
    Connections &connections;
    NetworkSettings &network;
    Studio &studio;
    Engines &engines;
    Purse &purse;
    EventLog &log;
    LogModel &logModel;
    LogFollower &follower;
    QString dodoUrl; // http://127.0.0.1:4010
    QString imageUrl; // http://127.0.0.1:4010/v1
    QByteArray apiKey; // the sandbox's; shown for other programs to use
    QByteArray webhookKey;
    QString folder = {}; // the workspace's
};
