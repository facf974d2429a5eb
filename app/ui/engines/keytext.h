// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

struct Provider;

// What a pasted text holds of a key. Its sentences never repeat a letter of what was pasted.
struct KeyText {
    QByteArray key = {}; // empty: nothing to keep
    QString note = {}; // what was taken off around it
    QString refusal = {}; // why nothing is kept

    friend bool operator==(const KeyText &, const KeyText &) = default;
};

// Cleans what people paste with a key: quotes, spaces, “OPENAI_API_KEY=”, “Bearer ”, whole lines of a .env
// file. Refuses keys for billing, keys of another service, and half keys. Nothing typed is no mistake.
KeyText keyFromText(const QString &pasted, const Provider &provider);
