// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

// What was typed as a server's address.
struct AddressText {
    QUrl url = {}; // empty when it cannot be one
    QString note = {}; // what was put right
    QString refusal = {}; // why it is not taken, and what to write

    friend bool operator==(const AddressText &, const AddressText &) = default;
};

enum class KeyGoesAlong { No, Yes };

// Checks before anything is sent: http or https, a host, no user and no password in it; a key goes over
// plain http to this computer only. “127.0.0.1:7860” means http, “api.example.com” means https.
AddressText addressFromText(const QString &typed, KeyGoesAlong key);
