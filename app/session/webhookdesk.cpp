// SPDX-License-Identifier: MIT
#include "session/webhookdesk.h"

#include "dodo/networkoptions.h"
#include "receiver/webhooksecret.h"
#include "session/webhookdeskids.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

const QString portKey = u"webhook_port"_s;
const QString tunnelKey = u"webhook_tunnel"_s;
const QString nothingToTell = u"INVALID_REQUEST_PARAMETERS"_s; // the sandbox has no such object
constexpr auto bothHold = std::chrono::hours(24); // the old secret beside the new one (dodo-api.md 2.11)

Error wrong(const QString &sentence, const QString &field)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .field = field};
}

Call<void> failedCall(const Error &error)
{
    const CallSource<void> source;
    source.finish(error);
    return source.call();
}

} // namespace

WebhookDesk::WebhookDesk(
    Session &session, const QString &folder, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(folder)
    , m_clock(clock ? std::move(clock) : std::make_shared<SystemClock>())
{
    connect(&m_session, &Session::worldChanged, this, [this] {
        const auto known = registration();
        if (known && isRunning() && !m_secrets.contains(m_session.world()))
            readSecret(m_session.world(), known->id, {});
        Q_EMIT changed();
    });
}

WebhookDesk::~WebhookDesk() = default;

Result<void> WebhookDesk::prepare()
{
    if (m_receiver)
        return {};
    if (m_folder.isEmpty()) {
        m_seen = std::make_unique<SeenInMemory>();
    } else {
        auto opened = WebhookDeskIds::open(m_folder);
        if (!opened)
            return opened.error();
        m_seen = *std::move(opened);
    }
    m_receiver = std::make_unique<WebhookReceiver>(*m_seen, *m_clock);
    connect(m_receiver.get(), &WebhookReceiver::received, this, &WebhookDesk::arrived);
    connect(m_receiver.get(), &WebhookReceiver::taken, this, &WebhookDesk::act);
    return {};
}

Result<void> WebhookDesk::start()
{
    if (const auto ready = prepare(); !ready)
        return ready;
    Outbox &store = m_session.outbox();
    const auto wanted
        = quint16(store.setting(portKey, QString::number(WebhookReceiver::usualPort)).toUShort());
    const auto port = m_receiver->listen(wanted);
    if (!port)
        return port.error();
    store.setSetting(portKey, QString::number(*port));
    m_receiver->setTunnelHost(QUrl(tunnel()).host(QUrl::FullyEncoded).toLatin1());
    giveSecrets();
    if (const auto known = registration()) {
        const CallSource<void> done;
        readSecret(m_session.world(), known->id, done);
    }
    Q_EMIT changed();
    return {};
}

void WebhookDesk::stop()
{
    if (m_receiver)
        m_receiver->stop();
    Q_EMIT changed();
}

QString WebhookDesk::address() const
{
    return isRunning() ? u"http://127.0.0.1:%1/"_s.arg(m_receiver->port()) : QString();
}

const QList<ReceivedWebhook> &WebhookDesk::deliveries() const
{
    static const QList<ReceivedWebhook> none;
    return m_receiver ? m_receiver->deliveries() : none;
}

void WebhookDesk::clear()
{
    if (m_receiver)
        m_receiver->clear();
    Q_EMIT changed();
}

bool WebhookDesk::needsTunnel() const
{
    return !m_session.inSandbox()
        && !isThisComputer(m_session.client().transport().destination().baseUrl.host());
}

QString WebhookDesk::tunnel() const
{
    return m_session.outbox().setting(tunnelKey);
}

Result<void> WebhookDesk::setTunnel(const QString &address)
{
    const QString text = address.trimmed();
    const QUrl url(text, QUrl::StrictMode);
    const QString field = u"tunnel"_s;
    if (!text.isEmpty()) {
        if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty())
            return wrong(tr("The address must begin with https:// and name a host."), field);
        if (isThisComputer(url.host()))
            return wrong(
                tr("The service cannot reach “%1”. Paste the tunnel's own name.").arg(url.host()), field);
        if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
            return wrong(tr("The address must be a host alone, without a user or a query."), field);
        if (url.path().size() > 1)
            return wrong(tr("The receiver takes “/” alone. Leave out “%1”.").arg(url.path()), field);
    }
    m_session.outbox().setSetting(tunnelKey, text);
    if (m_receiver)
        m_receiver->setTunnelHost(url.host(QUrl::FullyEncoded).toLatin1());
    Q_EMIT changed();
    return {};
}

QString WebhookDesk::publicAddress() const
{
    return needsTunnel() ? tunnel() : address();
}

QString WebhookDesk::registrationKey(const QByteArray &world) const
{
    return u"webhook/"_s + QString::fromUtf8(world);
}

std::optional<WebhookDesk::Registration> WebhookDesk::registration() const
{
    const QString text = m_session.outbox().setting(registrationKey(m_session.world()));
    const qsizetype blank = text.indexOf(u' ');
    if (blank < 1)
        return std::nullopt;
    return Registration{.id = WebhookId::of(text.left(blank)), .url = text.mid(blank + 1)};
}

void WebhookDesk::remember(const QByteArray &world, const std::optional<Registration> &registration)
{
    const QString text = registration ? registration->id.string() + u' ' + registration->url : QString();
    m_session.outbox().setSetting(registrationKey(world), text);
    if (!registration)
        m_secrets.remove(world);
    giveSecrets();
    Q_EMIT changed();
}

