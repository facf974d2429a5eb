// SPDX-License-Identifier: MIT
#include "session/purchase.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr auto paidAlready
    = "CHECKOUT_SESSION_CONSUMED"_L1; // an answer that was lost, or a browser's payment
} // namespace

Purchase::Purchase(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &Purchase::look);
    connect(&m_session, &Session::changed, this, [this] {
        if (m_steps.isEmpty())
            resume(); // its answer came after a switch to and fro
    });
}

PurchaseStep::State Purchase::stateOf(PurchaseStep::Kind kind) const
{
    const auto step = std::ranges::find(m_steps, kind, &PurchaseStep::kind);
    return step == m_steps.end() ? PurchaseStep::State::Waiting : step->state;
}

PurchaseStep &Purchase::begin(PurchaseStep::Kind kind, const QByteArray &request)
{
    auto step = std::ranges::find(m_steps, kind, &PurchaseStep::kind);
    *step = {.kind = kind, .state = PurchaseStep::State::Running, .request = request, .id = {}, .error = {}};
    m_timer.start();
    Q_EMIT changed();
    return *step;
}

void Purchase::done(PurchaseStep::Kind kind, int status, const QString &id)
{
    PurchaseStep &step = *std::ranges::find(m_steps, kind, &PurchaseStep::kind);
    step.state = PurchaseStep::State::Done;
    step.status = status;
    step.ms = m_session.shownMs(m_timer.elapsed());
    step.id = id;
    Q_EMIT changed();
}

void Purchase::fail(PurchaseStep::Kind kind, const Error &error)
{
    PurchaseStep &step = *std::ranges::find(m_steps, kind, &PurchaseStep::kind);
    step.state = PurchaseStep::State::Failed;
    step.status = error.status;
    step.ms = m_session.shownMs(m_timer.elapsed());
    step.error = error;
    m_running = false;
    Q_EMIT changed();
    Q_EMIT failed(error);
}

void Purchase::setSteps()
{
    m_steps.clear();
    for (const auto kind : {PurchaseStep::Kind::CheckoutCreated, PurchaseStep::Kind::Paid,
             PurchaseStep::Kind::PaymentChecked, PurchaseStep::Kind::SubscriptionActive})
        m_steps.append({.kind = kind, .request = {}, .id = {}, .error = {}});
}

void Purchase::start(const Order &order)
{
    if (m_running || m_waits)
        return;
    m_running = true;
    m_watch.stop();
    m_paidInBrowser = false;
    m_order = order;
    m_world = m_session.world();
    m_createdAt = m_session.now();
    m_payment.reset();
    m_url.clear();
    setSteps();
    begin(PurchaseStep::Kind::CheckoutCreated, "POST /checkouts");
    NewCheckout checkout{.cart = {{.product = order.product}},
        .customerId = order.existing,
        .newCustomer = {},
        .returnUrl = {},
        .cancelUrl = {},
        .metadata = {}};
    if (!order.existing)
        checkout.newCustomer = order.customer;
    const Call<CreatedCheckout> call = m_session.client().createCheckout(checkout);
    keepWhenMade(call);
    whenDone(call, this, [this](const Result<CreatedCheckout> &created) {
        if (!created)
            return fail(PurchaseStep::Kind::CheckoutCreated, created.error());
        this->created(*created);
    });
}

void Purchase::created(const CreatedCheckout &checkout)
{
    m_checkout = checkout.id;
    if (!mayOpen(QUrl(checkout.url)))
        return fail(PurchaseStep::Kind::CheckoutCreated,
            {.kind = Error::Kind::Protocol,
                .message = tr("The service named a payment page that is not https. It is not opened.")});
    m_url = checkout.url;
    done(PurchaseStep::Kind::CheckoutCreated, 200, m_checkout.string());
    if (m_session.sandbox() && isHere() && !m_order.card.isEmpty())
        return pay(m_order.card);
    m_running = false;
    if (isHere())
        m_session.inSandbox() ? watch() : startWaiting();
}

void Purchase::payAgain(const QByteArray &card)
{
    if (m_running || m_url.isEmpty() || !m_session.sandbox())
        return;
    m_running = true;
    m_watch.stop();
    pay(card);
}

void Purchase::watch()
{
    if (m_running || m_url.isEmpty())
        return;
    if (stateOf(PurchaseStep::Kind::Paid) == PurchaseStep::State::Done) {
        m_running = true;
        return checkPayment();
    }
    m_watchEnd.setRemainingTime(longestWatch);
    armWatch();
    begin(PurchaseStep::Kind::Paid, {});
}

