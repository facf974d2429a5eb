// SPDX-License-Identifier: MIT
#include "powercut/recording.h"

#include "powercut/recordingvfs.h"

#include <algorithm>

QByteArray folderOf(const QByteArray &name)
{
    return name.left(qMax<qsizetype>(0, name.lastIndexOf('/')));
}

Recording::Recording(QByteArray folder)
    : m_folder(std::move(folder) + '/')
{
    recordInto(this);
}

Recording::~Recording()
{
    recordInto(nullptr);
}

qsizetype Recording::position() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_steps.size());
}

qsizetype Recording::syncs() const
{
    return std::ranges::count(m_steps, DiskStep::Kind::Sync, &DiskStep::kind);
}

std::optional<QByteArray> Recording::nameOf(const char *path) const
{
    const QByteArray text(path);
    if (!text.startsWith(m_folder))
        return std::nullopt;
    return text.mid(m_folder.size());
}

int Recording::opened(const QByteArray &name)
{
    const std::lock_guard lock(m_mutex);
    const auto there = m_files.constFind(name);
    if (there != m_files.cend())
        return *there;
    const int file = int(m_names.size());
    m_names.append(name);
    m_files.insert(name, file);
    m_steps.push_back({.kind = DiskStep::Kind::Create, .file = file, .name = name});
    return file;
}

void Recording::deleted(const QByteArray &name, bool folderIsSynced)
{
    const std::lock_guard lock(m_mutex);
    if (m_files.remove(name) > 0)
        m_steps.push_back({.kind = DiskStep::Kind::Delete, .name = name});
    if (folderIsSynced)
        m_steps.push_back({.kind = DiskStep::Kind::SyncFolder, .name = folderOf(name)});
}

void Recording::syncedFolderOf(int file)
{
    const std::lock_guard lock(m_mutex);
    m_steps.push_back({.kind = DiskStep::Kind::SyncFolder, .name = folderOf(m_names.at(file))});
}

void Recording::add(DiskStep step)
{
    const std::lock_guard lock(m_mutex);
    m_steps.push_back(std::move(step));
}
