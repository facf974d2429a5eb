// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "dodo/done.h"
#include "dodo/exchangefollower.h"
#include "dodo/transport.h"

struct SandboxClock {
    enum class Mode { Real, Ticking, Frozen };
    TimePoint now;
    Mode mode = Mode::Real;
    milliseconds offset{0}; // from real time

    friend bool operator==(const SandboxClock &, const SandboxClock &) = default;
};

struct ExchangePage {
    QList<Exchange> items;
    qint64 next = 0; // the cursor for the next page
};

// What the simulated card payment came to.
struct PayOutcome {
    PaymentId payment;
    QByteArray status; // IntentStatus: succeeded, failed
    std::optional<SubscriptionId> subscription;
    std::optional<QString> problem; // a sentence when the card was refused

    bool succeeded() const { return status == "succeeded"; }
    friend bool operator==(const PayOutcome &, const PayOutcome &) = default;
};

// A webhook message that the sandbox sent to a program on this computer, and what came of the last attempt.
struct Delivery {
    QByteArray id; // the webhook-id header
    QString url;
    QString type; // payment.succeeded
    TimePoint createdAt; // the sandbox's time
    QByteArray body; // as sent
    int attempts = 0;
    std::optional<int> status; // nullopt: nobody answered
    milliseconds took{0};
    QString responseBody; // its beginning
    std::optional<QString> problem; // a sentence when no whole answer came
    std::optional<TimePoint> nextAttempt; // while it is being retried

    bool accepted() const { return !problem && status && *status >= 200 && *status < 300; }
    friend bool operator==(const Delivery &, const Delivery &) = default;
};

// The sandbox's own controls under /_sandbox/, over the same transport as every other call. Only for a
// destination in sandbox mode: anything else is refused before it is sent.
class SandboxControls : public QObject {
    Q_OBJECT
public:
    explicit SandboxControls(Transport &transport, QObject *parent = nullptr);

    Call<SandboxClock> clock();
    Call<SandboxClock> setClock(TimePoint at);
    Call<SandboxClock> advanceClock(const QByteArray &by); // "1 month", "next_renewal"
    Call<SandboxClock> realTime(); // back to today

    Call<ExchangePage> exchanges(qint64 afterSeq, int limit);
    ExchangeFollower *follow(qint64 afterSeq, QObject *parent);
    Call<QList<Verdict>> verdicts(
        const QList<EventId> &events); // in the order asked; unknown ones are left out

    Call<QByteArray> reset(); // gives the snapshot of the world before
    Call<Done> restore(const QByteArray &snapshotId);
    Call<QJsonObject> state(); // the whole world as a seed file
    Call<QByteArray> setState(const QJsonObject &state); // gives the snapshot of the world before

    // One signed message to a loopback address, with the world's real object in it. The call takes as long as
    // the receiver, at most 15 s. With an id the same message goes out again.
    Call<Delivery> sendTestEvent(const QString &url, const QString &type,
        const std::optional<SubscriptionId> &subscription = {}, const QByteArray &id = {});
    Call<Delivery> resend(const QByteArray &deliveryId);
    Call<QList<Delivery>> deliveries(int page = 0); // newest first, 100 a page

    Call<PayOutcome> pay(const QString &checkoutUrl, const QByteArray &card);

private:
    Call<ApiAnswer> send(const ApiRequest &request);

    Transport &m_transport;
};

// The simulated pay page's cards (dodo-api.md 2.6).
namespace testcards {
constexpr QByteArrayView works = "4242424242424242";
constexpr QByteArrayView declined = "4000000000000002";
constexpr QByteArrayView noFunds = "4000000000009995";
} // namespace testcards
