// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"

#include <QString>

// How the places that billing goes to are called. A world is what outbox and log keep: Session::world().
namespace placewords {

Destination::Mode modeOf(const QByteArray &world);

QString title(Destination::Mode mode); // "Sandbox", "Test mode", "Live mode", "Custom base URL"
QString title(const QByteArray &world); // the same, and "127.0.0.1:4020"

// Within a sentence. A sandbox other than the present one was reset: "an earlier sandbox".
QString inSentence(const QByteArray &world, const QByteArray &present = {}); // "the sandbox", "test mode"
QString where(
    const QByteArray &world, const QByteArray &present = {}); // "in the sandbox", "at 127.0.0.1:4020"

} // namespace placewords
