// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QPointer>
#include <QTcpSocket>

#include <functional>

// One request as it came, whole.
struct RelayedRequest {
    QByteArray method;
    QByteArray target;
    Headers head; // names in lower case
    QByteArray body; // empty while it is judged
    int before = 0; // requests this connection carried before
};

// What a request meets instead of the service's answer.
struct Mishap {
    enum class Service { Spared, Asked }; // Asked: the service carries the request out all the same
    enum class End { Keep, Close, Reset, Hang }; // Hang: the connection stays, and nothing more comes

    Service service = Service::Spared;
    std::optional<QByteArray> bytes = {}; // what is answered; none: the service's own answer
    qsizetype only = -1; // of these bytes the first so many; negative: all
    qsizetype piece = 0; // so many bytes every 10 ms; 0: at once
    End end = End::Close;
    bool early = false; // as soon as the head has come, the body still under way
};

// One connection to a service on this machine's `port`: hears requests whole and passes them on, each over a
// connection of its own, unless `judge`, asked once for each as soon as its head is there, has something else
// in mind for it. The judge may change the head and lay lines ("Name: value\r\n") into the answer's.
class Relay : public QObject {
    Q_OBJECT
public:
    using Judge = std::function<std::optional<Mishap>(RelayedRequest &request, QByteArray &answerHead)>;

    // Takes the socket over, and dies with it.
    Relay(QTcpSocket *client, quint16 port, Judge judge, QObject *parent);

    void reset(); // ends the connection with RST

private:
    void read();
    bool readHead();
    void carryOut();
    void pass();
    void answered(const QByteArray &answer);
    void play(const Mishap &mishap, const QByteArray &bytes);
    void finish(Mishap::End end);

    QTcpSocket *m_client;
    const quint16 m_port;
    const Judge m_judge;
    QByteArray m_read;
    std::optional<RelayedRequest> m_request; // under way
    std::optional<Mishap> m_mishap; // of this request
    QByteArray m_answerHead;
    bool m_busy = false; // the request is whole and being answered
    int m_before = 0;
};

// Splits "METHOD target HTTP/1.1\r\nname: value…", without the empty line.
RelayedRequest requestFrom(const QByteArray &head);
