// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/apierror.h"
#include "dodo/transport.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

// One call under way: its tries, the waits between them, and the one result. Deletes itself when done.
class Flight : public QObject {
    Q_OBJECT
public:
    Flight(Transport &transport, Destination destination, ApiRequest request, CallSource<ApiAnswer> source);
    ~Flight() override;

    void start();

private:
    void attempt();
    void read();
    void answered();
    void expire();
    void tooLarge();
    void drop(); // lets go of the reply; nothing of it is read afterwards
    void failed(const Error &error, bool lost);
    void conclude(const Result<ApiAnswer> &result);
    void record(const std::optional<Error> &failure);
    QString host() const;

    Transport &m_transport;
    const Destination m_destination;
    const ApiRequest m_request;
    const CallSource<ApiAnswer> m_source;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    QTimer m_wait;
    QElapsedTimer m_elapsed;
    TimePoint m_startedAt;
    Headers m_requestHead;
    ApiAnswer m_answer;
    int m_retries = 0;
};
