// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"
#include "imaging/provider.h"
#include "session/keystore.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QSet>

class Outbox;

// A picture source as this workspace has set it up. Its key is kept apart, in KeyStore.
struct Engine {
    QByteArray provider; // Provider::id
    QUrl baseUrl; // the profile's usual one until it is set up
    QString model;
    bool ready = false; // an address of its own, and a key where one is needed

    friend bool operator==(const Engine &, const Engine &) = default;
};

// Where pictures can come from: one engine a provider profile, the demo painter first and always ready. Every
// start is on the demo painter; what was set up before is offered, keys of the environment are offered and
// never taken unasked (design.md, "The one rule").
class Engines : public QObject {
    Q_OBJECT
public:
    // `demo` is the sandbox's own image server. `environment` is replaced by tests. All must outlive it.
    Engines(Outbox &outbox, ImageClient &images, KeyStore &keys, const Clock &clock, ImageDestination demo,
        QProcessEnvironment environment, QObject *parent = nullptr);

    const QList<Engine> &all() const { return m_all; }
    const Engine &current() const { return engine(m_current); }
    const Engine &engine(QByteArrayView provider) const; // the demo painter's for one nobody knows
    QString name(const QByteArray &provider) const; // "OpenAI"; the host of a server that may be anybody's
    QString currentName() const { return name(m_current); }
    bool canKeepKeys() const { return m_keys.canKeep(); } // in the system's keychain

    void choose(const QByteArray &provider); // where the next orders go; only one that is ready
    // Kept in the workspace. User, password, query and fragment of the address are left out. A key that was
    // for another server is forgotten: it does not go to this one unasked.
    void setUp(const QByteArray &provider, const QUrl &baseUrl, const QString &model);

    // The same for this run alone, with nothing of it kept: a terminal's. No key but the environment's goes
    // there.
    void borrow(const QByteArray &provider, const QUrl &baseUrl, const QString &model);

    // With the key. For one call's request alone: never stored, shown or logged. A test
    // puts its own server here.
    virtual ImageDestination destination(const QByteArray &provider) const;

    KeyFrom keyFrom(const QByteArray &provider) const;
    QString maskedKey(const QByteArray &provider) const; // "sk-…a1b2"; empty without one
    QString offeredVariable(const QByteArray &provider) const; // "OPENAI_API_KEY": set, and not yet taken
    void takeOffered(const QByteArray &provider); // key and, where it names one, the address
    void setKey(const QByteArray &provider, const QByteArray &key, KeyKeep keep);
    void forgetKey(const QByteArray &provider);

    // Asks the server for its models: also the harmless call that tells whether address and key are right.
    Call<QList<ModelInfo>> refreshModels(const QByteArray &provider);
    // The profile's and the server's, living ones first.
    QList<ProviderModel> models(const QByteArray &provider) const;

Q_SIGNALS:
    void keyLeft(const QByteArray &provider); // forgotten, as the address changed
    void changed(); // set-up, keys or models
    void currentChanged();
    void keyNotKept(
        const QByteArray &provider, const Error &error); // the keychain refused; it is held for this run
    // The keychain refused: it is no longer used, and is there again at the next start.
    void keyNotForgotten(const QByteArray &provider, const Error &error);

private:
    void leaveEnvironment(const QByteArray &provider);
    void read(Engine &engine);
    void move(Engine &engine, const QUrl &baseUrl);
    void remember(const QByteArray &provider, const QJsonObject &facts);
    bool keptKey(const QByteArray &provider) const;
    Engine *find(QByteArrayView provider);
    void refresh(); // who is ready, after an address or a key has changed

    Outbox &m_outbox;
    ImageClient &m_images;
    KeyStore &m_keys;
    const Clock &m_clock;
    ImageDestination m_demo;
    QProcessEnvironment m_environment;
    QList<Engine> m_all;
    QByteArray m_current = "demo";
    QSet<QByteArray> m_borrowed;
    QHash<QByteArray, QList<ModelInfo>> m_models;
};
