// SPDX-License-Identifier: MIT
#include "session/bringover.h"

#include "session/bringoverpages.h"
#include "session/bringoversame.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using CallStanding = BringOverCall::Standing;

bool linksAny(const Product &product, const QList<Meter> &meters)
{
    const UsagePrice *price = usagePriceOf(product.is);
    return price && std::ranges::any_of(price->meters, [&](const MeterPrice &line) {
        return std::ranges::any_of(meters, [&](const Meter &meter) { return meter.id == line.meter; });
    });
}

Result<Meter> meterAt(const QJsonObject &json, const QString &)
{
    return meterFromJson(json);
}

Result<Product> productAt(const QJsonObject &json, const QString &path)
{
    return productFromListJson(json, path);
}

} // namespace

BringOver::BringOver(Connections &connections, Destination sandbox, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_session(connections.session())
    , m_sandbox(std::move(sandbox))
{
    // The list was made for one place; in another it means nothing.
    connect(&m_session, &Session::worldChanged, this, [this] {
        if (m_world == m_session.world())
            return;
        m_calls.clear();
        m_problem.reset();
        Q_EMIT changed();
    });
}

std::optional<Error> BringOver::obstacle() const
{
    if (m_session.inSandbox())
        return Error{.message = tr("Billing goes to the sandbox. Switch to test mode first.")};
    if (m_session.isLive() && !m_connections.live().isOpen())
        return Error{.message = tr("Live mode is not open in this run.")};
    return std::nullopt;
}

void BringOver::read()
{
    if (m_reading || m_sending)
        return;
    m_calls.clear();
    m_problem = obstacle();
    if (m_problem)
        return Q_EMIT changed();
    m_world = m_session.world();
    m_reading = true;
    Q_EMIT changed();
    readOurs([this](const std::optional<Error> &error) {
        if (error)
            return end(error);
        if (m_world == m_session.world())
            list();
        readTheirs([this](const std::optional<Error> &there) {
            if (!there)
                compare();
            end(there);
        });
    });
}

// The meters of this program, the product that links most of them, and whatever else that product counts by.
void BringOver::readOurs(Then then)
{
    Transport &transport = m_session.client().transport();
    auto *meters = new BringOverPages<Meter>(
        transport, m_sandbox, [](int page) { return requests::meters(Listing::Current, page); }, meterAt,
        this);
    whenDone(meters->start(), this, [this, then, &transport](const Result<QList<Meter>> &all) {
        if (!all)
            return then(all.error());
        m_meters = *all;
        auto *products = new BringOverPages<Product>(
            transport, m_sandbox, [](int page) { return requests::products(Listing::Current, page); },
            productAt, this);
        whenDone(products->start(), this, [this, then](const Result<QList<Product>> &listed) {
            if (!listed)
                return then(listed.error());
            QList<Meter> own = m_meters;
            const QStringList names = m_session.sentNames();
            own.removeIf([&](const Meter &meter) { return !names.contains(meter.is.eventName); });
            const auto found = std::ranges::find_if(
                *listed, [&](const Product &product) { return linksAny(product, own); });
            m_product.reset();
            if (found != listed->end())
                return readProduct(found->id, then);
            m_meters = own;
            then({});
        });
    });
}

// Lists leave a product's credits out.
void BringOver::readProduct(const ProductId &id, Then then)
{
    const auto raw = m_session.client().transport().sendTo(m_sandbox, requests::product(id));
    whenDone(
        decodedObject<Product>(raw, productFromJson), this, [this, then](const Result<Product> &product) {
            if (!product)
                return then(product.error());
            m_product = *product;
            const QStringList names = m_session.sentNames();
            m_meters.removeIf([&](const Meter &meter) {
                return !names.contains(meter.is.eventName) && !linksAny(*m_product, {meter});
            });
            then({});
        });
}

bool BringOver::linksLivingMeters() const
{
    const auto &lines = usagePriceOf(m_product->is)->meters;
    return std::ranges::all_of(lines, [this](const MeterPrice &line) {
        return std::ranges::any_of(m_meters, [&](const Meter &meter) { return meter.id == line.meter; });
    });
}

void BringOver::list()
{
    for (const Meter &meter : std::as_const(m_meters))
        m_calls.append(
            {.kind = BringOverCall::Kind::Meter, .name = meter.is.name, .sandboxId = meter.id.text});
    if (!m_product)
        return;
    BringOverCall product{.kind = BringOverCall::Kind::Product,
        .name = m_product->is.name,
        .sandboxId = m_product->id.text,
        .leavesOut
        = !m_product->is.credits.isEmpty() || !m_product->is.addons.value_or(QStringList()).isEmpty()};
    if (billsInCredits(m_product->is))
        product.error
            = Error{.message = tr("It bills in credits. Make them in the service, then the product.")};
    else if (!linksLivingMeters())
        product.error = Error{.message = tr("It links a meter that is archived in the sandbox.")};
    if (product.error) {
        product.standing = CallStanding::Impossible;
        product.wanted = false;
    }
    m_calls.append(product);
}

void BringOver::readTheirs(Then then)
{
    // After a switch the list is empty: there is nothing left to compare.
    const auto moved = [this] { return m_world != m_session.world(); };
    const Error elsewhere{.kind = Error::Kind::Cancelled, .message = tr("Billing goes elsewhere now.")};
    if (moved())
        return then(elsewhere);
    whenDone(m_session.client().meters(), this, [=, this](const Result<QList<Meter>> &meters) {
        if (!meters || moved())
            return then(meters ? elsewhere : meters.error());
        m_theirMeters = *meters;
        whenDone(m_session.client().products(), this, [=, this](const Result<QList<Product>> &products) {
            if (!products || moved())
                return then(products ? elsewhere : products.error());
            m_theirProducts = *products;
            then({});
        });
    });
}

// What was made here a moment ago keeps its standing; it is found by content all the same after a restart.
void BringOver::compare()
{
    QHash<MeterId, MeterId> known;
    for (qsizetype i = 0; i < m_meters.size(); ++i) {
        BringOverCall &call = m_calls[i];
        const auto found = std::ranges::find_if(
            m_theirMeters, [&](const Meter &theirs) { return sameMeter(meterOf(i), theirs.is); });
        if (call.isOpen() && found != m_theirMeters.end()) {
            call.standing = CallStanding::There;
            call.error.reset();
            call.id = found->id.text;
        }
        if (!call.id.isEmpty())
            known.insert(m_meters[i].id, MeterId{call.id});
    }
    if (!m_product || !m_calls.last().isOpen())
        return;
    const auto found = std::ranges::find_if(
        m_theirProducts, [&](const Product &theirs) { return sameProduct(m_product->is, theirs.is, known); });
    if (found == m_theirProducts.end())
        return;
    m_calls.last().standing = CallStanding::There;
    m_calls.last().error.reset();
    m_calls.last().id = found->id.text;
}

// The service makes credits and add-ons of its own: their ids there are not the sandbox's.
NewProduct BringOver::productToSend() const
{
    NewProduct out = m_product->is;
    out.credits.clear();
    out.addons.reset();
    auto &price = std::get<UsagePrice>(out.price);
    for (MeterPrice &line : price.meters) {
        for (qsizetype i = 0; i < m_meters.size(); ++i) {
            if (m_meters[i].id == line.meter) {
                const QByteArray id = m_calls[i].id;
                line.meter = id.isEmpty() ? MeterId::of(tr("id of %1").arg(m_calls[i].name)) : MeterId{id};
                break;
            }
        }
        line.name.clear(); // filled in by the service
        line.measurementUnit.clear();
        line.description.reset();
    }
    return out;
}

ApiRequest BringOver::request(qsizetype call) const
{
    return m_calls[call].kind == BringOverCall::Kind::Meter ? requests::createMeter(meterOf(call))
                                                            : requests::createProduct(productToSend());
}

void BringOver::setWanted(qsizetype call, bool wanted)
{
    if (m_sending || !m_calls[call].isOpen())
        return;
    m_calls[call].wanted = wanted;
    const bool product = m_calls[call].kind == BringOverCall::Kind::Product;
    for (qsizetype i = 0; i < m_meters.size() && m_product; ++i) {
        const bool linked = m_calls[i].isOpen() && linksAny(*m_product, {m_meters[i]});
        if (product && wanted && linked)
            m_calls[i].wanted = true;
        else if (i == call && !wanted && linked)
            m_calls.last().wanted = false;
    }
    Q_EMIT changed();
}

int BringOver::toSend() const
{
    return int(std::ranges::count_if(
        m_calls, [](const BringOverCall &call) { return call.isOpen() && call.wanted; }));
}

void BringOver::send()
{
    if (m_reading || m_sending || toSend() == 0)
        return;
    m_problem = obstacle();
    if (m_problem)
        return Q_EMIT changed();
    m_sending = true;
    Q_EMIT changed();
    readTheirs([this](const std::optional<Error> &error) {
        if (error)
            return end(error);
        compare();
        next();
    });
}

void BringOver::next()
{
    if (m_world != m_session.world())
        return end(Error{.kind = Error::Kind::Cancelled, .message = tr("Billing goes elsewhere now.")});
    const auto found = std::ranges::find_if(
        m_calls, [](const BringOverCall &call) { return call.isOpen() && call.wanted; });
    if (found == m_calls.end())
        return end({});
    found->standing = CallStanding::Sending;
    found->error.reset();
    Q_EMIT changed();
    const qsizetype call = found - m_calls.begin();
    if (found->kind == BringOverCall::Kind::Meter)
        sendMeter(call);
    else
        sendProduct(call);
}

void BringOver::sendMeter(qsizetype call)
{
    whenDone(m_session.client().createMeter(meterOf(call)), this, [this, call](const Result<Meter> &meter) {
        answered(call, meter ? Result(meter->id.text) : Result<QByteArray>(meter.error()));
    });
}

void BringOver::sendProduct(qsizetype call)
{
    whenDone(m_session.client().createProduct(productToSend()), this,
        [this, call](const Result<Product> &product) {
            answered(call, product ? Result(product->id.text) : Result<QByteArray>(product.error()));
        });
}

void BringOver::answered(qsizetype call, const Result<QByteArray> &id)
{
    if (call >= m_calls.size())
        return end(Error{.kind = Error::Kind::Cancelled, .message = tr("Billing goes elsewhere now.")});
    BringOverCall &made = m_calls[call];
    if (id) {
        made.standing = CallStanding::Made;
        made.id = *id;
        return next();
    }
    made.standing = CallStanding::Refused;
    made.error = id.error();
    if (id.error().status == 403)
        made.error->message = tr("This key is read-only. Paste one that may write.");
    end(made.error);
}

void BringOver::end(const std::optional<Error> &problem)
{
    const bool sent = std::exchange(m_sending, false);
    m_reading = false;
    m_problem = problem;
    if (sent)
        m_session.refresh();
    Q_EMIT changed();
    if (sent)
        Q_EMIT finished();
}
