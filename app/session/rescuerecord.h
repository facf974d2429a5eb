// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"

#include <optional>

class Outbox;

// While the sandbox holds the copies of a service: where its own world lies, and whose the copies are. Kept
// in the workspace before anything is replaced, so that a program that ended in between gives it back.
struct RescueRecord {
    QByteArray snapshot; // of the world before
    QString worldBefore; // its name
    QString playedBefore; // the subscription that was played in it
    Destination place; // the service; its key is not kept

    // What the sandbox's world is called with the copies in it: no earlier world had the name.
    QString firstCopies() const { return QString::fromUtf8(snapshot); }
    QString nextCopies(const QByteArray &id) const { return firstCopies() + u'.' + QString::fromUtf8(id); }
    bool areCopies(const QString &world) const
    {
        return world == firstCopies() || world.startsWith(firstCopies() + u'.');
    }
};

std::optional<RescueRecord> keptRescue(const Outbox &outbox);
void keepRescue(Outbox &outbox, const RescueRecord &record);
void forgetRescue(Outbox &outbox);
