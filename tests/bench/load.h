// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

// What clients on keep-alive connections achieve against a server on this machine.
struct Load {
    quint16 port = 0;
    QByteArray path;
    QByteArray key;
    int connections = 8;
    int requests = 1000; // of each connection
    std::function<QByteArray(int connection, int request)> body;
};

// Requests answered with 200 in a second; 0 when one failed.
qint64 requestsPerSecond(const Load &load);
