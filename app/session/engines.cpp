// SPDX-License-Identifier: MIT
#include "session/engines.h"

#include "outbox/outbox.h"
#include "support/strictjson.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto urlMember = "url"_L1;
constexpr auto modelMember = "model"_L1;
constexpr auto keptMember = "key_kept"_L1; // there is a key in the keychain

constexpr qsizetype maskedStart = 3; // "sk-"
constexpr qsizetype maskedEnd = 4;
constexpr qsizetype longEnoughToShow = 12; // of a shorter key nothing is shown

QString keyName(const QByteArray &provider)
{
    return u"pictures/"_s + QString::fromLatin1(provider);
}

QString settingName(const QByteArray &provider)
{
    return u"engine_"_s + QString::fromLatin1(provider);
}

QJsonObject settingOf(const Outbox &outbox, const QByteArray &provider)
{
    return readObject(outbox.setting(settingName(provider)).toUtf8()).valueOr({});
}

// An address is kept and shown, so it holds no secret.
QUrl plain(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

bool isWeb(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

bool sameServer(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

// A service with chat models of its own lists them too.
bool makesPictures(const Provider &profile, const QString &model)
{
    return !profile.urlFixed || profile.models.isEmpty() || profile.listed(model)
        || model.contains("image"_L1);
}

void putServersModel(QList<ProviderModel> &models, const Provider &profile, const ModelInfo &info)
{
    auto known = std::ranges::find(models, info.id, &ProviderModel::id);
    if (known == models.end()) {
        if (!makesPictures(profile, info.id))
            return;
        ProviderModel added = profile.model(info.id); // a snapshot is like the model it is of
        added.id = info.id;
        added.label.clear();
        models.append(added);
        known = std::prev(models.end());
    }
    const QDate date = QDate::fromString(info.shutdownDate.value_or(QString()), Qt::ISODate);
    if (date.isValid())
        known->shutdown = date;
}

} // namespace

Engines::Engines(Outbox &outbox, ImageClient &images, KeyStore &keys, const Clock &clock,
    ImageDestination demo, QProcessEnvironment environment, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_images(images)
    , m_keys(keys)
    , m_clock(clock)
    , m_demo(std::move(demo))
    , m_environment(std::move(environment))
{
    for (const Provider &profile : providers()) {
        Engine engine{.provider = profile.id, .baseUrl = {}, .model = {}};
        read(engine);
        m_all.append(engine);
    }
    refresh();
    connect(&m_keys, &KeyStore::changed, this, &Engines::refresh);
    for (const Engine &engine : std::as_const(m_all)) {
        if (keptKey(engine.provider))
            m_keys.load(keyName(engine.provider));
    }
}

Engine *Engines::find(QByteArrayView id)
{
    const auto found = std::ranges::find_if(
        m_all, [&](const Engine &engine) { return QByteArrayView(engine.provider) == id; });
    return found == m_all.end() ? nullptr : &*found;
}

const Engine &Engines::engine(QByteArrayView id) const
{
    const auto found = std::ranges::find_if(
        m_all, [&](const Engine &engine) { return QByteArrayView(engine.provider) == id; });
    return found == m_all.end() ? m_all.first() : *found;
}

void Engines::read(Engine &engine)
{
    const Provider &profile = provider(engine.provider);
    const QJsonObject kept = settingOf(m_outbox, engine.provider);
    const QUrl url{kept[urlMember].toString()};
    engine.baseUrl = isWeb(url) && !profile.urlFixed ? url : profile.baseUrl;
    if (engine.provider == "demo")
        engine.baseUrl = m_demo.baseUrl;
    engine.model = kept[modelMember].toString();
    const ProviderModel *usual = profile.defaultModel(toDateTime(m_clock.now()).toLocalTime().date());
    if (engine.model.isEmpty() && usual)
        engine.model = usual->id;
}

void Engines::remember(const QByteArray &id, const QJsonObject &facts)
{
    QJsonObject kept = settingOf(m_outbox, id);
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        kept.insert(fact.key(), fact.value());
    m_outbox.setSetting(settingName(id), QString::fromUtf8(compact(kept)));
}

bool Engines::keptKey(const QByteArray &id) const
{
    return settingOf(m_outbox, id)[keptMember].toBool();
}

void Engines::refresh()
{
    for (Engine &engine : m_all) {
        const Provider &profile = provider(engine.provider);
        const bool keyed = !m_keys.key(keyName(engine.provider)).isEmpty();
        const bool setUp = m_borrowed.contains(engine.provider)
            || settingOf(m_outbox, engine.provider).contains(urlMember);
        engine.ready = engine.provider == "demo"
            || (isWeb(engine.baseUrl) && (profile.auth == Provider::Auth::Bearer ? keyed : setUp));
    }
    const bool lost = !current().ready;
    if (lost)
        m_current = "demo";
    m_images.setDestination(destination(m_current));
    Q_EMIT changed();
    if (lost)
        Q_EMIT currentChanged();
}

QString Engines::name(const QByteArray &id) const
{
    const Engine &one = engine(id);
    const Provider &profile = provider(one.provider);
    const bool named = profile.urlFixed ? one.baseUrl.host() == profile.baseUrl.host()
                                        : profile.id != "compatible" || !one.ready;
    if (named || one.provider == "demo")
        return profile.name;
    const int port = one.baseUrl.port();
    return port > 0 ? u"%1:%2"_s.arg(one.baseUrl.host()).arg(port) : one.baseUrl.host();
}

void Engines::choose(const QByteArray &id)
{
    if (id == m_current || engine(id).provider != id || !engine(id).ready)
        return;
    m_current = id;
    m_images.setDestination(destination(id));
    Q_EMIT currentChanged();
}

void Engines::move(Engine &engine, const QUrl &baseUrl)
{
    const QUrl url = plain(baseUrl);
    if (provider(engine.provider).urlFixed || !isWeb(url) || url == engine.baseUrl)
        return;
    engine.baseUrl = url;
    m_models.remove(engine.provider);
}

void Engines::setUp(const QByteArray &id, const QUrl &baseUrl, const QString &model)
{
    Engine *engine = find(id);
    if (!engine)
        return;
    const QUrl before = engine->baseUrl;
    move(*engine, baseUrl);
    if (!sameServer(before, engine->baseUrl) && (keptKey(id) || keyFrom(id) != KeyFrom::Nowhere)) {
        const QUrl now = engine->baseUrl;
        forgetKey(id);
        remember(id, {{keptMember, false}}); // also where the keychain does not let go of it
        engine->baseUrl = now;
        Q_EMIT keyLeft(id);
    }
    engine->model = model.trimmed();
    remember(id, {{urlMember, engine->baseUrl.toString()}, {modelMember, engine->model}});
    refresh();
}

void Engines::borrow(const QByteArray &id, const QUrl &baseUrl, const QString &model)
{
    Engine *engine = find(id);
    if (!engine || id == "demo")
        return;
    m_borrowed.insert(id);
    move(*engine, baseUrl);
    engine->model = model.trimmed();
    if (keyFrom(id) != KeyFrom::Environment)
        m_keys.hold(keyName(id), {}, KeyFrom::Nowhere);
    refresh();
}

ImageDestination Engines::destination(const QByteArray &id) const
{
    const Engine &one = engine(id);
    if (one.provider == "demo")
        return m_demo;
    return {.provider = one.provider,
        .baseUrl = one.baseUrl,
        .key = m_keys.key(keyName(one.provider)),
        .name = name(one.provider)};
}

KeyFrom Engines::keyFrom(const QByteArray &id) const
{
    return m_keys.from(keyName(id));
}

QString Engines::maskedKey(const QByteArray &id) const
{
    const QByteArray key = m_keys.key(keyName(id));
    if (key.isEmpty())
        return {};
    if (key.size() < longEnoughToShow || provider(id).auth == Provider::Auth::Basic)
        return u"…"_s;
    const bool prefixed = key.indexOf('-') == maskedStart - 1; // "sk-", "r8-": names the kind, no secret
    return QString::fromLatin1(prefixed ? key.first(maskedStart) : QByteArray()) + u'…'
        + QString::fromLatin1(key.last(maskedEnd));
}

QString Engines::offeredVariable(const QByteArray &id) const
{
    const QString &variable = provider(id).keyVariable;
    const bool known = engine(id).provider == id && !variable.isEmpty();
    const bool there = known && !m_environment.value(variable).trimmed().isEmpty();
    return there && keyFrom(id) != KeyFrom::Environment ? variable : QString();
}

// A key that stands beside an address is that server's: both are taken, for this run.
void Engines::takeOffered(const QByteArray &id)
{
    const QString variable = offeredVariable(id);
    if (variable.isEmpty())
        return;
    const QUrl url{m_environment.value(provider(id).urlVariable).trimmed()};
    if (isWeb(url) || provider(id).urlFixed) // a server of one's own stays where it was set up
        find(id)->baseUrl = isWeb(url) ? plain(url) : provider(id).baseUrl;
    m_models.remove(id);
    m_keys.hold(keyName(id), m_environment.value(variable).trimmed().toUtf8(), KeyFrom::Environment);
}

// Another key does not go to the address that came with the environment's.
void Engines::leaveEnvironment(const QByteArray &id)
{
    if (Engine *engine = find(id); engine && keyFrom(id) == KeyFrom::Environment)
        read(*engine);
}

void Engines::setKey(const QByteArray &id, const QByteArray &key, KeyKeep keep)
{
    if (!find(id) || id == "demo")
        return;
    if (key.isEmpty())
        return forgetKey(id);
    leaveEnvironment(id);
    if (keep == KeyKeep::ThisRun)
        return m_keys.hold(keyName(id), key, KeyFrom::ThisRun);
    whenDone(m_keys.keep(keyName(id), key), this, [this, id](const Result<void> &kept) {
        if (!kept)
            return Q_EMIT keyNotKept(id, kept.error());
        if (keyFrom(id) != KeyFrom::Nowhere) // not forgotten meanwhile
            remember(id, {{keptMember, true}});
        Q_EMIT changed();
    });
}

void Engines::forgetKey(const QByteArray &id)
{
    leaveEnvironment(id);
    whenDone(m_keys.forget(keyName(id)), this, [this, id](const Result<void> &forgotten) {
        if (!keptKey(id) || keyFrom(id) == KeyFrom::Keychain) // none was there, or another one is by now
            return;
        if (!forgotten)
            return Q_EMIT keyNotForgotten(id, forgotten.error());
        remember(id, {{keptMember, false}});
    });
}

Call<QList<ModelInfo>> Engines::refreshModels(const QByteArray &id)
{
    const Call<QList<ModelInfo>> call = m_images.models(destination(id));
    const QUrl asked = engine(id).baseUrl;
    whenDone(call, this, [this, id, asked](const Result<QList<ModelInfo>> &models) {
        if (!models || engine(id).baseUrl != asked) // another server's by now
            return;
        m_models.insert(id, *models);
        Q_EMIT changed();
    });
    return call;
}

QList<ProviderModel> Engines::models(const QByteArray &id) const
{
    const Provider &profile = provider(id);
    QList<ProviderModel> out = profile.models;
    for (const ModelInfo &info : m_models.value(id))
        putServersModel(out, profile, info);
    const QDate today = toDateTime(m_clock.now()).toLocalTime().date();
    std::ranges::stable_sort(out, {}, [&](const ProviderModel &model) { return model.life(today); });
    return out;
}
