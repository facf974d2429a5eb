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

// How often a real service is asked while somebody pays in a browser: it has a budget of calls (dodo-api.md
// 1.7), and who pays slowly is not in a hurry. Tests shorten it.
struct PurchasePace {
    milliseconds often = 3s;
    milliseconds later = 10s;
    milliseconds seldom = 60s;
    milliseconds laterAfter = 3min; // of waiting
    milliseconds seldomAfter = 20min;

    milliseconds after(milliseconds waited) const
    {
        return waited < laterAfter ? often : waited < seldomAfter ? later : seldom;
    }
};

// A purchase from checkout session to active subscription, step by step over the API: POST /checkouts, the
// pay page's one POST, GET /checkouts/{id}, GET /subscriptions. A declined card ends at the second step; pay
// again with another card on the same session (dodo-api.md 2.6). Paying can also be left to a browser:
// watch() then asks the service whether it happened. Outside the sandbox it always is; what is waited for
// there is kept in the workspace, and resume() takes it up again after a start. It belongs to the place where
// it was begun: after a switch another one resumes there.
class Purchase : public QObject {
    Q_OBJECT
public:
    static constexpr auto watchInterval = 1s; // in the sandbox
    static constexpr auto longestWatch = 10min; // likewise
    static constexpr auto linkLives = 24h; // 2.6

    // What the service said last of what is waited for.
    enum class Seen {
        Nothing, // nobody has paid
        Processing, // the bank has not answered
        NeedsAction, // the pay page asks the customer something
        Failed, // the last try to pay; the page takes another card
        Paid, // the subscription does not show yet
        Pending, // it shows, and is not active
    };

    struct Order {
        std::optional<CustomerId> existing;
        NewCustomer customer; // when there is no existing one
        ProductId product;
        QByteArray card; // testcards::; empty: the session is made and watched, a browser pays
    };

    explicit Purchase(Session &session, QObject *parent = nullptr);

    // Whether a browser may be sent there: https, or a stand-in on this computer.
    static bool mayOpen(const QUrl &url);
    void setPace(const PurchasePace &pace) { m_pace = pace; }

    void start(const Order &order);
    void payAgain(const QByteArray &card); // on the same session, after a declined card or while watching
    // Asks until it is paid in a browser; stops without a word after the longest time. Once paid, looks for
    // the subscription again.
    void watch();
    void resume(); // what this or an earlier run waited for in this world, if there is anything
    void checkNow(); // asks at once
    void stopWaiting(); // forgets it; a payment that comes all the same is the service's
    bool waitsForBrowser() const { return m_waits; } // outside the sandbox, until it is active or failed
    Seen seen() const { return m_seen; }
    const std::optional<Error> &lookProblem() const { return m_lookProblem; } // of the last question
    milliseconds waited() const; // since the session was created
    const Order &order() const { return m_order; }
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
    void setSteps();
    void created(const CreatedCheckout &checkout);
    void pay(const QByteArray &card);
    void lookWhetherPaid();
    void stopWatching();
    void checkPayment();
    void findSubscription();
    void boughtSubscription(const std::optional<SubscriptionId> &id);

    // Outside the sandbox (purchasewait.cpp).
    void startWaiting();
    void look();
    void sawPayment(const Result<CheckoutStatus> &status);
    void lookForSubscription(const std::function<bool()> &mine);
    void sawSubscriptions(const ListPage<Subscription> &page);
    void waitEnded(const std::optional<SubscriptionId> &bought);
    void waitEnded(PurchaseStep::Kind kind, const Error &error);
    void see(Seen seen);
    void armWatch();
    bool expectsSubscription() const;
    void keepWhenMade(const Call<CreatedCheckout> &call);
    void forgetDraft();
    bool isHere() const { return m_world == m_session.world(); }

    Session &m_session;
    Order m_order;
    QList<PurchaseStep> m_steps;
    QElapsedTimer m_timer;
    QTimer m_watch;
    QDeadlineTimer m_watchEnd;
    PurchasePace m_pace;
    Seen m_seen = Seen::Nothing;
    std::optional<Error> m_lookProblem;
    TimePoint m_createdAt; // by our clock
    TimePoint m_checkoutAt; // by the service's
    int m_page = 0; // of the subscriptions, looked at next
    int m_round = 0; // an answer to an older question is dropped
    bool m_waits = false;
    bool m_looking = false; // one question at a time
    bool m_paidInBrowser = false;
    QByteArray m_world; // where it was begun
    CheckoutId m_checkout;
    QString m_url;
    std::optional<PaymentId> m_payment;
    bool m_running = false;
};
