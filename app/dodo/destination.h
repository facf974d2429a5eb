// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QUrl>

// Where billing goes. The key leaves this value in one place only: where the transport sets the
// Authorization header. It never enters a log, an error or a URL.
struct Destination {
    enum class Mode { Sandbox, Test, Live, Custom }; // Custom: any other base URL, never with a live key
    Mode mode = Mode::Sandbox;
    QUrl baseUrl; // a path prefix and a trailing slash are fine (dodo-api.md 1.1)
    QByteArray key;

    friend bool operator==(const Destination &, const Destination &) = default;
};

QUrl officialBaseUrl(Destination::Mode mode); // empty where it is no fixed one

// Names a real service in outbox and log: "test", "live", "custom:host:port/prefix". The sandbox's worlds are
// named by the session.
QByteArray worldOf(const Destination &destination);

// Refuses what must never be sent: a key of another mode, a live key anywhere but in live mode; test and live
// mode at any but their official address, and that address, however it is written, as a custom one; a sandbox
// that is not on this machine; a key over plain http to another one. The sentence says the way out.
Result<void> check(const Destination &destination);
