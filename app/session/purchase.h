// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTimer>

// One request of the purchase, for the list beside the form.
struct PurchaseStep {
    enum class Kind { CheckoutCreated, Paid, PaymentChecked, SubscriptionActive };
    enum class State { Waiting, Running, Done, Failed };
    Kind kind = Kind::CheckoutCreated;
    State state = State::Waiting;
    QByteArray request; // "POST /checkouts"; empty while waiting, and when paid in a browser
    int status = 0;
    int ms = 0;
    QString id; // the object's, or the pay page's URL
    std::optional<Error> error;
};

// A test purchase from checkout session to active subscription, step by step over the API: POST /checkouts,
// the pay page's one POST, GET /checkouts/{id}, GET /subscriptions. A declined card ends at the second step;
// pay again with another card on the same session (dodo-api.md 2.6). Paying can also be left to a browser:
// watch() then asks the service whether it happened.
class Purchase : public QObject {
    Q_OBJECT
public:
    static constexpr auto watchInterval = 1s;
    static constexpr auto longestWatch = 10min;

    struct Order {
        std::optional<CustomerId> existing;
        NewCustomer customer; // when there is no existing one
        ProductId product;
        QByteArray card; // testcards::; empty: the session is made and watched, a browser pays
    };

    Purchase(Session &session, QObject *parent = nullptr);

    void start(const Order &order);
    void payAgain(const QByteArray &card); // on the same session, after a declined card or while watching
    // Asks until it is paid in a browser; stops without a word after the longest time. Once paid, looks for
    // the subscription again.
    void watch();
    bool running() const { return m_running; }
    bool watching() const { return m_watch.isActive(); }
    bool paidInBrowser() const { return m_paidInBrowser; }
    PurchaseStep::State stateOf(PurchaseStep::Kind kind) const;
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
    void lookWhetherPaid();
    void stopWatching();
    void checkPayment();
    void findSubscription();

    Session &m_session;
    Order m_order;
    QList<PurchaseStep> m_steps;
    QElapsedTimer m_timer;
    QTimer m_watch;
    QDeadlineTimer m_watchEnd;
    bool m_looking = false; // one question at a time
    bool m_paidInBrowser = false;
    CheckoutId m_checkout;
    QString m_url;
    std::optional<PaymentId> m_payment;
    bool m_running = false;
};
