// SPDX-License-Identifier: MIT
#pragma once

#include "session/keystore.h"
#include "session/liveguard.h"
#include "session/session.h"

#include <QProcessEnvironment>

class WorldRecord;

// Where billing can go, with which key, and where it goes now: the sandbox at every start. A key belongs to
// one mode and leaves for that mode's host only (destination.h). What stands in the environment
// (dodo-api.md 1.1) is offered, never used unasked.
class Connections : public QObject {
    Q_OBJECT
public:
    using Mode = Destination::Mode;

    // All must outlive it. `sandbox` is where this program's own sandbox listens.
    Connections(Session &session, KeyStore &keys, const Destination &sandbox,
        const QProcessEnvironment &environment, QObject *parent = nullptr);

    void watch(WorldRecord &record); // what the transport records; must outlive it

    LiveGuard &live() { return m_live; }
    Session &session() const { return m_session; }

    Mode current() const { return m_session.mode(); }
    QUrl baseUrl(Mode mode) const; // empty for Custom until one is set
    // For Custom, kept in the workspace; without a scheme http is meant on this computer, elsewhere https.
    // Another address forgets the key of the one before, also in the
    // keychain, and a connection to that one goes back to the sandbox. Kind::Invalid with a sentence.
    Result<void> setCustomUrl(const QString &url);

    bool hasKey(Mode mode) const;
    QString maskedKey(Mode mode) const; // "dodo_test_••••••••wxyz"; empty when there is none
    KeyFrom keyFrom(Mode mode) const;
    bool canKeepKeys() const { return m_keys.canKeep(); }
    // The variable of the environment that holds a key for this mode, for Custom beside an address; empty:
    // none.
    QString offered(Mode mode) const;
    void takeOffered(Mode mode); // held for this run, as if it was pasted
    Destination destinationOf(Mode mode) const; // with its key of now; empty: none

    // One harmless read with this key, GET /meters?page_size=1: nothing is kept or switched. Live mode has to
    // be open for it. The error's sentence says what to do.
    Call<void> tryKey(Mode mode, const QByteArray &key);
    // After tryKey(); an error tells of the keychain alone: for this run the key is held all the same.
    Call<void> setKey(Mode mode, const QByteArray &key, KeyKeep keep);
    // From the keychain, once; none there is no error. Before a mode is offered for the first time: the
    // keychain may ask its person.
    Call<void> loadKey(Mode mode);
    Call<void> forgetKey(Mode mode); // a connection that used it goes back to the sandbox

    // Refused with a sentence: no key, no address, live mode not opened. Calls under way end where they
    // began.
    Result<void> use(Mode mode);

    // A create was answered 403: the key only reads. Until the key changes.
    bool readOnly(Mode mode) const { return m_readOnly.contains(mode); }

Q_SIGNALS:
    void changed(); // the place, a key, an address
    void keyRefused(Destination::Mode mode, const Error &error); // 401 or 403 while it was used

private:
    static QString nameOf(Mode mode); // in the key store: "billing/test"
    void noteRefusal(const Destination &sent, const ApiRequest &request, const Error &error);
    void keyChanged(Mode mode);
    void go(const Destination &destination); // one that is allowed
    void guardChanged();
    void applyCap();

    Session &m_session;
    KeyStore &m_keys;
    WorldRecord *m_record = nullptr;
    const Destination m_sandbox;
    const QProcessEnvironment m_environment;
    LiveGuard m_live;
    QSet<Mode> m_readOnly;
    QSet<Mode> m_loaded; // from the keychain
};
