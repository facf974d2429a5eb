// SPDX-License-Identifier: MIT
#pragma once

#include "session/logfollower.h"
#include "ui/pages/connectwords.h"

// Follows what other programs send and what became of it: the lamp's words, kept right. Counts from when it
// was made, from the last reset, or from the last change of the world.
class ConnectWatch : public QObject {
    Q_OBJECT

public:
    ConnectWatch(Session &session, LogFollower &follower, LogModel &log, QObject *parent = nullptr);

    LampWords lamp() const { return lampWords(m_tally); }
    QString others() const { return otherSenders(m_tally); }
    void reset();

Q_SIGNALS:
    void changed();

private:
    void judge();

    LogModel &m_log;
    ConnectTally m_tally;
};
