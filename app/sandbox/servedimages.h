// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QString>

#include <optional>

// The PNGs that url answers point to: files under unguessable names that say when they were made. Given out
// for 60 minutes of the sandbox's time (image-api.md 2.2); at most 40 are kept.
class ServedImages {
public:
    explicit ServedImages(const QString &folder); // the workspace; they lie in served/

    Result<QByteArray> keep(const QByteArray &png, const QByteArray &secret, TimePoint now) const; // the name
    std::optional<QByteArray> take(const QByteArray &name, TimePoint now) const;

private:
    void prune(TimePoint now) const;

    QString m_folder;
};
