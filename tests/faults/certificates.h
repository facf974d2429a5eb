// SPDX-License-Identifier: MIT
#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

// A certificate authority for one test run and servers' certificates for test.dodopayments.com,
// live.dodopayments.com, localhost and the loopback addresses: one that is good, and four ways to be bad.
// Made by the `openssl` program; ends the test program when that is not there.
class Certificates {
public:
    enum class Kind { Good, Expired, WrongName, SelfSigned, UnknownAuthority };

    Certificates();

    QString caFile() const; // what a client must trust
    QSslConfiguration server(Kind kind) const;

private:
    QTemporaryDir m_folder;
};
