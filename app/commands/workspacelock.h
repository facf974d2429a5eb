// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sandbox.h"

#include <QLockFile>

// One process owns a workspace. The owner holds the lock and writes where it listens to address.json (0600),
// which is believed only while the lock is held.
class WorkspaceLock {
public:
    // The lock, or nullptr when another process holds it; an error when the folder cannot be used.
    // `option` is what the command calls the folder.
    static Result<std::unique_ptr<WorkspaceLock>> take(
        const QString &folder, const QString &option = QStringLiteral("--workspace"));
    ~WorkspaceLock();

    Result<void> publish(const SandboxAddress &address);

    // Where the owner of the folder listens; nullopt when nobody holds the lock or it has not said yet.
    static std::optional<SandboxAddress> ownersAddress(const QString &folder);

private:
    explicit WorkspaceLock(const QString &folder);

    QString m_folder;
    QLockFile m_lock;
};

QString defaultWorkspace(); // QStandardPaths::AppLocalDataLocation
