// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/blocks.h"
#include "powercut/recording.h"

#include <QRandomGenerator>

// What becomes of writes that were not yet synced when the power goes.
enum class Unsynced {
    Kept,
    Dropped,
    Cut, // those up to one of them, which is torn
    Scattered, // some, in another order, some of them torn
};
constexpr int unsyncedKinds = 4;

// A disk that a recording is played to, step by step, and the files as a power cut would leave them at any
// step. What was synced is there in every case. A torn write leaves some of its 512-byte sectors as they
// were, and one of them as rubbish.
class Disk {
public:
    explicit Disk(const std::vector<DiskStep> &steps);

    void playTo(qsizetype position); // forwards only
    DiskImage cut(Unsynced unsynced, QRandomGenerator &random) const;

private:
    struct File {
        Blocks synced;
        std::vector<const DiskStep *> later; // not synced
    };
    struct Name { // made, or deleted when the file is -1
        QByteArray name;
        int file = -1;
    };

    void play(const DiskStep &step);
    void syncFolder(const QByteArray &folder);
    static void put(QMap<QByteArray, int> &names, const Name &one);
    Blocks contents(const File &file, Unsynced unsynced, QRandomGenerator &random) const;

    const std::vector<DiskStep> &m_steps;
    qsizetype m_position = 0;
    std::vector<File> m_files;
    QMap<QByteArray, int> m_syncedNames;
    std::vector<Name> m_laterNames;
};
