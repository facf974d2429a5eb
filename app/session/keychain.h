// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"

#include <memory>

// Where the system keeps secrets, by name. A prompt may wait for its person; nothing here waits for it.
struct Keychain {
    virtual ~Keychain() = default;
    virtual Call<QByteArray> read(const QString &name) = 0; // empty when there is none
    virtual Call<void> write(const QString &name, const QByteArray &secret) = 0;
    virtual Call<void> remove(const QString &name) = 0; // absent is fine
};

// The system's own; null where this build knows none. It is never the one that writes plain files.
std::unique_ptr<Keychain> systemKeychain();
