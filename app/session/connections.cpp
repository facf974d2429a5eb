// SPDX-License-Identifier: MIT
#include "session/connections.h"

#include "session/worldrecord.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace {

const QString customUrlKey = u"custom_url"_s;
const QString keptForKey = u"custom_key_for"_s; // the address whose key is in the keychain
constexpr char keyVariable[] = "DODO_PAYMENTS_API_KEY";
constexpr char urlVariable[] = "DODO_PAYMENTS_BASE_URL";
constexpr qsizetype shownEnd = 4; // characters of a key that tell it from another

// The smallest read there is; nothing else asks for it, so that the record tells it from use.
ApiRequest tryRequest()
{
    return {.segments = {"meters"}, .query = {{"page_number", "0"}, {"page_size", "1"}}};
}

// Nothing reaches the live host before its words were typed, not even a read.
Result<void> checkOpen(const LiveGuard &guard)
{
    if (guard.isOpen())
        return {};
    return Error{.kind = Error::Kind::Invalid,
        .message = Connections::tr("Live mode is not open in this run."),
        .field = u"live"_s};
}

// One service has one address: a slash at the end makes no other one.
QUrl addressOf(QString typed)
{
    while (typed.endsWith(u'/') && !typed.endsWith("//"_L1))
        typed.chop(1);
    const bool whole
        = typed.contains("://"_L1) || typed.startsWith("http:"_L1) || typed.startsWith("https:"_L1);
    const QUrl named(whole || typed.isEmpty() ? typed : u"https://"_s + typed, QUrl::StrictMode);
    if (whole || !isThisComputer(named.host()))
        return named;
    return QUrl(u"http://"_s + typed, QUrl::StrictMode);
}

// Once it is there: until then the keychain may hold the key of an address before.
void nameKept(Outbox &outbox, const Call<void> &kept, const QUrl &address)
{
    outbox.setSetting(keptForKey, {});
    kept.future().then(
        [outbox = QPointer<Outbox>(&outbox), address = address.toString()](const Result<void> &done) {
            if (outbox && done)
                outbox->setSetting(keptForKey, address);
        });
}

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
    connect(&m_live, &LiveGuard::changed, this, &Connections::guardChanged);
    connect(&m_session.client().transport(), &Transport::keyRefused, this, &Connections::noteRefusal);
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
        || (mode == Mode::Live && !elsewhere && key.startsWith("dodo_live_"));
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
    keyChanged(mode);
}

Result<void> Connections::setCustomUrl(const QString &url)
{
    const QUrl address = addressOf(url.trimmed());
    // The key is judged when there is one; the address must hold by itself.
    if (const auto fits = check({.mode = Mode::Custom, .baseUrl = address, .key = "any"}); !fits)
        return fits;
    if (address != baseUrl(Mode::Custom)) {
        forgetKey(Mode::Custom);
        m_readOnly.remove(Mode::Custom);
        m_session.outbox().setSetting(customUrlKey, address.toString());
    }
    Q_EMIT changed();
    return {};
}

Call<void> Connections::tryKey(Mode mode, const QByteArray &key)
{
    const CallSource<void> source;
    const Destination destination{.mode = mode, .baseUrl = baseUrl(mode), .key = key};
    const Result<void> open = mode == Mode::Live ? checkOpen(m_live) : Result<void>();
    const Result<void> fits = ::check(destination);
    if (!open || !fits) {
        source.finish(open ? fits : open);
        return source.call();
    }
    const Call<ApiAnswer> raw = m_session.client().transport().sendTo(destination, tryRequest());
    source.onCancel([raw] { raw.cancel(); });
    raw.future().then([source](const Result<ApiAnswer> &answer) {
        source.finish(answer ? Result<void>() : Result<void>(answer.error()));
    });
    return source.call();
}

