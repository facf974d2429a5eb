// SPDX-License-Identifier: MIT
#include "powercut/disk.h"

#include <algorithm>
#include <random>

namespace {

constexpr qint64 sector = 512;

void apply(Blocks &out, const DiskStep &step)
{
    if (step.kind == DiskStep::Kind::Write)
        out.write(step.bytes.constData(), step.bytes.size(), step.offset);
    else
        out.truncate(step.offset);
}

bool chance(QRandomGenerator &random, int percent)
{
    return random.bounded(100) < percent;
}

// Some sectors of it, and one that holds neither the old nor the new bytes.
void applyTorn(Blocks &out, const DiskStep &step, QRandomGenerator &random)
{
    if (step.kind != DiskStep::Kind::Write)
        return;
    const qint64 end = step.offset + step.bytes.size();
    const qint64 first = step.offset / sector;
    const qint64 last = (end - 1) / sector;
    const qint64 rubbish = first + random.bounded(int(last - first + 1));
    for (qint64 at = first; at <= last; ++at) {
        const qint64 from = std::max(at * sector, step.offset);
        const qint64 length = std::min((at + 1) * sector, end) - from;
        QByteArray piece = step.bytes.mid(from - step.offset, length);
        if (at == rubbish) {
            for (char &byte : piece)
                byte = char(random.bounded(256));
        } else if (chance(random, 50)) {
            continue;
        }
        out.write(piece.constData(), piece.size(), from);
    }
}

} // namespace

Disk::Disk(const std::vector<DiskStep> &steps)
    : m_steps(steps)
{
}

void Disk::playTo(qsizetype position)
{
    for (; m_position < position; ++m_position)
        play(m_steps[size_t(m_position)]);
}

void Disk::play(const DiskStep &step)
{
    switch (step.kind) {
    case DiskStep::Kind::Create:
        m_files.resize(size_t(step.file) + 1);
        m_laterNames.push_back({step.name, step.file});
        return;
    case DiskStep::Kind::Delete:
        m_laterNames.push_back({step.name, -1});
        return;
    case DiskStep::Kind::Write:
    case DiskStep::Kind::Truncate:
        m_files[size_t(step.file)].later.push_back(&step);
        return;
    case DiskStep::Kind::Sync: {
        File &file = m_files[size_t(step.file)];
        for (const DiskStep *later : file.later)
            apply(file.synced, *later);
        file.later.clear();
        return;
    }
    case DiskStep::Kind::SyncFolder:
        syncFolder(step.name);
        return;
    }
}

void Disk::syncFolder(const QByteArray &folder)
{
    for (const Name &one : m_laterNames) {
        if (folderOf(one.name) == folder)
            put(m_syncedNames, one);
    }
    std::erase_if(m_laterNames, [&](const Name &one) { return folderOf(one.name) == folder; });
}

void Disk::put(QMap<QByteArray, int> &names, const Name &one)
{
    if (one.file < 0)
        names.remove(one.name);
    else
        names.insert(one.name, one.file);
}

Blocks Disk::contents(const File &file, Unsynced unsynced, QRandomGenerator &random) const
{
    Blocks out = file.synced;
    if (unsynced == Unsynced::Dropped || file.later.empty())
        return out;
    if (unsynced == Unsynced::Kept) {
        for (const DiskStep *step : file.later)
            apply(out, *step);
        return out;
    }
    if (unsynced == Unsynced::Cut) {
        const auto last = size_t(random.bounded(qint64(file.later.size())));
        for (size_t i = 0; i < last; ++i)
            apply(out, *file.later[i]);
        applyTorn(out, *file.later[last], random);
        return out;
    }
    auto shuffled = file.later;
    std::ranges::shuffle(shuffled, random);
    const int kept = random.bounded(10, 100);
    const int torn = random.bounded(0, 40);
    for (const DiskStep *step : shuffled) {
        if (!chance(random, kept))
            continue;
        if (chance(random, torn))
            applyTorn(out, *step, random);
        else
            apply(out, *step);
    }
    return out;
}

DiskImage Disk::cut(Unsynced unsynced, QRandomGenerator &random) const
{
    // A folder's changes reach the disk in order, so the names kept are those up to one of them.
    auto names = m_syncedNames;
    size_t kept = m_laterNames.size();
    if (unsynced == Unsynced::Dropped)
        kept = 0;
    else if (unsynced != Unsynced::Kept)
        kept = size_t(random.bounded(qint64(kept) + 1));
    for (size_t i = 0; i < kept; ++i)
        put(names, m_laterNames[i]);
    DiskImage out;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        out.insert(name.key(), contents(m_files[size_t(name.value())], unsynced, random));
    return out;
}
