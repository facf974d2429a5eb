// SPDX-License-Identifier: MIT
#include "session/keychain.h"

#ifdef PIXELMETER_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

using namespace Qt::StringLiterals;

#ifdef PIXELMETER_KEYCHAIN

namespace {

const QString service = u"PixelMeter"_s;

// In this program's words: the keychain's own may name paths and entries.
Error errorOf(QKeychain::Error code)
{
    switch (code) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {.kind = Error::Kind::Storage, .message = u"The system’s keychain is locked."_s};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {.kind = Error::Kind::Storage, .message = u"This system has no keychain."_s};
    default:
        return {.kind = Error::Kind::Storage, .message = u"The system’s keychain does not answer."_s};
    }
}

class SystemKeychain : public Keychain {
public:
    Call<QByteArray> read(const QString &name) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service);
        return run<QByteArray>(job, name, [job] { return Result<QByteArray>(job->binaryData()); });
    }

    Call<void> write(const QString &name, const QByteArray &secret) override
    {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setBinaryData(secret);
        return run<void>(job, name, [] { return Result<void>(); });
    }

    Call<void> remove(const QString &name) override
    {
        return run<void>(new QKeychain::DeletePasswordJob(service), name, [] { return Result<void>(); });
    }

private:
    // The job deletes itself once it is done.
    template<typename T, typename Read>
    static Call<T> run(QKeychain::Job *job, const QString &name, Read read)
    {
        const CallSource<T> source;
        job->setKey(name);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [source, job, read] {
            const bool fine = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
            source.finish(fine ? read() : Result<T>(errorOf(job->error())));
        });
        job->start();
        return source.call();
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

#else

std::unique_ptr<Keychain> systemKeychain()
{
    return nullptr;
}

#endif
