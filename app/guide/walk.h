// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"
#include "guide/walkmemory.h"

// What one look at facts and screen says about a walk: pure, so that it can be tested without a window.
struct WalkLook {
    QList<bool> ticked; // by chapter
    QList<bool> done; // by step of the open chapter
    int step = 0; // the first that is not done
    std::optional<WrongTurn> wrong; // the first that holds, not filled in

    friend bool operator==(const WalkLook &a, const WalkLook &b);
};

QString stepKey(const Chapter &chapter, const GuideStep &step); // in WalkState::passed

// Also notes in `walk` what the screen showed done, and forgets what belongs to a step the service took back.
// Adds to the facts what wrong turns may ask about the walk: {walk: {chapter, tab, step, said_back, done:
// {ID: true}}}.
WalkLook lookAt(
    const Guidebook &book, WalkState &walk, const WalkLook &before, QJsonObject &facts, const Screen &screen);
