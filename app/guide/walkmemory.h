// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QMap>
#include <QSet>

class Outbox;

// Where one walk was left.
struct WalkState {
    int chapter = 0;
    QSet<QString> passed; // "chapter/step": read, or done on the screen
    bool saidBack = false;
    TimePoint since; // the service's date when it began

    friend bool operator==(const WalkState &, const WalkState &) = default;
};

// What the workspace keeps of the guide.
struct WalkMemory {
    bool open = false;
    QString recipe; // empty: none was chosen yet
    QMap<QString, WalkState> walks; // by recipe

    friend bool operator==(const WalkMemory &, const WalkMemory &) = default;
};

WalkMemory readWalk(const Outbox &outbox); // what cannot be read is a walk not begun
void keepWalk(Outbox &outbox, const WalkMemory &memory);
