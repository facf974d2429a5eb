// SPDX-License-Identifier: MIT
#include "powercut/recordingvfs.h"

#include "powercut/recording.h"

#include <atomic>
#include <cstring>
#include <new>
#include <sqlite3.h>
#include <utility>

namespace {

constexpr char vfsName[] = "recording";
constexpr int recordedTypes
    = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;
constexpr int journalTypes = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;

std::atomic<Recording *> current = nullptr;
sqlite3_vfs *below = nullptr;
RecordedPragmas wanted;
thread_local bool telling = false; // these pragmas are ours and no longer the store's

// SQLite allocates it with room for the real file behind it.
struct RecordedFile {
    sqlite3_file base;
    Recording *recording; // null: not of the folder, or of a type that no power cut harms
    int file;
    bool newName; // the first sync also makes its name durable, as on Unix

    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    static RecordedFile *of(sqlite3_file *file) { return reinterpret_cast<RecordedFile *>(file); }
};

sqlite3_file *real(sqlite3_file *file)
{
    return RecordedFile::of(file)->real();
}

int closeFile(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

int readFile(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    return real(file)->pMethods->xRead(real(file), out, amount, offset);
}

int writeFile(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    const int code = real(file)->pMethods->xWrite(real(file), bytes, amount, offset);
    const auto *of = RecordedFile::of(file);
    if (code == SQLITE_OK && of->recording) {
        of->recording->add({.kind = DiskStep::Kind::Write,
            .file = of->file,
            .offset = offset,
            .bytes = QByteArray(static_cast<const char *>(bytes), amount)});
    }
    return code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    const auto *of = RecordedFile::of(file);
    if (code == SQLITE_OK && of->recording)
        of->recording->add({.kind = DiskStep::Kind::Truncate, .file = of->file, .offset = size});
    return code;
}

int syncFile(sqlite3_file *file, int flags)
{
    const int code = real(file)->pMethods->xSync(real(file), flags);
    auto *of = RecordedFile::of(file);
    if (code == SQLITE_OK && of->recording) {
        of->recording->add({.kind = DiskStep::Kind::Sync, .file = of->file});
        if (std::exchange(of->newName, false))
            of->recording->syncedFolderOf(of->file);
    }
    return code;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

int checkReserved(sqlite3_file *file, int *out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

bool isReplaced(const char *pragma)
{
    return (wanted.synchronous && std::strcmp(pragma, "synchronous") == 0)
        || (wanted.checkpointEvery && std::strcmp(pragma, "wal_autocheckpoint") == 0);
}

int controlFile(sqlite3_file *file, int what, void *with)
{
    // SQLITE_OK: the VFS has carried the pragma out, SQLite does nothing.
    if (what == SQLITE_FCNTL_PRAGMA && !telling && isReplaced(static_cast<char **>(with)[1]))
        return SQLITE_OK;
    return real(file)->pMethods->xFileControl(real(file), what, with);
}

int sectorSize(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

int characteristics(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void barrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

int unmapShared(sqlite3_file *file, int deleteIt)
{
    return real(file)->pMethods->xShmUnmap(real(file), deleteIt);
}

// Version 2: no memory maps, so that all that is written comes by here.
const sqlite3_io_methods methods = {.iVersion = 2,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = sizeOfFile,
    .xLock = lockFile,
    .xUnlock = unlockFile,
    .xCheckReservedLock = checkReserved,
    .xFileControl = controlFile,
    .xSectorSize = sectorSize,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = mapShared,
    .xShmLock = lockShared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmapShared,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *out = new (file) RecordedFile{};
    Recording *recording = current;
    const auto known
        = recording && name && (flags & recordedTypes) != 0 ? recording->nameOf(name) : std::nullopt;
    const int code = below->xOpen(below, name, out->real(), flags, outFlags);
    // SQLite closes a file whose methods are set, also after an error.
    file->pMethods = out->real()->pMethods ? &methods : nullptr;
    if (code == SQLITE_OK && known) {
        out->recording = recording;
        out->file = recording->opened(*known);
        out->newName = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journalTypes) != 0;
    }
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    const int code = below->xDelete(below, name, syncFolder);
    Recording *recording = current;
    const auto known = recording && name ? recording->nameOf(name) : std::nullopt;
    if (code == SQLITE_OK && known)
        recording->deleted(*known, syncFolder != 0);
    return code;
}

int told(sqlite3 *db, const char **, const sqlite3_api_routines *)
{
    sqlite3_vfs *vfs = nullptr;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
    if (!vfs || vfs->xOpen != openFile)
        return SQLITE_OK;
    telling = true;
    if (wanted.synchronous)
        sqlite3_exec(
            db, ("PRAGMA synchronous=" + *wanted.synchronous).constData(), nullptr, nullptr, nullptr);
    if (wanted.checkpointEvery)
        sqlite3_wal_autocheckpoint(db, *wanted.checkpointEvery);
    telling = false;
    return SQLITE_OK;
}

} // namespace

void recordInto(Recording *recording)
{
    current = recording;
}

void startRecording(const RecordedPragmas &pragmas)
{
    static sqlite3_vfs recording;
    sqlite3_initialize();
    wanted = pragmas;
    if (below)
        return;
    below = sqlite3_vfs_find(nullptr);
    recording = *below; // everything else is the one below's, which asks for its own pAppData
    recording.pNext = nullptr;
    recording.zName = vfsName;
    recording.szOsFile = int(sizeof(RecordedFile)) + below->szOsFile;
    recording.xOpen = openFile;
    recording.xDelete = deleteFile;
    sqlite3_vfs_register(&recording, 1);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(told));
}
