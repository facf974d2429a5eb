// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/blocks.h"

#include <memory>

// An SQLite VFS whose files are those of an image in memory; reading and repairing the database changes the
// image. For one connection at a time that locks exclusively.
class ImageVfs {
public:
    explicit ImageVfs(const QByteArray &name); // must be its own
    ~ImageVfs();
    Q_DISABLE_COPY_MOVE(ImageVfs)

    void show(DiskImage image);
    const DiskImage &image() const;
    const QByteArray &name() const { return m_name; }

private:
    struct Parts;
    const QByteArray m_name;
    std::unique_ptr<Parts> m_parts;
};
