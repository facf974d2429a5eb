// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/generaterun.h"

#include <QHash>

class Studio;

// The orders of this page as they were given: one is made, the later ones wait for their turn.
class GenerateOrders : public QObject {
    Q_OBJECT

public:
    explicit GenerateOrders(Studio &studio, QObject *parent = nullptr);

    std::optional<Error> add(const PictureOrder &order); // nullopt: taken; else why it may not go
    GenerateRun *current() const { return m_current; } // being made, or the last one that was; null at first
    QList<GenerateRun *> waiting() const; // behind it
    bool busy() const { return m_current && m_current->busy(); }
    PictureJob *job(const EventId &id) const; // of this run of the program
    int waitsBehind(const PictureJob *job) const; // pictures to be made before it

    void cancelCurrent(); // the next one begins
    void cancelWaiting();

Q_SIGNALS:
    void changed();
    void stored(PictureJob *job); // it may be shown
    void ended(PictureJob *job);
    void over(GenerateRun *run); // its pictures are made, or will not be; still the current one

private:
    void runOver(GenerateRun *run);
    void tidy();

    Studio &m_studio;
    QList<GenerateRun *> m_runs; // those still on their way, and the current one
    GenerateRun *m_current = nullptr;
    QHash<EventId, QPointer<PictureJob>> m_jobs;
};
