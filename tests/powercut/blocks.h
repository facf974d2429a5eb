// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMap>

#include <array>
#include <memory>
#include <vector>

// A file's bytes in blocks that copies share until one of them is written to, so that a copy costs next to
// nothing. Copies stay on one thread.
class Blocks {
public:
    qint64 size() const { return m_size; }
    qint64 read(char *out, qint64 amount, qint64 offset) const; // how many were there; the rest is zero
    void write(const char *bytes, qint64 amount, qint64 offset);
    void truncate(qint64 size);
    QByteArray all() const;

private:
    static constexpr qint64 blockSize = 4096;
    using Block = std::array<char, blockSize>;
    char *writable(qint64 block);

    std::vector<std::shared_ptr<Block>> m_blocks;
    qint64 m_size = 0;
};

// The files of one folder by name.
using DiskImage = QMap<QByteArray, Blocks>;
