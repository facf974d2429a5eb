// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <QJsonObject>

// /_sandbox/snapshots: copies of the whole world, the newest 20. Beside each stands a note of when it was
// taken, its name, how many events it holds and the world's date. Restoring one keeps the present world as a
// snapshot first, so that both lines stay and one can go from one to the other.

// Keeps the present world; gives the snapshot as the list shows it.
Result<QJsonObject> takeSnapshot(World &world, const QString &name);

Answer makeSnapshot(const Request &request, World &world); // {"name"?} → 201
Answer listSnapshots(const Request &request, World &world); // newest first
Answer restoreSnapshot(const Request &request, World &world); // {"name"?} for the present → its id
Answer deleteSnapshot(const Request &request, World &world); // 204
