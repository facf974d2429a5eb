// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

// Prints one result as one JSON object on a line: name, value, unit, and the peer's value where there is one.
void report(const QString &name, qint64 value, const QString &unit, std::optional<qint64> peer = {},
    const QString &peerName = {});

// What ran it: processors, their model and the load of others.
void reportMachine();
// All of that so far once more, as a Markdown table.
void reportTable();

void benchPainter();
bool benchSandbox(); // false when an answer was missing or wrong
bool benchDelivery(); // the same
void benchLedger();
void benchLogStore();
void benchWindow(int &argc, char **argv);
void benchGallery(int &argc, char **argv);
void benchLogView(int &argc, char **argv);
