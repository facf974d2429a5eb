// SPDX-License-Identifier: MIT
#include "session/judge.h"
#include "session/series.h"
#include "session/session.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// Reading the service. The sandbox's lists are read whole; of a real one the newest pages, one after the
// other, so that no more than one of these calls is under way: what is sent has the other connections.
namespace {

const QString nobody = u"none"_s; // "another customer" was asked for
constexpr int pagesUnasked = 3; // of a real service's list
constexpr int mostPagesUnasked = 10; // until a meter of this program is found, or what was read before

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

template<typename T>
bool holds(const QList<T> &list, const T &wanted)
{
    return std::ranges::any_of(list, [&wanted](const T &item) { return item.id == wanted.id; });
}

// What was made or archived meanwhile moves the pages: nothing is listed twice.
template<typename T>
void takePage(QList<T> &into, const QList<T> &page)
{
    for (const T &item : page) {
        if (!holds(into, item))
            into.append(item);
    }
}

} // namespace

template<typename T>
struct Session::List {
    ServiceList list;
    QList<T> ServiceState::*items;
    QList<T> ServiceState::*others; // where one of these goes when it is archived, or comes back
    std::function<Call<ListPage<T>>(int page)> page;
};

Session::List<Meter> Session::meterList(ServiceList list) const
{
    Client &client = m_client;
    if (list == ServiceList::Meters)
        return {list, &ServiceState::meters, &ServiceState::archivedMeters,
            [&client](int page) { return client.metersPage(Listing::Current, page); }};
    return {list, &ServiceState::archivedMeters, &ServiceState::meters,
        [&client](int page) { return client.metersPage(Listing::Archived, page); }};
}

Session::List<Product> Session::productList(ServiceList list) const
{
    Client &client = m_client;
    if (list == ServiceList::Products)
        return {list, &ServiceState::products, &ServiceState::archivedProducts,
            [&client](int page) { return client.productsPage(Listing::Current, page); }};
    return {list, &ServiceState::archivedProducts, &ServiceState::products,
        [&client](int page) { return client.productsPage(Listing::Archived, page); }};
}

Session::List<Subscription> Session::subscriptionList() const
{
    const SubscriptionFilter active{.customer = {}, .product = {}, .status = SubscriptionStatus::Active};
    Client &client = m_client;
    return {ServiceList::Subscriptions, &ServiceState::subscriptions, &ServiceState::subscriptions,
        [&client, active](int page) { return client.subscriptionsPage(active, page); }};
}

bool Session::goesOn(ServiceList list) const
{
    const Reach reach = m_nextReaches.value(list);
    if (!reach.more)
        return false;
    if (inSandbox())
        return reach.pages < Client::mostPages;
    if (reach.pages >= mostPagesUnasked)
        return false;
    return reach.pages < std::max(pagesUnasked, m_reaches.value(list).pages)
        || (list == ServiceList::Meters && !everyNameHasMeter(m_next.meters));
}

template<typename T>
Call<bool> Session::readList(const List<T> &list)
{
    const CallSource<bool> done;
    readPage(list, 0, done);
    return done.call();
}

template<typename T>
void Session::readPage(const List<T> &list, int page, const CallSource<bool> &done)
{
    whenDone(list.page(page), m_here.get(), [=, this](const Result<ListPage<T>> &read) {
        if (!read)
            return done.finish(read.error());
        if (page == 0)
            (m_next.*list.items).clear();
        takePage(m_next.*list.items, read->items);
        m_nextReaches[list.list] = {.pages = page + 1, .more = read->more};
        if (goesOn(list.list))
            return readPage(list, page + 1, done);
        done.finish(read->more);
    });
}

void Session::readMore(ServiceList list)
{
    if (!m_state.more.contains(list) || m_readingMore.contains(list))
        return;
    switch (list) {
    case ServiceList::Meters:
    case ServiceList::ArchivedMeters:
        return readOneMore(meterList(list));
    case ServiceList::Products:
    case ServiceList::ArchivedProducts:
        return readOneMore(productList(list));
    case ServiceList::Subscriptions:
        return readOneMore(subscriptionList());
    }
}

template<typename T>
void Session::readOneMore(const List<T> &list)
{
    m_readingMore.insert(list.list);
    const int page = m_reaches.value(list.list).pages;
    whenDone(list.page(page), m_here.get(), [this, list, page](const Result<ListPage<T>> &read) {
        m_readingMore.remove(list.list);
        if (!read)
            return Q_EMIT failed(read.error());
        takePage(m_state.*list.items, read->items);
        m_reaches[list.list] = {.pages = page + 1, .more = read->more};
        if (!read->more)
            m_state.more.remove(list.list);
        Q_EMIT changed();
    });
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
    m_next = m_state;
    m_nextReaches = m_reaches;
    Series series(m_here.get(), [this](const std::optional<Error> &error) {
        if (error)
            return loaded(error);
        loadSubscription();
    });
    const auto read = [](bool) {};
    for (const ServiceList list : {ServiceList::Meters, ServiceList::ArchivedMeters})
        series.add([this, list] { return readList(meterList(list)); }, read);
    for (const ServiceList list : {ServiceList::Products, ServiceList::ArchivedProducts})
        series.add([this, list] { return readList(productList(list)); }, read);
    series.add([this] { return readList(subscriptionList()); }, read);
    series.start();
}

