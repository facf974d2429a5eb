// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

// A load of HTTP requests made ready before the clock runs.
struct Volley {
    QList<QByteArray> requests; // whole, head and body
    QByteArray answer; // what the body of each answer must be
};

// How it went when every answer was 200 and the right one.
struct Struck {
    double seconds = 0;
    double cpu = 0; // seconds of the client itself
    qint64 median = 0; // microseconds from the first byte written to the last one read
    qint64 slowest1in100 = 0;
};

// Sends the requests over keep-alive connections, each of which writes its next request once the last one is
// answered: one thread, raw sockets and epoll, so that the client costs little and every server the same.
// Nothing when an answer was missing or another one.
std::optional<Struck> strike(quint16 port, const Volley &volley, int connections);
