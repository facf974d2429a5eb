// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <chrono>

// One connection on which any bytes are sent and everything that comes back is read. Blocking; any thread.
class RawPeer {
public:
    explicit RawPeer(quint16 port);
    ~RawPeer();
    Q_DISABLE_COPY_MOVE(RawPeer)

    void send(const QByteArray &bytes);

    enum class End {
        Answered, // a whole answer, or the head of one that is streamed
        Closed, // the server ended the connection before
        TimedOut,
    };
    struct Ending {
        End end = End::TimedOut;
        int status = 0;
        QByteArray bytes;
    };
    // Ends its own half of the connection when nothing has come for `patience`: who ends it at once is not
    // answered, and who does not may be waited for.
    Ending read(std::chrono::milliseconds patience, std::chrono::milliseconds most);

private:
    int m_socket = -1;
};
