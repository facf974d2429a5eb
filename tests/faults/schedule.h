// SPDX-License-Identifier: MIT
#pragma once

#include "faults/deliverybench.h"

#include <QRandomGenerator>

// A random life of an outbox; the same seed takes the same steps: events come in, the way to the service
// fails, the clock jumps, the disk fills, the program ends, is killed, and starts again. What was
// acknowledged must at the end be in one place: at the service, or waiting, parked or discarded here.
class Schedule {
public:
    Schedule(DeliveryBench &bench, quint32 seed);

    QString run(); // empty, or what is wrong
    QString steps() const { return m_steps.join(u' '); }
    qsizetype events() const { return m_acknowledged.size(); }

private:
    void step();
    void emitEvents();
    void fail();
    void jump();
    void fillDisk();
    void restart();
    void kill();
    void discardParked();
    void wait(int ms);
    QString end();
    QString compare(const QList<OutboxEntry> &entries) const;

    DeliveryBench &m_bench;
    const quint32 m_seed;
    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    QSet<QByteArray> m_acknowledged;
    QStringList m_steps;
    QString m_wrong;
    TimePoint m_latest{}; // that the clock showed
    int m_children = 0;
    bool m_ended = false; // the program did, once at least
    bool m_full = false; // the disk was, once at least
};

// Kills a child that stores and sends after so many milliseconds; the ids it had been acknowledged.
QSet<QByteArray> acknowledgedUntilKilled(
    const DeliveryBench &bench, const QString &folder, const QByteArray &prefix, int ms);

// One of the ways to fail that end within milliseconds.
Mishap quickMishap(QRandomGenerator &random);
