// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QList>
#include <QString>

#include <optional>

class QNetworkProxyFactory;
class QSslCertificate;
class QSslConfiguration;

// How the network is reached. This computer itself is never asked for through a proxy.
struct NetworkOptions {
    enum class Proxy { System, None, Http, Socks5 };
    Proxy proxy = Proxy::System;
    QString host = {}; // of the proxy: a name, 10.0.0.1 or ::1
    quint16 port = 0;
    QString user = {};
    QString password = {}; // never kept
    QString caFile = {}; // PEM: authorities that are trusted beside the system's
    std::optional<milliseconds> longestWait = {}; // for one whole answer; nullopt: the program's own

    friend bool operator==(const NetworkOptions &, const NetworkOptions &) = default;
};

constexpr milliseconds shortestLongestWait = 5s;
constexpr milliseconds longestLongestWait = 600s;

// Names the field that is wrong: host, port, ca_file, longest_wait.
Result<void> check(const NetworkOptions &options);

// The authorities in a PEM file; Kind::Invalid with a sentence when there is none in it.
Result<QList<QSslCertificate>> authoritiesIn(const QString &pemFile);

// For a QNetworkAccessManager, which takes it over.
QNetworkProxyFactory *proxiesOf(const NetworkOptions &options);
// The system's authorities, and those of the file where it can be read.
QSslConfiguration tlsOf(const NetworkOptions &options);

bool isThisComputer(const QString &host); // localhost, 127.x.x.x, ::1
