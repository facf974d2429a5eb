// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>

#include <mutex>
#include <optional>
#include <vector>

// The folder of a name, without the slash.
QByteArray folderOf(const QByteArray &name);

// What one database file, write-ahead log or journal was told, in order.
struct DiskStep {
    enum class Kind {
        Create, // a new file under `name`
        Write, // `bytes` at `offset`
        Truncate, // to `offset` bytes
        Sync, // returned: what was told to this file before is on the disk
        Delete, // the name
        SyncFolder, // returned: names made and deleted in it before are on the disk
    };
    Kind kind = Kind::Write;
    int file = -1; // Create counts them; a name deleted and made again is another file
    QByteArray name = {}; // within the folder: Create and Delete; the folder itself: SyncFolder
    qint64 offset = 0;
    QByteArray bytes = {};
};

// Everything SQLite does to the files of one folder, while it is the one that records.
class Recording {
public:
    explicit Recording(QByteArray folder);
    ~Recording(); // its files must be closed
    Q_DISABLE_COPY_MOVE(Recording)

    qsizetype position() const; // how many steps there are; any thread
    const std::vector<DiskStep> &steps() const { return m_steps; } // once all is quiet
    qsizetype syncs() const;

    // For the VFS.
    std::optional<QByteArray> nameOf(const char *path) const; // nullopt: not in this folder
    int opened(const QByteArray &name);
    void deleted(const QByteArray &name, bool folderIsSynced);
    void syncedFolderOf(int file);
    void add(DiskStep step);

private:
    const QByteArray m_folder; // with a slash at its end
    mutable std::mutex m_mutex;
    std::vector<DiskStep> m_steps;
    QHash<QByteArray, int> m_files; // names that are there
    QByteArrayList m_names; // of each file ever
};

// What connections are told instead of what the store asks for; the store's own where it is not set.
struct RecordedPragmas {
    std::optional<QByteArray> synchronous;
    std::optional<int> checkpointEvery; // pages
};

// Puts a VFS over SQLite's own and makes it the default, so that every connection that is opened from now on
// is recorded by the living Recording. For the life of the process.
void startRecording(const RecordedPragmas &pragmas);
