// SPDX-License-Identifier: MIT
#include "commands/workspacelock.h"

#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

QString addressFile(const QString &folder)
{
    return folder + u"/address.json"_s;
}

Result<SandboxAddress> addressFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const SandboxAddress address{.dodoUrl = in.string("dodo_url"_L1),
        .imageUrl = in.string("image_url"_L1),
        .apiKey = in.string("api_key"_L1).toUtf8(),
        .webhookKey = in.optionalString("webhook_key"_L1).value_or(QString()).toUtf8()};
    return in.finish(address);
}

} // namespace

WorkspaceLock::WorkspaceLock(const QString &folder)
    : m_folder(folder)
    , m_lock(folder + u"/lock"_s)
{
    m_lock.setStaleLockTime(0); // a lock is stale only when its process is gone
}

WorkspaceLock::~WorkspaceLock()
{
    if (m_lock.isLocked())
        QFile::remove(addressFile(m_folder));
}

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::take(const QString &folder, const QString &option)
{
    const bool known = QDir(folder).exists();
    if (!QDir().mkpath(folder))
        return Error{.kind = Error::Kind::Storage,
            .message = u"The folder %1 cannot be made. Name another with %2."_s.arg(folder, option)};
    if (!known) // one that was there may serve others too
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    std::unique_ptr<WorkspaceLock> lock(new WorkspaceLock(folder));
    if (lock->m_lock.tryLock(0))
        return lock;
    if (lock->m_lock.error() == QLockFile::LockFailedError)
        return std::unique_ptr<WorkspaceLock>();
    return Error{.kind = Error::Kind::Storage,
        .message = u"The folder %1 cannot be written. Name another with %2."_s.arg(folder, option)};
}

Result<void> WorkspaceLock::publish(const SandboxAddress &address)
{
    QSaveFile file(addressFile(m_folder));
    const QJsonObject json{{"pid"_L1, QCoreApplication::applicationPid()}, {"dodo_url"_L1, address.dodoUrl},
        {"image_url"_L1, address.imageUrl}, {"api_key"_L1, QString::fromUtf8(address.apiKey)},
        {"webhook_key"_L1, QString::fromUtf8(address.webhookKey)}};
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(compact(json) + '\n') < 0 || !file.commit())
        return Error{.kind = Error::Kind::Storage, .message = file.errorString()};
    return {};
}

std::optional<SandboxAddress> WorkspaceLock::ownersAddress(const QString &folder)
{
    QLockFile probe(folder + u"/lock"_s);
    probe.setStaleLockTime(0);
    if (probe.tryLock(0))
        return std::nullopt;
    QFile file(addressFile(folder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto address = readObject(file.read(4096)).andThen(addressFromJson);
    return address ? std::optional(*address) : std::nullopt;
}

QString defaultWorkspace()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
}
