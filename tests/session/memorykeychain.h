// SPDX-License-Identifier: MIT
#pragma once

#include "session/keychain.h"

#include <QHash>

// A keychain for tests: what it holds outlives the KeyStore that asks it, as the system's does.
struct KeychainContent {
    QHash<QString, QByteArray> secrets;
    bool locked = false;
};

class MemoryKeychain : public Keychain {
public:
    explicit MemoryKeychain(KeychainContent &content)
        : m_content(content)
    {
    }

    Call<QByteArray> read(const QString &name) override
    {
        return answer<QByteArray>([&] { return Result<QByteArray>(m_content.secrets.value(name)); });
    }

    Call<void> write(const QString &name, const QByteArray &secret) override
    {
        return answer<void>([&] {
            m_content.secrets.insert(name, secret);
            return Result<void>();
        });
    }

    Call<void> remove(const QString &name) override
    {
        return answer<void>([&] {
            m_content.secrets.remove(name);
            return Result<void>();
        });
    }

private:
    template<typename T, typename Work>
    Call<T> answer(Work work)
    {
        const CallSource<T> source;
        if (m_content.locked)
            source.finish(Error{.kind = Error::Kind::Storage, .message = QStringLiteral("It is locked.")});
        else
            source.finish(work());
        return source.call();
    }

    KeychainContent &m_content;
};
