// SPDX-License-Identifier: MIT
// Paying in a browser at a real service: what is waited for, kept over a restart, and asked for in good time.
#include "session/purchase.h"

#include "support/strictjson.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = PurchaseStep::Kind;

// What the service says of a payment that has not succeeded (dodo-api.md 2.1 IntentStatus).
Purchase::Seen seenIn(const QByteArray &status)
{
    if (status == "processing" || status == "requires_capture" || status == "requires_confirmation")
        return Purchase::Seen::Processing;
    if (status == "requires_customer_action" || status == "requires_merchant_action")
        return Purchase::Seen::NeedsAction;
    if (status == "failed" || status == "cancelled" || status == "requires_payment_method")
        return Purchase::Seen::Failed;
    return Purchase::Seen::Nothing;
}

QString draftKey(const QByteArray &world)
{
    return u"purchase:"_s + QString::fromUtf8(world);
}

QString draftText(const Purchase::Order &order, const CreatedCheckout &made, TimePoint at)
{
    const QJsonObject draft{{u"checkout"_s, made.id.string()}, {u"url"_s, made.url},
        {u"created_at"_s, QString::fromUtf8(toIso(at))}, {u"product"_s, order.product.string()},
        {u"customer"_s, order.existing ? order.existing->string() : QString()},
        {u"name"_s, order.customer.name}, {u"email"_s, order.customer.email}};
    return QString::fromUtf8(QJsonDocument(draft).toJson(QJsonDocument::Compact));
}

bool isOver(SubscriptionStatus status)
{
    return status == SubscriptionStatus::Failed || status == SubscriptionStatus::Cancelled
        || status == SubscriptionStatus::Expired;
}

} // namespace

bool Purchase::mayOpen(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    const bool here = url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
    return url.scheme() == "https"_L1 || (here && url.scheme() == "http"_L1);
}

milliseconds Purchase::waited() const
{
    return std::max(std::chrono::duration_cast<milliseconds>(m_session.now() - m_createdAt), milliseconds{0});
}

void Purchase::armWatch()
{
    m_watch.start(m_session.inSandbox() ? milliseconds{watchInterval} : m_pace.after(waited()));
}

void Purchase::startWaiting()
{
    m_waits = true;
    m_seen = Seen::Nothing;
    m_lookProblem.reset();
    ++m_round;
    m_looking = false;
    armWatch();
    begin(Kind::Paid, {});
}

void Purchase::look()
{
    if (!isHere())
        return m_watch.stop();
    if (!m_waits)
        return lookWhetherPaid();
    armWatch();
    if (m_looking)
        return;
    const bool paid = stateOf(Kind::PaymentChecked) == PurchaseStep::State::Done;
    if (paid && !expectsSubscription())
        return waitEnded(std::nullopt);
    m_looking = true;
    const int round = ++m_round;
    const auto mine = [this, round] {
        if (round == m_round)
            m_looking = false;
        return round == m_round && m_waits;
    };
    if (!paid) {
        whenDone(m_session.client().checkout(m_checkout), this,
            [this, mine](const Result<CheckoutStatus> &status) {
                if (mine())
                    sawPayment(status);
            });
        return;
    }
    lookForSubscription(mine);
}

// The order of the list is not promised (dodo-api.md 1.5): page after page, and then from the first again.
void Purchase::lookForSubscription(const std::function<bool()> &mine)
{
    const SubscriptionFilter filter{.customer = m_order.existing, .product = m_order.product, .status = {}};
    whenDone(m_session.client().subscriptionsPage(filter, m_page), this,
        [this, mine](const Result<ListPage<Subscription>> &page) {
            if (!mine())
                return;
            if (page)
                return sawSubscriptions(*page);
            m_lookProblem = page.error();
            Q_EMIT changed();
        });
}

void Purchase::checkNow()
{
    if (m_waits)
        look();
}

void Purchase::see(Seen seen)
{
    m_seen = seen;
    m_lookProblem.reset();
    Q_EMIT changed();
}

// A lost line is asked again; a session that is gone will not come back.
void Purchase::sawPayment(const Result<CheckoutStatus> &status)
{
    if (!status && status.error().kind == Error::Kind::NotFound)
        return waitEnded(Kind::Paid, status.error());
    if (!status) {
        m_lookProblem = status.error();
        return Q_EMIT changed();
    }
    if (status->paymentStatus != "succeeded") {
        if (waited() >= linkLives)
            return waitEnded(Kind::Paid,
                {.kind = Error::Kind::NotFound,
                    .message = tr("Nobody paid within 24 hours. The payment page is no longer valid.")});
        return see(seenIn(status->paymentStatus.value_or(QByteArray())));
    }
    m_payment = status->payment;
    m_checkoutAt = status->createdAt;
    m_page = 0;
    m_paidInBrowser = true;
    done(Kind::Paid, 0, m_url);
    begin(Kind::PaymentChecked, "GET /checkouts/" + m_checkout.text);
    done(Kind::PaymentChecked, 200, m_payment ? m_payment->string() : QString());
    begin(Kind::SubscriptionActive, "GET /subscriptions?product_id=" + m_order.product.text);
    see(Seen::Paid);
    look();
}

