// SPDX-License-Identifier: MIT
#include "ui/pages/connectwatch.h"

ConnectWatch::ConnectWatch(Session &session, LogFollower &follower, LogModel &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    connect(&follower, &LogFollower::arrived, this, [this](const QList<Exchange> &exchanges) {
        m_tally.take(exchanges);
        judge();
    });
    connect(&follower, &LogFollower::verdictsChanged, this, &ConnectWatch::judge);
    connect(&session, &Session::worldChanged, this, &ConnectWatch::reset);
}

void ConnectWatch::reset()
{
    m_tally.clear();
    Q_EMIT changed();
}

void ConnectWatch::judge()
{
    m_tally.judge(m_log);
    Q_EMIT changed();
}
