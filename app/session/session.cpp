// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "session/series.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString eventNameKey = u"event_name"_s;
const QString subscriptionKey = u"subscription"_s;
const QString worldKey = u"world"_s;
const QString nobody = u"none"_s; // "another customer" was asked for
const QString recipeNamesKey = u"recipe_names"_s;
constexpr QChar betweenNames = u'\n'; // in the setting; no event name holds it

// Whether one of the newest events of GET /events was sent by this program.
bool hasOwnEvent(const ApiAnswer &answer)
{
    const auto body = readObject(answer.body);
    if (!body)
        return false;
    const QJsonArray items = body->value("items"_L1).toArray();
    return std::ranges::any_of(items, [](const QJsonValue &item) {
        const QByteArray id = item["event_id"_L1].toString().toUtf8();
        return id.startsWith(pictureEvents) || id.startsWith(trafficEvents);
    });
}

bool links(const Product &product, const MeterId &meter)
{
    const auto *price = std::get_if<UsagePrice>(&product.is.price);
    return price
        && std::ranges::any_of(price->meters, [&](const MeterPrice &line) { return line.meter == meter; });
}

} // namespace

Session::Session(
    Client &client, SandboxControls *sandbox, Outbox &outbox, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_sandbox(sandbox)
    , m_outbox(outbox)
    , m_clock(clock)
{
    connect(&outbox, &Outbox::sent, this, &Session::refreshUsage);
}

TimePoint Session::now() const
{
    return m_frozenAt.value_or(m_clock.now() + m_clockOffset);
}

QString Session::eventName() const
{
    return m_outbox.setting(eventNameKey, u"image.generated"_s);
}

void Session::setEventName(const QString &name)
{
    m_outbox.setSetting(eventNameKey, name);
    Q_EMIT eventNameChanged();
    Q_EMIT changed();
}

QStringList Session::recipeNames() const
{
    return m_outbox.setting(recipeNamesKey).split(betweenNames, Qt::SkipEmptyParts);
}

void Session::setRecipeNames(const QStringList &names)
{
    if (names == recipeNames())
        return;
    m_outbox.setSetting(recipeNamesKey, names.join(betweenNames));
    Q_EMIT eventNameChanged();
    Q_EMIT changed();
    refreshUsage(); // whether one of them came in
}

void Session::sendName(const QString &name)
{
    QStringList names = recipeNames();
    if (names.isEmpty())
        return setEventName(name);
    if (names.contains(name))
        return;
    const auto unread = std::ranges::find_if(names, [this](const QString &sent) {
        return std::ranges::none_of(
            m_state.meters, [&sent](const Meter &meter) { return meter.is.eventName == sent; });
    });
    (unread == names.end() ? names.first() : *unread) = name;
    setRecipeNames(names);
}

QStringList Session::sentNames() const
{
    const QStringList names = recipeNames();
    return names.isEmpty() ? QStringList{eventName()} : names;
}

const Meter *Session::meterOfThisProgram() const
{
    const QStringList names = sentNames();
    const auto found = std::ranges::find_if(
        m_state.meters, [&](const Meter &meter) { return names.contains(meter.is.eventName); });
    return found == m_state.meters.end() ? nullptr : &*found;
}

bool Session::everyNameHasMeter() const
{
    const QStringList names = sentNames();
    return std::ranges::all_of(names, [this](const QString &name) {
        return std::ranges::any_of(
            m_state.meters, [&name](const Meter &meter) { return meter.is.eventName == name; });
    });
}

qsizetype Session::namesLinkedBy(const Product &product) const
{
    const QStringList names = sentNames();
    return std::ranges::count_if(names, [&](const QString &name) {
        return std::ranges::any_of(m_state.meters,
            [&](const Meter &meter) { return meter.is.eventName == name && links(product, meter.id); });
    });
}

const Product *Session::productOfThisProgram() const
{
    const Product *best = nullptr;
    qsizetype most = 0;
    for (const Product &product : m_state.products) {
        const qsizetype linked = namesLinkedBy(product);
        if (linked <= most)
            continue;
        best = &product;
        most = linked;
    }
    return best;
}

std::array<bool, Session::tabs> Session::ticks() const
{
    const auto summary = bill();
    const bool used = summary && std::ranges::any_of(summary->meters, [](const MeterUsage &meter) {
        return meter.consumedUnits > Decimal(0);
    });
    const Product *product = productOfThisProgram();
    return {everyNameHasMeter(), product && namesLinkedBy(*product) == sentNames().size(),
        m_state.subscription.has_value(), m_state.sentThisPeriod, m_state.sentThisPeriod && used, used};
}

std::optional<BillSoFar> Session::bill() const
{
    if (!m_state.subscription || m_state.usage.isEmpty())
        return std::nullopt;
    return billSoFar(*m_state.subscription, m_state.usage.first());
}

void Session::enter(Destination::Mode mode, const QByteArray &world)
{
    m_mode = mode;
    m_world = inSandbox() ? QByteArray() : world;
    m_state = {};
    m_clockOffset = {};
    m_frozenAt.reset();
    m_outbox.setDestination(this->world());
    Q_EMIT modeChanged();
    Q_EMIT worldChanged();
    Q_EMIT changed();
    refresh();
}

QByteArray Session::world() const
{
    if (!inSandbox())
        return m_world;
    return "sandbox:" + m_outbox.setting(worldKey, u"1"_s).toUtf8();
}

Call<QList<Verdict>> Session::verdicts(const QList<EventId> &events)
{
    if (sandbox())
        return m_sandbox->verdicts(events);
    const CallSource<QList<Verdict>> none;
    none.finish(QList<Verdict>());
    return none.call();
}

void Session::readMore(ServiceList list)
{
    if (m_state.more.contains(list))
        refresh();
}

void Session::setWorld(const QByteArray &world)
{
    m_outbox.setSetting(worldKey, QString::fromUtf8(world.mid(world.indexOf(':') + 1)));
    m_outbox.setDestination(world);
    Q_EMIT worldChanged();
}

std::optional<SubscriptionId> Session::chosenSubscription() const
{
    const QString wanted = m_outbox.setting(subscriptionKey);
    if (wanted == nobody || m_next.subscriptions.isEmpty())
        return std::nullopt;
    for (const Subscription &subscription : m_next.subscriptions) {
        if (subscription.id.string() == wanted)
            return subscription.id;
    }
    return m_next.subscriptions.first().id;
}

void Session::useSubscription(const SubscriptionId &id)
{
    m_outbox.setSetting(subscriptionKey, id.string());
    refresh();
}

void Session::forgetCustomer()
{
    m_outbox.setSetting(subscriptionKey, nobody);
    refresh();
}

void Session::refresh()
{
    m_again = m_loading;
    if (!m_loading)
        load();
}

void Session::load()
{
    m_loading = true;
    m_next = {};
    Series series(this, [this](const std::optional<Error> &error) {
        if (error)
            return loaded(error);
        loadSubscription();
    });
    series.add(
        [this] { return m_client.meters(); }, [this](const QList<Meter> &meters) { m_next.meters = meters; });
    series.add([this] { return m_client.meters(Listing::Archived); },
        [this](const QList<Meter> &meters) { m_next.archivedMeters = meters; });
    series.add([this] { return m_client.products(); },
        [this](const QList<Product> &products) { m_next.products = products; });
    series.add([this] { return m_client.products(Listing::Archived); },
        [this](const QList<Product> &products) { m_next.archivedProducts = products; });
    const SubscriptionFilter active{.customer = {}, .product = {}, .status = SubscriptionStatus::Active};
    series.add([this, active] { return m_client.subscriptions(active); },
        [this](const QList<Subscription> &subscriptions) { m_next.subscriptions = subscriptions; });
    series.start();
}

void Session::loadSubscription()
{
    loadClock();
    const auto id = chosenSubscription();
    if (!id)
        return loaded({});
    whenDone(m_client.subscription(*id), this, [this](const Result<Subscription> &subscription) {
        if (!subscription)
            return loaded(subscription.error());
        m_next.subscription = *subscription;
        loadUsage(m_next, [this](const std::optional<Error> &error) { loaded(error); });
    });
}

// With the subscription known: where its period stands, its usage, and whether this program sent anything.
void Session::loadUsage(ServiceState &into, std::function<void(std::optional<Error>)> then)
{
    const SubscriptionId id = into.subscription->id;
    // The state may have been replaced by another customer's while an answer was on its way.
    const auto still = [&into, id] { return into.subscription && into.subscription->id == id; };
    Series series(this, std::move(then));
    series.add([this, id] { return m_client.subscription(id); },
        [&into, still](const Subscription &current) {
            if (still())
                into.subscription = current;
        });
    series.add([this, id] { return m_client.usageHistory(id); },
        [&into, still](const QList<UsagePeriod> &usage) {
            if (still())
                into.usage = usage;
        });
    // One question a name: the answer's first page holds the newest of that name.
    bool first = true;
    const QStringList names = sentNames();
    for (const QString &name : names) {
        const EventFilter own{.customer = into.subscription->customer.id,
            .eventName = name.toUtf8(),
            .meter = {},
            .start = into.subscription->previousBillingDate,
            .end = {}};
        series.add([this, own] { return m_client.transport().send(requests::events(own, 0)); },
            [&into, still, anew = std::exchange(first, false)](const ApiAnswer &answer) {
                if (still())
                    into.sentThisPeriod = hasOwnEvent(answer) || (!anew && into.sentThisPeriod);
            });
    }
    series.start();
}

void Session::loadClock()
{
    if (!sandbox())
        return;
    whenDone(m_sandbox->clock(), this, [this](const Result<SandboxClock> &clock) {
        if (!clock)
            return;
        const auto frozen
            = clock->mode == SandboxClock::Mode::Frozen ? std::optional(clock->now) : std::nullopt;
        if (m_frozenAt == frozen && m_clockOffset == clock->offset)
            return;
        m_frozenAt = frozen;
        m_clockOffset = clock->offset;
        Q_EMIT changed();
    });
}

void Session::loaded(const std::optional<Error> &error)
{
    m_loading = false;
    if (error) {
        Q_EMIT failed(*error);
    } else {
        m_next.loaded = true;
        m_state = std::exchange(m_next, {});
    }
    Q_EMIT changed();
    Q_EMIT usageChanged();
    if (std::exchange(m_again, false))
        load();
    else if (!m_usageLoading && std::exchange(m_usageAgain, false))
        refreshUsage();
}

void Session::refreshUsage()
{
    // A whole reading under way may hold older usage, and would put it back when it ends.
    m_usageAgain = m_usageLoading || m_loading;
    if (!m_state.subscription || m_usageAgain)
        return;
    m_usageLoading = true;
    loadClock();
    loadUsage(m_state, [this](const std::optional<Error> &error) {
        m_usageLoading = false;
        if (error)
            Q_EMIT failed(*error);
        Q_EMIT usageChanged();
        Q_EMIT changed();
        if (std::exchange(m_usageAgain, false))
            refreshUsage();
    });
}

void Session::reset()
{
    if (!sandbox())
        return;
    whenDone(m_sandbox->reset(), this, [this](const Result<QByteArray> &snapshot) {
        if (!snapshot)
            return Q_EMIT failed(snapshot.error());
        m_undo = {.snapshot = *snapshot, .world = world()};
        m_outbox.setSetting(subscriptionKey, {});
        setWorld("sandbox:" + *snapshot); // a name no earlier world had
        refresh();
    });
}

void Session::undoReset()
{
    if (!sandbox() || !canUndoReset())
        return;
    const Undo undo = std::exchange(m_undo, {});
    whenDone(m_sandbox->restore(undo.snapshot), this, [this, undo](const Result<Done> &done) {
        if (!done)
            return Q_EMIT failed(done.error());
        setWorld(undo.world);
        refresh();
    });
}
