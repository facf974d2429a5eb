// SPDX-License-Identifier: MIT
#include "powercut/blocks.h"

#include <algorithm>
#include <cstring>

qint64 Blocks::read(char *out, qint64 amount, qint64 offset) const
{
    const qint64 there = std::clamp<qint64>(m_size - offset, 0, amount);
    std::memset(out + there, 0, size_t(amount - there));
    for (qint64 done = 0; done < there;) {
        const qint64 at = (offset + done) % blockSize;
        const qint64 part = std::min(blockSize - at, there - done);
        const auto &block = m_blocks[size_t((offset + done) / blockSize)];
        if (block)
            std::memcpy(out + done, block->data() + at, size_t(part));
        else
            std::memset(out + done, 0, size_t(part));
        done += part;
    }
    return there;
}

char *Blocks::writable(qint64 block)
{
    auto &slot = m_blocks[size_t(block)];
    if (!slot)
        slot = std::make_shared<Block>();
    else if (slot.use_count() > 1)
        slot = std::make_shared<Block>(*slot);
    return slot->data();
}

void Blocks::write(const char *bytes, qint64 amount, qint64 offset)
{
    m_size = std::max(m_size, offset + amount);
    m_blocks.resize(std::max(m_blocks.size(), size_t((m_size + blockSize - 1) / blockSize)));
    for (qint64 done = 0; done < amount;) {
        const qint64 at = (offset + done) % blockSize;
        const qint64 part = std::min(blockSize - at, amount - done);
        std::memcpy(writable((offset + done) / blockSize) + at, bytes + done, size_t(part));
        done += part;
    }
}

void Blocks::truncate(qint64 size)
{
    // What a later write leaves out between here and there is zero.
    if (size < m_size && size % blockSize != 0)
        std::memset(writable(size / blockSize) + size % blockSize, 0, size_t(blockSize - size % blockSize));
    m_size = size;
    m_blocks.resize(size_t((m_size + blockSize - 1) / blockSize));
}

QByteArray Blocks::all() const
{
    QByteArray out(m_size, '\0');
    read(out.data(), m_size, 0);
    return out;
}
