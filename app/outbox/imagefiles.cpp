// SPDX-License-Identifier: MIT
#include "outbox/imagefiles.h"

#include "support/faultpoint.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif
#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#endif

using namespace Qt::StringLiterals;

namespace {

constexpr auto temporary = ".part"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageFiles", text);
}

Error storage(const QString &what, const QString &why)
{
    return {.kind = Error::Kind::Storage, .message = what.arg(why)};
}

// Until this returns the bytes may be in memory only.
bool synced(int handle)
{
#if defined(Q_OS_UNIX)
    return fsync(handle) == 0;
#elif defined(Q_OS_WIN)
    return FlushFileBuffers(HANDLE(_get_osfhandle(handle)));
#else
    return handle >= 0;
#endif
}

// A rename is safe only when its folder is; only POSIX can ask for that.
void syncFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = open(QFile::encodeName(folder).constData(), O_RDONLY);
    if (handle >= 0) {
        fsync(handle);
        close(handle);
    }
#else
    Q_UNUSED(folder)
#endif
}

// Ids are ours, but a file name must stay one whatever they hold.
bool isPlain(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= 120 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
            || c == '-';
    });
}

} // namespace

ImageFiles::ImageFiles(const QString &folder)
    : m_folder(folder)
{
}

Result<void> ImageFiles::prepare() const
{
    if (!QDir().mkpath(m_folder))
        return storage(tr("The folder “%1” cannot be made. Choose another place."), m_folder);
    return {};
}

Result<QString> ImageFiles::write(const EventId &id, QByteArrayView png) const
{
    if (!isPlain(id.text))
        return storage(tr("The id “%1” cannot name a file."), id.string());
    const QString name = id.string() + ".png"_L1;
    QFile file(path(name + temporary));
    const QString failure = tr("The picture could not be stored: %1.");
    if (!file.open(QIODevice::WriteOnly))
        return storage(failure, file.errorString());
    const bool written
        = file.write(png.data(), png.size()) == png.size() && file.flush() && synced(file.handle());
    if (!written) {
        const QString why = file.errorString();
        file.remove();
        return storage(failure, why);
    }
    file.close();
    QFile::remove(path(name)); // QFile::rename does not replace
    if (!file.rename(path(name)))
        return storage(failure, file.errorString());
    syncFolder(m_folder);
    reached(FaultPoint::PngWritten);
    return name;
}

Result<void> ImageFiles::remove(const QString &name) const
{
    QFile file(path(name));
    if (name.isEmpty() || !file.exists() || file.remove())
        return {};
    return storage(tr("The picture could not be removed: %1."), file.errorString());
}

int ImageFiles::removeStrays(const QSet<QString> &known) const
{
    int removed = 0;
    const QStringList names = QDir(m_folder).entryList({u"*.png"_s, u'*' + temporary}, QDir::Files);
    for (const QString &name : names) {
        if (!known.contains(name) && QFile::remove(path(name)))
            ++removed;
    }
    return removed;
}
