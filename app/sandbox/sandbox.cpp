// SPDX-License-Identifier: MIT
#include "sandbox/sandbox.h"

#include "sandbox/advice.h"
#include "sandbox/creditwatch.h"
#include "sandbox/cron.h"
#include "sandbox/ledgers.h"
#include "sandbox/server.h"
#include "sandbox/worldstate.h"
#include "support/strictjson.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int portsTried = 50;
constexpr qint64 seedLimit = 1024LL * 1024 * 1024; // bytes

// Made once a workspace and kept, so that a merchant's settings survive a restart.
struct Identity {
    QByteArray business;
    QByteArray brand;
    QByteArray apiKey;
    QByteArray webhookKey;
};

QByteArray newWebhookKey(IdSource &ids)
{
    const QByteArray seed = ids.next(Prefix::Token) + ids.next(Prefix::Token);
    return "whsec_" + QCryptographicHash::hash(seed, QCryptographicHash::Sha256).toBase64();
}

QByteArray keptOr(Writing &out, QByteArrayView key, const std::function<QByteArray()> &make)
{
    if (const auto kept = out.meta(key))
        return *kept;
    const QByteArray made = make();
    out.setMeta(key, made);
    return made;
}

Result<Identity> identityOf(Store &store, IdSource &ids)
{
    Identity out;
    const auto effects = [&](Writing &world) {
        out.business = keptOr(world, "business", [&] { return ids.next(Prefix::Business); });
        out.brand = keptOr(world, "brand", [&] { return ids.next(Prefix::Brand); });
        out.apiKey = keptOr(world, "api_key",
            [&] { return "dodo_test_" + ids.next(Prefix::Token).mid(prefixText(Prefix::Token).size()); });
        out.webhookKey = keptOr(world, "webhook_key", [&] { return newWebhookKey(ids); });
        return true;
    };
    if (const auto written = store.write({.effects = effects, .record = {}}); !written)
        return written.error();
    return out;
}

Result<QJsonObject> readSeed(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{.kind = Error::Kind::Storage,
            .message = u"The seed file “%1” cannot be read: %2."_s.arg(path, file.errorString())};
    }
    return readObject(file.readAll(), {.maxBytes = seedLimit});
}

} // namespace

struct Sandbox::Parts {
    SandboxOptions options;
    SandboxAddress address;
    std::unique_ptr<WorldClock> clock;
    Faults faults;
    RateLimits limits;
    std::unique_ptr<Store> store;
    std::unique_ptr<PaintJobs> jobs;
    Ledgers ledgers;
    Advice advice;
    CreditWatch credits;
    std::unique_ptr<World> world;
    std::unique_ptr<Server> server;
    std::unique_ptr<Cron> cron; // goes first

    void setClock(const WorldClock::Setting &kept);
    Result<void> bind();
    Result<void> openStore();
    Result<void> loadSeed();
    Result<void> serve();
};

void Sandbox::Parts::setClock(const WorldClock::Setting &kept)
{
    clock->apply(options.start ? clock->showing(options.start->at, options.start->mode) : kept);
}

// Before anything else: a taken port must not cost the world that is there.
Result<void> Sandbox::Parts::bind()
{
    auto bound = Server::bind(
        options.port, options.portPolicy == SandboxOptions::PortPolicy::Exact ? 1 : portsTried);
    if (!bound)
        return bound.error();
    server = std::move(*bound);
    return {};
}

Result<void> Sandbox::Parts::openStore()
{
    auto opened = Store::open(options.folder, options.record);
    if (!opened)
        return opened.error();
    store = std::move(*opened);
    clock = std::make_unique<WorldClock>(options.clock);
    const auto kept
        = store->read([](const Reading &reading) { return reading.meta("clock").value_or(QByteArray()); });
    if (!kept)
        return kept.error();
    setClock(settingFromText(*kept).value_or(WorldClock::Setting{}));
    return {};
}

Result<void> Sandbox::Parts::loadSeed()
{
    if (!options.seedFile)
        return {};
    const auto json = readSeed(*options.seedFile);
    if (!json)
        return json.error();
    const auto state = WorldState::fromJson(*json, *clock);
    if (!state)
        return state.error();
    if (const auto filled = store->replace([&](Writing &out) { return state->writeTo(out); }); !filled)
        return filled;
    setClock(state->clock());
    return {};
}

Result<void> Sandbox::Parts::serve()
{
    const auto identity = identityOf(*store, *options.ids);
    if (!identity)
        return identity.error();
    const QString url = u"http://127.0.0.1:%1"_s.arg(server->port());
    address = {.dodoUrl = url,
        .imageUrl = url + u"/v1"_s,
        .apiKey = options.apiKey.isEmpty() ? identity->apiKey : options.apiKey,
        .webhookKey = identity->webhookKey,
        .port = server->port()};
    jobs = std::make_unique<PaintJobs>(options.paint, *clock, *options.ids);
    world = std::make_unique<World>(World{.store = *store,
        .clock = *clock,
        .ids = *options.ids,
        .faults = faults,
        .limits = limits,
        .jobs = *jobs,
        .ledgers = ledgers,
        .advice = advice,
        .credits = credits,
        .businessId = identity->business,
        .brandId = identity->brand,
        .baseUrl = url,
        .webhookKey = identity->webhookKey,
        .apiKey = options.apiKey,
        .folder = options.folder,
        .onActivate = options.onActivate,
        .paint = options.paint,
        .wakeCron = {},
        .awaitCron = {}});
    cron = std::make_unique<Cron>(*world);
    world->wakeCron = [timer = cron.get()] { timer->wake(); };
    world->awaitCron = [timer = cron.get()](milliseconds most) { timer->waitUntilIdle(most); };
    cron->start();
    server->listen(*world);
    return {};
}

Sandbox::Sandbox(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Sandbox::~Sandbox()
{
    stop();
}

Result<std::unique_ptr<Sandbox>> Sandbox::start(SandboxOptions options)
{
    if (!options.clock)
        options.clock = std::make_shared<SystemClock>();
    if (!options.ids)
        options.ids = std::make_shared<RandomIds>();
    auto parts = std::make_unique<Parts>();
    parts->options = std::move(options);
    for (const auto step : {&Parts::bind, &Parts::openStore, &Parts::loadSeed, &Parts::serve}) {
        if (const auto done = (parts.get()->*step)(); !done)
            return done.error();
    }
    return std::unique_ptr<Sandbox>(new Sandbox(std::move(parts)));
}

SandboxAddress Sandbox::address() const
{
    return m_parts->address;
}

void Sandbox::stop()
{
    if (m_parts->server)
        m_parts->server->stop();
    m_parts->cron.reset();
}