Call<void> WebhookDesk::registerHere()
{
    const QString url = publicAddress();
    if (url.isEmpty())
        return failedCall(needsTunnel() ? wrong(tr("Paste the tunnel's https address first."), u"tunnel"_s)
                                        : wrong(tr("Start the receiver first."), {}));
    const QByteArray world = m_session.world();
    const CallSource<void> done;
    const auto known = registration();
    if (known && known->url == url) {
        readSecret(world, known->id, done);
        return done.call();
    }
    if (!known) {
        create(world, url, done);
        return done.call();
    }
    // One program is one endpoint: the address of before leads nowhere any more.
    whenDone(unregister(), this, [this, world, url, done](const Result<void> &gone) {
        if (gone)
            create(world, url, done);
        else
            done.finish(gone);
    });
    return done.call();
}

// With a key of its own until it is answered, so that pressing again after a lost answer makes no second one.
void WebhookDesk::create(const QByteArray &world, const QString &url, const CallSource<void> &done)
{
    if (!isStill(world, done))
        return;
    QString &once = m_onceKeys[{world, url}];
    if (once.isEmpty())
        once = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const NewWebhook webhook{.url = url, .description = u"PixelMeter"_s, .types = {}, .idempotencyKey = once};
    whenDone(m_session.client().createWebhook(webhook), this,
        [this, world, url, done](const Result<Webhook> &made) {
            if (!made)
                return done.finish(made.error());
            m_onceKeys.remove({world, url});
            remember(world, Registration{.id = made->id, .url = url});
            readSecret(world, made->id, done);
        });
}

// A call that follows another must not go to the place billing was switched to meanwhile.
bool WebhookDesk::isStill(const QByteArray &world, const CallSource<void> &done) const
{
    if (m_session.world() == world)
        return true;
    done.finish(Error{.kind = Error::Kind::Cancelled, .message = tr("Billing goes elsewhere now.")});
    return false;
}

void WebhookDesk::readSecret(const QByteArray &world, const WebhookId &id, const CallSource<void> &done)
{
    if (!isStill(world, done))
        return;
    whenDone(
        m_session.client().webhookSecret(id), this, [this, world, done](const Result<QByteArray> &secret) {
            if (!secret) {
                if (secret.error().kind == Error::Kind::NotFound)
                    remember(world, {}); // somebody removed it
                return done.finish(secret.error());
            }
            done.finish(keepSecret(world, *secret));
        });
}

Call<void> WebhookDesk::unregister()
{
    const auto known = registration();
    const CallSource<void> done;
    if (!known) {
        done.finish({});
        return done.call();
    }
    whenDone(m_session.client().deleteWebhook(known->id), this,
        [this, world = m_session.world(), done](const Result<Done> &gone) {
            if (!gone && gone.error().kind != Error::Kind::NotFound)
                return done.finish(gone.error());
            remember(world, {});
            done.finish({});
        });
    return done.call();
}

Call<Delivery> WebhookDesk::sendTestEvent(const QString &type)
{
    SandboxControls *sandbox = m_session.sandbox();
    const CallSource<Delivery> done;
    if (!sandbox || !isRunning()) {
        done.finish(
            wrong(sandbox ? tr("Start the receiver first.") : tr("Only the sandbox sends test events."), {}));
        return done.call();
    }
    const auto &played = m_session.state().subscription;
    const auto first
        = sandbox->sendTestEvent(address(), type, played ? std::optional(played->id) : std::nullopt);
    whenDone(first, this, [type, done](const Result<Delivery> &sent) {
        // A subscription that cost nothing so far has none.
        const bool unpaid = !sent && sent.error().code == nothingToTell && type.startsWith("payment."_L1);
        done.finish(unpaid ? Result<Delivery>(wrong(tr("This customer has no payment yet. Buy a product, or"
                                                       " choose a subscription event."),
                        {}))
                           : sent);
    });
    return done.call();
}

Result<void> WebhookDesk::setSecret(const QByteArray &secret)
{
    return keepSecret(m_session.world(), secret.trimmed());
}

Result<void> WebhookDesk::keepSecret(const QByteArray &world, const QByteArray &secret)
{
    if (const auto key = webhookKeyOf(secret); !key)
        return key.error();
    QList<Secret> &held = m_secrets[world];
    if (held.isEmpty() || held.first().text != secret) {
        if (!held.isEmpty())
            held.first().replacedAt = m_clock->now();
        held.prepend({.text = secret});
    }
    giveSecrets();
    Q_EMIT changed();
    return {};
}

QString WebhookDesk::maskedSecret() const
{
    const auto held = m_secrets.value(m_session.world());
    return held.isEmpty() ? QString() : maskedWebhookSecret(held.first().text);
}

// Those of every place: what a service sends late is still its own after a switch.
void WebhookDesk::giveSecrets()
{
    QList<QByteArray> texts;
    m_given.clear();
    for (auto world = m_secrets.begin(); world != m_secrets.end(); ++world) {
        world->removeIf([&](const Secret &secret) {
            return secret.replacedAt != TimePoint::max() && secret.replacedAt + bothHold < m_clock->now();
        });
        for (const Secret &secret : std::as_const(*world)) {
            texts.append(secret.text);
            m_given.append(world.key());
        }
    }
    if (m_receiver)
        m_receiver->setSecrets(texts);
}

void WebhookDesk::act(const ReceivedWebhook &delivery)
{
    if (m_given.value(delivery.verdict.secret) == m_session.world())
        m_session.refresh();
}