Call<void> Connections::setKey(Mode mode, const QByteArray &key, KeyKeep keep)
{
    const CallSource<void> done;
    if (const auto fits = ::check({.mode = mode, .baseUrl = baseUrl(mode), .key = key}); !fits) {
        done.finish(fits.error());
        return done.call();
    }
    if (keep == KeyKeep::Keychain) {
        const Call<void> kept = m_keys.keep(nameOf(mode), key);
        if (mode == Mode::Custom)
            nameKept(m_session.outbox(), kept, baseUrl(mode));
        keyChanged(mode);
        return kept;
    }
    m_keys.hold(nameOf(mode), key, KeyFrom::ThisRun);
    keyChanged(mode);
    done.finish({});
    return done.call();
}

// Of the place in use: what waits for a better key goes at once.
void Connections::keyChanged(Mode mode)
{
    m_readOnly.remove(mode);
    if (current() == mode) {
        m_session.client().transport().setDestination(destinationOf(mode));
        m_session.outbox().sendNow();
        m_session.refresh();
    }
    Q_EMIT changed();
}

Destination Connections::destinationOf(Mode mode) const
{
    if (mode == Mode::Sandbox)
        return m_sandbox;
    return {.mode = mode, .baseUrl = baseUrl(mode), .key = m_keys.key(nameOf(mode))};
}

Call<void> Connections::loadKey(Mode mode)
{
    const CallSource<void> done;
    // The keychain may still hold the key of another address that it did not let go of.
    const bool foreign
        = mode == Mode::Custom && m_session.outbox().setting(keptForKey) != baseUrl(mode).toString();
    if (mode == Mode::Sandbox || foreign || m_loaded.contains(mode) || hasKey(mode)) {
        done.finish({});
        return done.call();
    }
    whenDone(m_keys.load(nameOf(mode)), this, [this, mode, done](const Result<void> &loaded) {
        if (loaded)
            m_loaded.insert(mode);
        done.finish(loaded);
    });
    return done.call();
}

Call<void> Connections::forgetKey(Mode mode)
{
    if (current() == mode)
        go(m_sandbox);
    return m_keys.forget(nameOf(mode));
}

Result<void> Connections::use(Mode mode)
{
    const Destination destination = destinationOf(mode);
    const Result<void> open = mode == Mode::Live ? checkOpen(m_live) : Result<void>();
    const Result<void> fits = ::check(destination);
    if (!open || !fits)
        return open ? fits : open;
    if (mode != current() || destination != m_session.client().transport().destination())
        go(destination);
    return {};
}

void Connections::go(const Destination &destination)
{
    const bool live = destination.mode == Mode::Live;
    if (m_record && destination.mode != Mode::Sandbox)
        m_record->add(destination);
    if (live) // before anything of it can leave
        m_session.outbox().setCap(m_live.eventsPerMinute());
    m_session.client().transport().setDestination(destination);
    m_session.enter(destination.mode, worldOf(destination));
    applyCap();
    if (!live)
        m_live.close();
}

// Without its words live mode is over at once.
void Connections::guardChanged()
{
    if (m_session.isLive() && !m_live.isOpen())
        go(m_sandbox);
    applyCap();
    Q_EMIT changed();
}

// Nothing of the sandbox is slowed, nothing of live mode goes faster than its person wants.
void Connections::applyCap()
{
    m_session.outbox().setCap(m_session.isLive() ? m_live.eventsPerMinute() : 0);
}

void Connections::watch(WorldRecord &record)
{
    m_record = &record;
    connect(&record, &WorldRecord::recorded, &m_session, &Session::hear);
}

// dodo-api.md 1.6: 401 says that the key is none here, 403 that it may not do this. It tells nothing of the
// key that came after the one that was sent. A key that is being tried out is no key in use.
void Connections::noteRefusal(const Destination &sent, const ApiRequest &request, const Error &error)
{
    if (sent != m_session.client().transport().destination() || targetOf(request) == targetOf(tryRequest()))
        return;
    if (error.status == 403 && request.method != "GET")
        m_readOnly.insert(sent.mode);
    Q_EMIT changed();
    Q_EMIT keyRefused(sent.mode, error);
}
