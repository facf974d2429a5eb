// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/filereading.h"
#include "powercut/imagevfs.h"
#include "powercut/queueload.h"

// Opens the `workspace.db` a power cut left with SQLite and compares it with what the program had been told.
// One thread.
class QueueChecker {
public:
    QueueChecker(const QueueLoad &load, const QByteArray &vfsName);

    Finding check(DiskImage image, qsizetype position);

private:
    struct Found {
        int state = -1; // none: not there
        bool picture = false;
    };
    void read(sqlite3 *db, std::vector<Found> &found, Finding &finding) const;
    void compare(const std::vector<Found> &found, Finding &finding) const;
    void compareState(size_t number, int state, Finding &finding) const;
    void compareAudit(sqlite3 *db, Finding &finding) const;

    const QueueLoad &m_load;
    ImageVfs m_vfs;
    qsizetype m_position = 0;
};
