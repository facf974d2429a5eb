// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QElapsedTimer>

// One request of the purchase, for the list beside the form.
struct PurchaseStep {
    enum class Kind { CheckoutCreated, Paid, PaymentChecked, SubscriptionActive };
    enum class State { Waiting, Running, Done, Failed };
    Kind kind = Kind::CheckoutCreated;
    State state = State::Waiting;
    QByteArray request; // "POST /checkouts"; empty while waiting
    int status = 0;
    int ms = 0;
    QString id; // the object's, or the pay page's URL
    std::optional<Error> error;
};

// A test purchase from checkout session to active subscription, step by step over the API: POST /checkouts,
// the pay page's one POST, GET /checkouts/{id}, GET /subscriptions. A declined card ends at the second step;
// pay again with another card on the same session (dodo-api.md 2.6).
class Purchase : public QObject {
    Q_OBJECT
public:
    struct Order {
        std::optional<CustomerId> existing;
        NewCustomer customer; // when there is no existing one
        ProductId product;
        QByteArray card; // testcards::
    };

    Purchase(Session &session, QObject *parent = nullptr);

    void start(const Order &order);
    void payAgain(const QByteArray &card); // after a declined one
    bool running() const { return m_running; }
    const QList<PurchaseStep> &steps() const { return m_steps; }
    QString checkoutUrl() const { return m_url; }
    const std::optional<PaymentId> &payment() const { return m_payment; }

Q_SIGNALS:
    void changed();
    void succeeded(const SubscriptionId &subscription);
    void failed(const Error &error);

private:
    PurchaseStep &begin(PurchaseStep::Kind kind, const QByteArray &request);
    void done(PurchaseStep::Kind kind, int status, const QString &id);
    void fail(PurchaseStep::Kind kind, const Error &error);
    void pay(const QByteArray &card);
    void checkPayment();
    void findSubscription();

    Session &m_session;
    Order m_order;
    QList<PurchaseStep> m_steps;
    QElapsedTimer m_timer;
    CheckoutId m_checkout;
    QString m_url;
    std::optional<PaymentId> m_payment;
    CustomerId m_customer;
    bool m_running = false;
};