// Nobody is chosen unasked where an event costs money.
std::optional<SubscriptionId> Session::chosenSubscription() const
{
    const QString wanted = m_outbox.setting(subscriptionKey());
    const QList<Subscription> &read = m_next.subscriptions;
    if (wanted == nobody)
        return std::nullopt;
    const auto found
        = std::ranges::find_if(read, [&](const Subscription &one) { return one.id.string() == wanted; });
    if (found != read.end())
        return found->id;
    if (!wanted.isEmpty() && m_nextReaches.value(ServiceList::Subscriptions).more)
        return SubscriptionId{wanted.toUtf8()};
    if (read.isEmpty() || isLive())
        return std::nullopt;
    return read.first().id;
}

void Session::loadSubscription()
{
    loadClock();
    if (const auto id = chosenSubscription())
        return readChosen(*id);
    m_next.subscription.reset();
    m_next.usage.clear();
    m_next.sentThisPeriod = false;
    loaded({});
}

void Session::readChosen(const SubscriptionId &id)
{
    whenDone(m_client.subscription(id), m_here.get(), [this](const Result<Subscription> &subscription) {
        if (!subscription)
            return loaded(subscription.error());
        m_next.subscription = *subscription;
        m_next.usage.clear();
        m_next.sentThisPeriod = false;
        loadUsage(m_next, [this](const std::optional<Error> &error) { loaded(error); });
    });
}

// With the subscription known: where its period stands, its usage, and whether this program sent anything.
void Session::loadUsage(ServiceState &into, std::function<void(std::optional<Error>)> then)
{
    const SubscriptionId id = into.subscription->id;
    // The state may have been replaced by another customer's while an answer was on its way.
    const auto still = [&into, id] { return into.subscription && into.subscription->id == id; };
    Series series(m_here.get(), std::move(then));
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
    whenDone(m_sandbox->clock(), m_here.get(), [this](const Result<SandboxClock> &clock) {
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

// After an error too what came before it is taken; of the rest stays what was shown.
void Session::loaded(const std::optional<Error> &error)
{
    m_loading = false;
    if (error) {
        m_next.subscription = m_state.subscription;
        m_next.usage = m_state.usage;
        m_next.sentThisPeriod = m_state.sentThisPeriod;
    } else {
        m_next.loaded = true;
    }
    keepTails();
    m_state = std::exchange(m_next, {});
    m_reaches = std::exchange(m_nextReaches, {});
    if (error)
        Q_EMIT failed(*error);
    if (m_judge)
        m_judge->stateRead();
    Q_EMIT changed();
    Q_EMIT usageChanged();
    if (std::exchange(m_again, false))
        load();
    else if (!m_usageLoading && std::exchange(m_usageAgain, false))
        refreshUsage();
}

void Session::keepTails()
{
    m_next.more.clear();
    for (const ServiceList list : {ServiceList::Meters, ServiceList::ArchivedMeters})
        keepTail(meterList(list));
    for (const ServiceList list : {ServiceList::Products, ServiceList::ArchivedProducts})
        keepTail(productList(list));
    keepTail(subscriptionList());
}

// What was read beyond these pages before, by readMore() or where a later page failed now, stays behind them.
template<typename T>
void Session::keepTail(const List<T> &list)
{
    const QList<T> &before = m_state.*list.items;
    QList<T> &read = m_next.*list.items;
    Reach &reach = m_nextReaches[list.list];
    if (const Reach old = m_reaches.value(list.list); reach.more && old.pages > reach.pages) {
        const auto last = std::ranges::find_if(
            before.crbegin(), before.crend(), [&read](const T &item) { return holds(read, item); });
        const QList<T> others = list.others == list.items ? QList<T>() : QList<T>(m_next.*list.others);
        for (auto item = last.base(); item != before.cend(); ++item) {
            if (!holds(others, *item))
                read.append(*item);
        }
        reach = old;
    }
    if (reach.more)
        m_next.more.insert(list.list);
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
        else if (m_judge)
            m_judge->stateRead();
        Q_EMIT usageChanged();
        Q_EMIT changed();
        if (std::exchange(m_usageAgain, false))
            refreshUsage();
    });
}