// The service makes the subscription with the payment; it may stand as pending for a while.
void Purchase::sawSubscriptions(const ListPage<Subscription> &page)
{
    const auto own = std::ranges::find_if(page.items, [this](const Subscription &subscription) {
        if (subscription.createdAt < m_checkoutAt)
            return false; // of an earlier purchase
        return m_order.existing
            ? subscription.customer.id == *m_order.existing
            : subscription.customer.is.email.compare(m_order.customer.email, Qt::CaseInsensitive) == 0;
    });
    if (own == page.items.end()) {
        m_page = page.more ? m_page + 1 : 0;
        return see(Seen::Paid);
    }
    if (isOver(own->status))
        return waitEnded(Kind::SubscriptionActive,
            {.kind = Error::Kind::Refused,
                .message = tr("The subscription is %1. Look at the payment in the dashboard.")
                               .arg(wireName(own->status))});
    if (own->status != SubscriptionStatus::Active)
        return see(Seen::Pending);
    waitEnded(own->id);
}

void Purchase::waitEnded(const std::optional<SubscriptionId> &bought)
{
    m_waits = false;
    m_watch.stop();
    forgetDraft();
    boughtSubscription(bought);
}

void Purchase::waitEnded(PurchaseStep::Kind kind, const Error &error)
{
    m_waits = false;
    m_watch.stop();
    m_url.clear();
    forgetDraft();
    fail(kind, error);
}

void Purchase::stopWaiting()
{
    if (!m_waits)
        return;
    m_waits = false;
    ++m_round;
    m_looking = false;
    m_watch.stop();
    m_url.clear();
    m_steps.clear();
    forgetDraft();
    Q_EMIT changed();
}

// Only what is paid once brings none. Of a product that is not read yet a subscription is expected.
bool Purchase::expectsSubscription() const
{
    const auto &products = m_session.state().products;
    const auto product = std::ranges::find(products, m_order.product, &Product::id);
    return product == products.end() || isRecurring(product->is.price);
}

// Also when somebody has switched meanwhile and this one is gone: it can be paid, and is waited for there.
void Purchase::keepWhenMade(const Call<CreatedCheckout> &call)
{
    if (m_session.inSandbox())
        return;
    whenDone(call, &m_session,
        [&session = m_session, self = QPointer<Purchase>(this), world = m_world, order = m_order,
            at = m_createdAt](const Result<CreatedCheckout> &created) {
            if (!created || !mayOpen(QUrl(created->url)))
                return;
            session.outbox().setDraft(draftKey(world), draftText(order, *created, at));
            if (!self && session.world() == world)
                session.refresh();
        });
}

void Purchase::forgetDraft()
{
    m_session.outbox().setDraft(draftKey(m_world), {});
}

void Purchase::resume()
{
    if (m_waits || m_running || m_session.inSandbox())
        return;
    m_world = m_session.world();
    const QString text = m_session.outbox().draft(draftKey(m_world));
    if (text.isEmpty())
        return;
    const auto draft = readObject(text.toUtf8());
    const auto at
        = draft ? timeFromIso(draft->value("created_at"_L1).toString().toUtf8()) : Result<TimePoint>(Error{});
    const QString url = draft ? draft->value("url"_L1).toString() : QString();
    if (!at || !mayOpen(QUrl(url)))
        return forgetDraft();
    const QString customer = draft->value("customer"_L1).toString();
    m_order = {};
    if (!customer.isEmpty())
        m_order.existing = CustomerId::of(customer);
    m_order.customer.name = draft->value("name"_L1).toString();
    m_order.customer.email = draft->value("email"_L1).toString();
    m_order.product = ProductId::of(draft->value("product"_L1).toString());
    m_checkout = CheckoutId::of(draft->value("checkout"_L1).toString());
    m_createdAt = *at;
    m_url = url;
    setSteps();
    begin(Kind::CheckoutCreated, "POST /checkouts");
    done(Kind::CheckoutCreated, 200, m_checkout.string());
    startWaiting();
    look();
}
