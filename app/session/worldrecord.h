// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "eventlog/log.h"

#include <QHash>

// The transport's record: puts each call into the log of the world it was made for, also when its answer
// comes after a switch, and tells of it. A world is known by the host it lives at.
class WorldRecord : public QObject, public ExchangeSink {
    Q_OBJECT
public:
    explicit WorldRecord(EventLog &log, QObject *parent = nullptr); // the log must outlive it

    void add(const Destination &destination); // from now on its calls are known; the newest of one host wins
    void record(Exchange exchange) override; // any thread; calls to other hosts go to the world that is shown

Q_SIGNALS:
    void recorded(const QByteArray &world, const Exchange &exchange); // a real service's, on this thread

private:
    EventLog &m_log;
    std::mutex m_mutex;
    QHash<QByteArray, QByteArray> m_worlds; // by authority
};
