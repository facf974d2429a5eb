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
