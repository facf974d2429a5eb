// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

class Session;

// Whether a world of outbox or log is a sandbox that is no more: it was reset, or copies took its place. What
// waits for it goes nowhere by itself; Outbox::resolve() with SendNow sends it to the present one.
bool isEarlierSandbox(const Session &session, const QByteArray &world);
