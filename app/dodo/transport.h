// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "dodo/request.h"
#include "support/call.h"
#include "support/exchange.h"
#include "support/ids.h"
#include "support/retry.h"

#include <QNetworkAccessManager>

class QNetworkReply;
class QNetworkRequest;

// What came back with a 2xx status.
struct ApiAnswer {
    int status = 0;
    Headers head;
    QByteArray body;
};

// Every limit and wait of the transport. Tests shorten them.
struct TransportLimits {
    milliseconds deadline = 60s; // one try, from connecting to the last byte; a slow drip does not extend it
    qsizetype answerBytes = 4 * 1024 * 1024;
    Backoff backoff; // dodo-api.md 1.4
    std::function<int()> jitter = randomJitter; // thousandths of the wait, 750 to 1000
};

// The one owner of a connection to the billing service: sends a request, repeats it by the rules of
// dodo-api.md 1.4, and says what came of it. Not thread-safe: use it on the thread that made it. Errors carry
// the HTTP status and the service's code; a redirect is a wrong base URL, never followed.
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

    // An answer that stays open, without deadline or repeats. The caller reads it and deletes it.
    QNetworkReply *open(const ApiRequest &request, const QByteArray &accept);

private:
    friend class Flight;
    QNetworkRequest networkRequest(
        const ApiRequest &request, const Destination &destination, const QByteArray &accept) const;
    QNetworkReply *start(const ApiRequest &request, QNetworkRequest network);

    Destination m_destination;
    IdSource &m_ids;
    const Clock &m_clock;
    ExchangeSink *m_sink;
    TransportLimits m_limits;
    QNetworkAccessManager m_network;
};
