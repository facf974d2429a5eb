// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

// What the user put on a row: pinned rows outlive the retention limit and can be listed alone.
struct LogMark {
    static constexpr int colours = 5; // 1 to 5; 0 for none
    static constexpr qsizetype longestNote = 500; // characters

    bool pinned = false;
    int colour = 0;
    QString note;

    bool isEmpty() const { return !pinned && colour == 0 && note.isEmpty(); }
    friend bool operator==(const LogMark &, const LogMark &) = default;
};
