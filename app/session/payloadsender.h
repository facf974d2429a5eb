// SPDX-License-Identifier: MIT
#pragma once

#include "session/payloadpattern.h"
#include "session/session.h"

#include <QObject>

// What became of a lot of requests, in the service's figures.
struct PayloadOutcome {
    int requests = 0; // asked for
    int done = 0; // of them answered, refused or left out
    int refused = 0; // by the service
    int left = 0; // held nothing to send
    int events = 0; // in requests that were answered with a number
    int accepted = 0; // newly stored; the others were stored before
    int stamped = 0; // got the time of now
    QString leftWhy; // of the first one
    std::optional<Error> refusal; // the first one
    std::optional<int> counted; // of all events, by a meter with a price; nullopt when nobody could say
    std::optional<qint64> bill; // so far, smallest unit
    QByteArray currency = "USD";
    EventId first; // that went out and was not refused
    std::optional<Error> error; // why it ended early; Kind::Cancelled when the person wanted so

    friend bool operator==(const PayloadOutcome &, const PayloadOutcome &) = default;
};

// Sends requests one after another, each made when its turn comes, so that progress is real, a cancel is
// quick and ten thousand events never stand in memory as a whole. Then asks which counted and what the bill
// is. A switch of where billing goes ends it; in live mode more than one event is refused.
class PayloadSender : public QObject {
    Q_OBJECT
public:
    using Make = std::function<Call<PayloadRequest>(int request)>;
    enum class Refusal { Ends, IsPassedOver }; // what a request that the service refuses means for the next

    explicit PayloadSender(Session &session, QObject *parent = nullptr); // the session must outlive it

    void send(int requests, Make make, Refusal refusal = Refusal::Ends); // nothing while one is running
    void send(const PayloadRequest &request); // a single one
    void cancel();
    bool running() const { return m_running; }

Q_SIGNALS:
    void progressed(int done, int of); // requests
    void asking(); // all are answered; what counted is being asked
    void finished(const PayloadOutcome &outcome);

private:
    void next();
    void post(const PayloadRequest &request);
    void answered(const PayloadRequest &request, const Result<int> &accepted);
    void passed();
    void askCounted();
    void askBill();
    void end();

    Session &m_session;
    Make m_make;
    Refusal m_refusal = Refusal::Ends;
    PayloadOutcome m_outcome;
    QList<EventId> m_sent; // asked about at the end
    QByteArray m_world; // where the first request went: the others go nowhere else
    std::optional<Call<int>> m_call;
    bool m_running = false;
    bool m_cancelled = false;
};
