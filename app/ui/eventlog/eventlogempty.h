// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/emptystate.h"

class Session;

// Stands where the log would be before there is an event: what brings one in.
class EventLogEmpty : public EmptyState {
    Q_OBJECT

public:
    explicit EventLogEmpty(const Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void generateRequested();
};
