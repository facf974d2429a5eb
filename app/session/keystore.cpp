// SPDX-License-Identifier: MIT
#include "session/keystore.h"

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Keychain> keychainFor(KeyStore::Backend backend)
{
    return backend == KeyStore::Backend::System ? systemKeychain() : nullptr;
}

Call<void> done(const Result<void> &result)
{
    const CallSource<void> source;
    source.finish(result);
    return source.call();
}

} // namespace

KeyStore::KeyStore(Backend backend, QObject *parent)
    : KeyStore(keychainFor(backend), parent)
{
}

KeyStore::KeyStore(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
{
}

KeyStore::~KeyStore() = default;

bool KeyStore::canKeep() const
{
    return m_keychain && !m_refused;
}

QByteArray KeyStore::key(const QString &name) const
{
    return m_held.value(name).key;
}

KeyFrom KeyStore::from(const QString &name) const
{
    const auto held = m_held.constFind(name);
    return held == m_held.constEnd() ? KeyFrom::Nowhere : held->from;
}

void KeyStore::hold(const QString &name, const QByteArray &key, KeyFrom from)
{
    ++m_turns[name];
    if (key.isEmpty())
        m_held.remove(name);
    else
        m_held.insert(name, {key, from});
    Q_EMIT changed(name);
}

Call<void> KeyStore::keep(const QString &name, const QByteArray &key)
{
    hold(name, key, KeyFrom::ThisRun);
    if (!m_keychain)
        return done(
            Error{.kind = Error::Kind::Storage, .message = u"This program knows no keychain here."_s});
    const CallSource<void> source;
    whenDone(m_keychain->write(name, key), this, [this, source, name, key](const Result<void> &written) {
        m_refused = !written;
        if (written && this->key(name) == key) // not replaced meanwhile
            hold(name, key, KeyFrom::Keychain);
        source.finish(written);
    });
    return source.call();
}

Call<void> KeyStore::load(const QString &name)
{
    if (!m_keychain)
        return done({});
    const CallSource<void> source;
    const int turn = m_turns.value(name);
    whenDone(m_keychain->read(name), this, [this, source, name, turn](const Result<QByteArray> &secret) {
        if (!secret) {
            m_refused = true;
            return source.finish(secret.error());
        }
        if (!secret->isEmpty() && !m_held.contains(name) && turn == m_turns.value(name))
            hold(name, *secret, KeyFrom::Keychain);
        source.finish({});
    });
    return source.call();
}

Call<void> KeyStore::forget(const QString &name)
{
    hold(name, {}, KeyFrom::Nowhere);
    return m_keychain ? m_keychain->remove(name) : done({});
}
