// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QIODevice>

// Cuts the entries out of a HAR one after the other, so that a long one is never in memory whole. Follows
// strings and brackets only; what an entry holds is read by exchangeFromHar().
class HarEntries {
public:
    static bool begins(QByteArrayView firstLetters); // {"log":
    explicit HarEntries(QIODevice &device);

    Result<QByteArray> next(qint64 longest); // empty at the end

private:
    std::optional<char> letter();
    std::optional<char> visible(); // the next that is no space
    Result<void> findEntries();
    std::optional<QByteArray> text(); // behind its first quote
    bool pass(char first, QByteArray *kept, qint64 longest); // one value

    QIODevice &m_device;
    QByteArray m_part;
    qsizetype m_at = 0;
    bool m_found = false;
    bool m_ended = false;
};

// One entry; nothing where it is no call over HTTP (a browser's data: pictures).
Result<std::optional<Exchange>> exchangeFromHar(const QJsonObject &entry);
