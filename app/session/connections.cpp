// SPDX-License-Identifier: MIT
#include "session/connections.h"

#include "dodo/decode.h"

using namespace Qt::StringLiterals;

namespace {

const QString customUrlKey = u"custom_url"_s;
constexpr char keyVariable[] = "DODO_PAYMENTS_API_KEY";
constexpr char urlVariable[] = "DODO_PAYMENTS_BASE_URL";
constexpr qsizetype shownEnd = 4; // characters of a key that tell it from another

} // namespace

Connections::Connections(Session &session, KeyStore &keys, const Destination &sandbox,
    const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_keys(keys)
    , m_sandbox(sandbox)
    , m_environment(environment)
    , m_live(session.outbox())
{
    connect(&m_session, &Session::modeChanged, this, &Connections::changed);
    connect(&m_keys, &KeyStore::changed, this, &Connections::changed);
    connect(&m_live, &LiveGuard::changed, this, &Connections::changed);
}

QString Connections::nameOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return u"billing/test"_s;
    case Mode::Live:
        return u"billing/live"_s;
    case Mode::Custom:
        return u"billing/custom"_s;
    case Mode::Sandbox:
        break;
    }
    return {};
}

QUrl Connections::baseUrl(Mode mode) const
{
    if (mode == Mode::Sandbox)
        return m_sandbox.baseUrl;
    if (mode == Mode::Custom)
        return QUrl(m_session.outbox().setting(customUrlKey), QUrl::StrictMode);
    return officialBaseUrl(mode);
}

bool Connections::hasKey(Mode mode) const
{
    return mode == Mode::Sandbox || !m_keys.key(nameOf(mode)).isEmpty();
}

KeyFrom Connections::keyFrom(Mode mode) const
{
    return m_keys.from(nameOf(mode));
}

QString Connections::maskedKey(Mode mode) const
{
    const QByteArray key = mode == Mode::Sandbox ? m_sandbox.key : m_keys.key(nameOf(mode));
    if (key.isEmpty())
        return {};
    const QByteArray start
        = key.startsWith("dodo_test_") || key.startsWith("dodo_live_") ? key.left(10) : QByteArray();
    const bool longEnough = key.size() >= start.size() + 4 * shownEnd;
    return QString::fromLatin1(start) + u"••••••••"_s
        + (longEnough ? QString::fromLatin1(key.right(shownEnd)) : QString());
}

QString Connections::offered(Mode mode) const
{
    const QByteArray key = m_environment.value(QLatin1StringView(keyVariable)).toLatin1();
    const bool elsewhere = !m_environment.value(QLatin1StringView(urlVariable)).trimmed().isEmpty();
    const bool fits = (mode == Mode::Custom && elsewhere && !key.startsWith("dodo_live_"))
        || (mode == Mode::Test && !elsewhere && key.startsWith("dodo_test_"))
        || (mode == Mode::Live && !elsewhere && m_live.isOpen() && key.startsWith("dodo_live_"));
    return fits && !key.isEmpty() ? QLatin1StringView(keyVariable) : QString();
}

void Connections::takeOffered(Mode mode)
{
    if (offered(mode).isEmpty())
        return;
    if (mode == Mode::Custom && !setCustomUrl(m_environment.value(QLatin1StringView(urlVariable))))
        return;
    m_keys.hold(
        nameOf(mode), m_environment.value(QLatin1StringView(keyVariable)).toLatin1(), KeyFrom::Environment);
}

Result<void> Connections::setCustomUrl(const QString &url)
{
    const QUrl address(url.trimmed(), QUrl::StrictMode);
    // The key is judged when there is one; the address must hold by itself.
    if (const auto fits = check({.mode = Mode::Custom, .baseUrl = address, .key = "any"}); !fits)
        return fits;
    if (address != baseUrl(Mode::Custom)) {
        m_keys.hold(nameOf(Mode::Custom), {}, KeyFrom::Nowhere);
        m_session.outbox().setSetting(customUrlKey, address.toString());
    }
    Q_EMIT changed();
    return {};
}

Call<void> Connections::tryKey(Mode mode, const QByteArray &key)
{
    const CallSource<void> source;
    const Destination destination{.mode = mode, .baseUrl = baseUrl(mode), .key = key};
    if (const auto fits = ::check(destination); !fits) {
        source.finish(fits.error());
        return source.call();
    }
    const Call<ApiAnswer> raw
        = m_session.client().transport().sendTo(destination, requests::meters(Listing::Current, 0));
    source.onCancel([raw] { raw.cancel(); });
    raw.future().then([source](const Result<ApiAnswer> &answer) {
        source.finish(answer ? Result<void>() : Result<void>(answer.error()));
    });
    return source.call();
}

Call<void> Connections::setKey(Mode mode, const QByteArray &key, KeyKeep keep)
{
    m_readOnly.remove(mode);
    if (keep == KeyKeep::Keychain)
        return m_keys.keep(nameOf(mode), key);
    m_keys.hold(nameOf(mode), key, KeyFrom::ThisRun);
    const CallSource<void> done;
    done.finish({});
    return done.call();
}

Call<void> Connections::loadKey(Mode mode)
{
    return m_keys.load(nameOf(mode));
}

Call<void> Connections::forgetKey(Mode mode)
{
    if (current() == mode && !use(Mode::Sandbox))
        qFatal("the sandbox is always there");
    return m_keys.forget(nameOf(mode));
}

Result<void> Connections::use(Mode mode)
{
    const QByteArray key = mode == Mode::Sandbox ? m_sandbox.key : m_keys.key(nameOf(mode));
    const Destination destination{.mode = mode, .baseUrl = baseUrl(mode), .key = key};
    if (mode == Mode::Live && !m_live.isOpen())
        return Error{.kind = Error::Kind::Invalid,
            .message = tr("Live mode is not open in this run."),
            .field = u"live"_s};
    if (const auto fits = ::check(destination); !fits)
        return fits;
    if (mode != Mode::Live)
        m_live.close();
    m_session.client().transport().setDestination(destination);
    m_session.enter(mode, worldOf(destination));
    return {};
}
