// SPDX-License-Identifier: MIT
#pragma once

#include "session/keychain.h"

#include <QHash>

enum class KeyFrom { Nowhere, Keychain, Environment, ThisRun };
enum class KeyKeep { ThisRun, Keychain };

// Secrets of this person: in the system's keychain where there is one and it was asked for, else for this run
// only; never in a file, log or setting (design.md, "Where data lives"). Names are like "pictures/openai".
class KeyStore : public QObject {
    Q_OBJECT
public:
    enum class Backend { System, None }; // None: this run only; tests and demo

    explicit KeyStore(Backend backend, QObject *parent = nullptr);
    explicit KeyStore(std::unique_ptr<Keychain> keychain, QObject *parent = nullptr); // null: this run only
    ~KeyStore() override;

    bool canKeep() const; // this build knows a keychain and none has refused yet
    QByteArray key(const QString &name) const; // empty when there is none
    KeyFrom from(const QString &name) const;

    void hold(const QString &name, const QByteArray &key, KeyFrom from); // for this run
    Call<void> keep(const QString &name, const QByteArray &key); // in the keychain; held for this run at once
    Call<void> load(const QString &name); // from the keychain; not there is no error
    Call<void> forget(const QString &name); // everywhere

Q_SIGNALS:
    void changed(const QString &name);

private:
    struct Held {
        QByteArray key;
        KeyFrom from = KeyFrom::ThisRun;
    };

    std::unique_ptr<Keychain> m_keychain;
    bool m_refused = false;
    QHash<QString, Held> m_held;
    QHash<QString, int> m_turns; // how often it was held or forgotten: what is read meanwhile is old
};
