// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "session/judge.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString eventNameKey = u"event_name"_s;
const QString chosenKey = u"subscription"_s;
const QString worldKey = u"world"_s;
const QString nobody = u"none"_s; // "another customer" was asked for
const QString recipeNamesKey = u"recipe_names"_s;
constexpr QChar betweenNames = u'\n'; // in the setting; no event name holds it
const QByteArray sandboxWorlds = "sandbox:";

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
    , m_here(std::make_unique<QObject>())
{
    connect(&outbox, &Outbox::sent, this, &Session::refreshUsage);
}

Session::~Session() = default;

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

bool Session::everyNameHasMeter(const QList<Meter> &meters) const
{
    const QStringList names = sentNames();
    return std::ranges::all_of(names, [&meters](const QString &name) {
        return std::ranges::any_of(
            meters, [&name](const Meter &meter) { return meter.is.eventName == name; });
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
    return {everyNameHasMeter(m_state.meters), product && namesLinkedBy(*product) == sentNames().size(),
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
    leave();
    m_mode = mode;
    m_world = inSandbox() ? QByteArray() : world;
    if (!inSandbox()) {
        m_judge = std::make_unique<Judge>(*this);
        connect(m_judge.get(), &Judge::changed, this, &Session::knownEventsChanged);
    }
    m_outbox.setDestination(this->world());
    Q_EMIT modeChanged();
    Q_EMIT worldChanged();
    Q_EMIT changed();
    Q_EMIT usageChanged();
    refresh();
}

// What was asked for in the old place is answered there and finds nobody. The watchers may be in the middle
// of telling.
void Session::leave()
{
    for (QObject *watcher : m_here->children())
        watcher->disconnect();
    m_here.release()->deleteLater();
    m_here = std::make_unique<QObject>();
    if (m_judge) {
        m_judge->close();
        m_judge.release()->deleteLater();
    }
    m_state = {};
    m_next = {};
    m_reaches = {};
    m_nextReaches = {};
    m_readingMore = {};
    m_loading = m_again = m_usageLoading = m_usageAgain = false;
}

QByteArray Session::world() const
{
    return inSandbox() ? sandboxWorld() : m_world;
}

QByteArray Session::sandboxWorld() const
{
    return sandboxWorlds + m_outbox.setting(worldKey, u"1"_s).toUtf8();
}

TimePoint Session::nowIn(const QByteArray &world) const
{
    if (!world.startsWith(sandboxWorlds))
        return m_clock.now();
    return m_frozenAt.value_or(m_clock.now() + m_clockOffset);
}

Call<QList<Verdict>> Session::verdicts(const QList<EventId> &events)
{
    return m_judge ? m_judge->verdicts(events) : m_sandbox->verdicts(events);
}

KnownEvents Session::knownEvents() const
{
    return m_judge ? m_judge->known() : KnownEvents();
}

void Session::hear(const QByteArray &world, const Exchange &exchange)
{
    if (m_judge && world == m_world)
        m_judge->hear(exchange);
}

QString Session::subscriptionKey() const
{
    return inSandbox() ? chosenKey : chosenKey + u'@' + QString::fromUtf8(m_world);
}

void Session::useSubscription(const SubscriptionId &id)
{
    m_outbox.setSetting(subscriptionKey(), id.string());
    refresh();
}

void Session::forgetCustomer()
{
    m_outbox.setSetting(subscriptionKey(), nobody);
    refresh();
}

void Session::reset()
{
    if (!sandbox())
        return;
    const QByteArray before = world();
    // Not among what a switch forgets: the world is another one whenever that is known.
    whenDone(m_sandbox->reset(), this, [this, before](const Result<QByteArray> &snapshot) {
        if (!snapshot)
            return Q_EMIT failed(snapshot.error());
        m_undo = {.snapshot = *snapshot, .world = before};
        m_outbox.setSetting(chosenKey, {});
        moveTo(sandboxWorlds + *snapshot); // a name no earlier world had
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
        moveTo(undo.world);
    });
}

void Session::moveTo(const QByteArray &world)
{
    m_outbox.setSetting(worldKey, QString::fromUtf8(world.mid(sandboxWorlds.size())));
    if (!inSandbox())
        return;
    m_outbox.setDestination(world);
    Q_EMIT worldChanged();
    refresh();
}
