// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "dodo/networkoptions.h"
#include "dodo/readbudget.h"
#include "dodo/request.h"
#include "support/call.h"
#include "support/exchange.h"
#include "support/ids.h"
#include "support/retry.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <map>

class QNetworkReply;
class QNetworkRequest;
class ReadQueue;

// What came back with a 2xx status.
struct ApiAnswer {
    int status = 0;
    Headers head;
    QByteArray body;
    QString host = {}; // who answered, for a sentence about it
};

// What one try came to, for a caller that repeats by rules of its own.
struct SingleTry {
    Result<ApiAnswer> answer;
    std::optional<milliseconds> wait = {}; // Retry-After, however long
    std::optional<bool> again = {}; // x-should-retry
};

// How far the present service lets this program go, as its answers tell (dodo-api.md 1.7).
struct RateStanding {
    std::optional<int> limit = {};
    std::optional<int> remaining = {};
    TimePoint resetAt = {}; // TimePoint{}: not told
    int waitingReads = 0; // held back so that sending has room

    friend bool operator==(const RateStanding &, const RateStanding &) = default;
};

// Every limit and wait of the transport. Tests shorten them.
struct TransportLimits {
    milliseconds deadline = 60s; // one try, from connecting to the last byte; a slow drip does not extend it
    qsizetype answerBytes = 4 * 1024 * 1024;
    Backoff backoff; // dodo-api.md 1.4
    std::function<int()> jitter = randomJitter; // thousandths of the wait, 750 to 1000
    ReadLimits reads = {}; // of real services
};

// The one owner of a connection to the billing service: sends a request, repeats it by the rules of
// dodo-api.md 1.4, and says what came of it. Not thread-safe: use it on the thread that made it. Errors carry
// the HTTP status and the service's code; a redirect is a wrong base URL, never followed. Reads of a real
// service keep to a budget below its limits; what sends something never waits behind them.
class Transport : public QObject {
    Q_OBJECT
public:
    // `sink` takes calls to real services only: the sandbox records its own. It may be null.
    Transport(Destination destination, IdSource &ids, const Clock &clock, ExchangeSink *sink,
        TransportLimits limits = {}, QObject *parent = nullptr);
    ~Transport() override;

    const Destination &destination() const { return m_destination; }
    IdSource &ids() const { return m_ids; } // for what else this program names itself
    // Calls under way stay with the destination they were made for.
    void setDestination(Destination destination);

    Call<ApiAnswer> send(const ApiRequest &request);
    // To another place than the present one, with that one's key: for trying a key out.
    Call<ApiAnswer> sendTo(const Destination &destination, const ApiRequest &request);

    // Once, without repeats. The call itself fails only when nothing was sent at all or it was cancelled.
    Call<SingleTry> sendOnce(const ApiRequest &request);
    Call<SingleTry> sendOnceTo(const Destination &destination, const ApiRequest &request);

    // From the next try on, wherever it goes.
    void setNetworkOptions(const NetworkOptions &options);
    RateStanding rate() const; // of where billing goes now

    // An answer that stays open, without deadline or repeats. The caller reads it and deletes it.
    QNetworkReply *open(const ApiRequest &request, const QByteArray &accept);

Q_SIGNALS:
    void rateChanged(const RateStanding &standing);
    // A real service answered 401 or 403 to a call made with this destination's key (dodo-api.md 1.6).
    void keyRefused(const Destination &sent, const ApiRequest &request, const Error &error);

private:
    friend class Flight;
    // Where a flight leaves the head of its last try's answer, empty without one, for a caller who asked.
    using LastHead = std::shared_ptr<std::optional<Headers>>;
    void fly(const Destination &destination, const ApiRequest &request, const CallSource<ApiAnswer> &source,
        const LastHead &lastHead);
    ReadQueue &readsOf(const Destination &destination);
    void tellRate();
    QNetworkRequest networkRequest(
        const ApiRequest &request, const Destination &destination, const QByteArray &accept) const;
    QNetworkReply *start(const ApiRequest &request, QNetworkRequest network);

    Destination m_destination;
    IdSource &m_ids;
    const Clock &m_clock;
    ExchangeSink *m_sink;
    TransportLimits m_limits;
    milliseconds m_deadline{0}; // of one try: the limits' unless the network's options name one
    QSslConfiguration m_tls;
    QElapsedTimer m_started;
    RateStanding m_toldRate;
    std::map<QByteArray, std::unique_ptr<ReadQueue>> m_reads; // by worldOf()
    QNetworkAccessManager m_network;
};
