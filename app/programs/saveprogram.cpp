// SPDX-License-Identifier: MIT
#include "programs/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

Error storageError(const QString &message)
{
    return {.kind = Error::Kind::Storage, .message = message};
}

// Relative, forward slashes, no step outside and nothing a file system would read otherwise.
bool isSafe(const QString &name)
{
    static const QRegularExpression parts(u"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$"_s);
    static const QRegularExpression dots(u"(^|/)\\.{1,2}(/|$)"_s);
    return parts.match(name).hasMatch() && !dots.match(name).hasMatch();
}

// A broken link counts as there: writing would follow it.
bool isTaken(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

Result<void> checkFree(const Program &program, const QDir &folder)
{
    for (const ProgramFile &file : program.files) {
        if (!isSafe(file.name))
            return storageError(u"“%1” is not a file name this program writes."_s.arg(file.name));
        if (isTaken(folder.filePath(file.name)))
            return storageError(
                u"“%1” is already in this folder. Nothing was written. Choose an empty folder."_s.arg(
                    file.name));
    }
    return {};
}

// Made here and nowhere else: an existing file is an error even if it appeared a moment ago.
Result<void> writeNew(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size()
        || !file.flush())
        return storageError(u"“%1” could not be written: %2."_s.arg(path, file.errorString()));
    return {};
}

} // namespace

Result<void> saveProgram(const Program &program, const QString &folder)
{
    const QDir root(folder);
    if (const auto free = checkFree(program, root); !free)
        return free;
    for (const ProgramFile &file : program.files) {
        const QString path = root.filePath(file.name);
        if (!QDir().mkpath(QFileInfo(path).path()))
            return storageError(u"The folder “%1” could not be made."_s.arg(QFileInfo(path).path()));
        if (const auto written = writeNew(path, file.text); !written)
            return written;
    }
    return {};
}
