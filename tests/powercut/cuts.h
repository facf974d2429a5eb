// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/disk.h"
#include "powercut/filereading.h"

// One moment at which the power goes, and what becomes of the unsynced writes.
struct Cut {
    qsizetype position = 0;
    Unsynced unsynced = Unsynced::Dropped;
    quint32 seed = 0;
};

// What many cuts came to.
struct CutTotal {
    int cuts = 0;
    int losing = 0; // cuts that lost something acknowledged
    int lost = 0; // of what was acknowledged
    int broken = 0;
    int reopened = 0; // also opened by the program's own class
    QString firstLost;
    QString firstBroken;

    void add(const Cut &cut, const Finding &finding);
    void add(const CutTotal &other);
};

// In order. A third at any step, a third where most is unsynced, a third at one of the steps `acknowledged`,
// where a promise had just been given.
std::vector<Cut> cutsOf(const std::vector<DiskStep> &steps, const std::vector<qsizetype> &acknowledged,
    int count, QRandomGenerator &random);

// Writes the files of an image into a folder; a sentence when that fails.
QString writeFiles(const DiskImage &image, const QString &folder);
