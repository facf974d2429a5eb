// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/apierror.h"
#include "dodo/readqueue.h"
#include "dodo/transport.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSslError>
#include <QTimer>

// One call under way: its tries, the waits between them, and the one result. Deletes itself when done.
class Flight : public QObject {
    Q_OBJECT
public:
    // With `lastHead` it is tried once, and the head of its answer is left there.
    Flight(Transport &transport, Destination destination, ApiRequest request, CallSource<ApiAnswer> source,
        Transport::LastHead lastHead);
    ~Flight() override;

    void start();

private:
    bool isRead() const { return m_request.method == "GET"; }
    bool isReal() const { return m_destination.mode != Destination::Mode::Sandbox; }
    void attempt(); // a read of a real service waits for its turn
    void launch();
    void read();
    void answered();
    void expire();
    void tooLarge();
    void drop(); // lets go of the reply; nothing of it is read afterwards
    void failed(const Error &error, bool lost);
    void conclude(const Result<ApiAnswer> &result);
    void record(const std::optional<Error> &failure);
    bool isCutUntold() const;

    Transport &m_transport;
    const Destination m_destination;
    const ApiRequest m_request;
    const CallSource<ApiAnswer> m_source;
    const Transport::LastHead m_lastHead;
    QPointer<ReadQueue> m_reads; // null in the sandbox
    enum class Turn { None, Waiting, Had } m_turn = Turn::None;
    QPointer<QNetworkReply> m_reply;
    QList<QSslError> m_tlsErrors;
    QTimer m_deadline;
    QTimer m_wait;
    QElapsedTimer m_elapsed;
    TimePoint m_startedAt;
    Headers m_requestHead;
    ApiAnswer m_answer;
    int m_retries = 0;
    bool m_tried = false;
};
