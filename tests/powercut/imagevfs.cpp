// SPDX-License-Identifier: MIT
#include "powercut/imagevfs.h"

#include <cstring>
#include <new>
#include <sqlite3.h>

namespace {

struct ImageFile {
    sqlite3_file base;
    Blocks *blocks; // of the image
    Blocks *own; // a temporary file's
};

ImageFile *of(sqlite3_file *file)
{
    return reinterpret_cast<ImageFile *>(file);
}

DiskImage &imageOf(sqlite3_vfs *vfs)
{
    return *static_cast<DiskImage *>(vfs->pAppData);
}

int closeFile(sqlite3_file *file)
{
    delete of(file)->own;
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    const qint64 there = of(file)->blocks->read(static_cast<char *>(out), amount, offset);
    return there == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    of(file)->blocks->write(static_cast<const char *>(bytes), amount, offset);
    return SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    of(file)->blocks->truncate(size);
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = of(file)->blocks->size();
    return SQLITE_OK;
}

const sqlite3_io_methods methods = {.iVersion = 1,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = [](sqlite3_file *, int) { return SQLITE_OK; },
    .xFileSize = sizeOfFile,
    .xLock = [](sqlite3_file *, int) { return SQLITE_OK; },
    .xUnlock = [](sqlite3_file *, int) { return SQLITE_OK; },
    .xCheckReservedLock =
        [](sqlite3_file *, int *out) {
            *out = 0;
            return SQLITE_OK;
        },
    .xFileControl = [](sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file *) { return 4096; },
    .xDeviceCharacteristics = [](sqlite3_file *) { return int(SQLITE_IOCAP_POWERSAFE_OVERWRITE); },
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *out = new (file) ImageFile{};
    if (!name)
        out->own = new Blocks;
    else if (!imageOf(vfs).contains(name) && (flags & SQLITE_OPEN_CREATE) == 0)
        return SQLITE_CANTOPEN;
    out->blocks = name ? &imageOf(vfs)[name] : out->own;
    file->pMethods = &methods;
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *name, int)
{
    return imageOf(vfs).remove(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int accessFile(sqlite3_vfs *vfs, const char *name, int, int *out)
{
    *out = imageOf(vfs).contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *name, int room, char *out)
{
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
}

} // namespace

struct ImageVfs::Parts {
    DiskImage image;
    sqlite3_vfs vfs = {};
};

ImageVfs::ImageVfs(const QByteArray &name)
    : m_name(name)
    , m_parts(std::make_unique<Parts>())
{
    sqlite3_initialize();
    sqlite3_vfs &vfs = m_parts->vfs;
    vfs = *sqlite3_vfs_find(nullptr); // time and random numbers as ever
    vfs.pNext = nullptr;
    vfs.zName = m_name.constData();
    vfs.pAppData = &m_parts->image;
    vfs.szOsFile = int(sizeof(ImageFile));
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    sqlite3_vfs_register(&vfs, 0);
}

ImageVfs::~ImageVfs()
{
    sqlite3_vfs_unregister(&m_parts->vfs);
}

void ImageVfs::show(DiskImage image)
{
    m_parts->image = std::move(image);
}

const DiskImage &ImageVfs::image() const
{
    return m_parts->image;
}