void Purchase::stopWatching()
{
    m_watch.stop();
    std::ranges::find(m_steps, PurchaseStep::Kind::Paid, &PurchaseStep::kind)->state
        = PurchaseStep::State::Waiting;
    Q_EMIT changed();
}

// A declined card is the pay page's own affair: it offers the next one. A lost line is asked again.
void Purchase::lookWhetherPaid()
{
    if (m_watchEnd.hasExpired())
        return stopWatching();
    armWatch();
    if (std::exchange(m_looking, true))
        return;
    whenDone(m_session.client().checkout(m_checkout), this,
        [this, asked = m_checkout](const Result<CheckoutStatus> &status) {
            m_looking = false;
            if (!m_watch.isActive() || asked != m_checkout)
                return;
            if (!status && status.error().kind == Error::Kind::NotFound) {
                m_watch.stop();
                return fail(PurchaseStep::Kind::Paid, status.error());
            }
            if (!status || status->paymentStatus != "succeeded")
                return;
            m_watch.stop();
            m_running = true;
            m_paidInBrowser = true;
            done(PurchaseStep::Kind::Paid, 0, m_url);
            checkPayment();
        });
}

void Purchase::pay(const QByteArray &card)
{
    begin(PurchaseStep::Kind::Paid, "POST /session/" + m_checkout.text);
    whenDone(m_session.sandbox()->pay(m_url, card), this, [this, card](const Result<PayOutcome> &outcome) {
        if (!outcome && outcome.error().code == paidAlready) {
            done(PurchaseStep::Kind::Paid, outcome.error().status, m_url);
            return checkPayment();
        }
        if (!outcome)
            return fail(PurchaseStep::Kind::Paid, outcome.error());
        m_payment = outcome->payment;
        if (!outcome->succeeded())
            return fail(PurchaseStep::Kind::Paid,
                {.kind = Error::Kind::Refused,
                    .message
                    = outcome->problem.value_or(card == testcards::noFunds ? tr("The card has no funds.")
                                                                           : tr("The card was declined.")),
                    .status = 200});
        done(PurchaseStep::Kind::Paid, 200, m_url);
        checkPayment();
    });
}

// The pay page's own word is not taken for it: the service is asked.
void Purchase::checkPayment()
{
    begin(PurchaseStep::Kind::PaymentChecked, "GET /checkouts/" + m_checkout.text);
    whenDone(m_session.client().checkout(m_checkout), this, [this](const Result<CheckoutStatus> &status) {
        if (!status)
            return fail(PurchaseStep::Kind::PaymentChecked, status.error());
        if (status->paymentStatus != "succeeded")
            return fail(PurchaseStep::Kind::PaymentChecked,
                {.kind = Error::Kind::Refused, .message = tr("The payment did not succeed."), .status = 200});
        m_payment = status->payment;
        done(PurchaseStep::Kind::PaymentChecked, 200, m_payment ? m_payment->string() : QString());
        findSubscription();
    });
}

void Purchase::findSubscription()
{
    const SubscriptionFilter filter{
        .customer = m_order.existing, .product = m_order.product, .status = SubscriptionStatus::Active};
    begin(PurchaseStep::Kind::SubscriptionActive,
        "GET /subscriptions?product_id=" + m_order.product.text + "&status=active");
    whenDone(m_session.client().subscriptions(filter), this, [this](const Result<QList<Subscription>> &list) {
        if (!list)
            return fail(PurchaseStep::Kind::SubscriptionActive, list.error());
        const auto own = std::ranges::find_if(*list, [this](const Subscription &subscription) {
            return m_order.existing ? subscription.customer.id == *m_order.existing
                                    : subscription.customer.is.email == m_order.customer.email;
        });
        boughtSubscription(own == list->end() ? std::nullopt : std::optional(own->id));
    });
}

// None for a one-time product: paid, and no subscription comes of it.
void Purchase::boughtSubscription(const std::optional<SubscriptionId> &id)
{
    m_running = false;
    done(PurchaseStep::Kind::SubscriptionActive, 200, id ? id->string() : QString());
    if (!isHere())
        return;
    if (id)
        m_session.useSubscription(*id);
    Q_EMIT succeeded(id.value_or(SubscriptionId{}));
}
