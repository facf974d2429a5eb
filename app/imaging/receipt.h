// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <optional>

// How a picture came to be, kept inside its PNG file as one text chunk.
struct Receipt {
    QString prompt;
    QString caption;
    QString engine;
    QString model;
    QByteArray tier;
    QByteArray providerQuality;
    QSize size;
    QByteArray style;
    std::optional<quint64> seed;
    QByteArray eventId;
    QByteArray customer; // empty when none was active
    TimePoint at;

    friend bool operator==(const Receipt &, const Receipt &) = default;
};

// A PNG with the receipt inside. PNG bytes are kept as they are, pixels and chunks, save for an earlier
// receipt; another format is encoded anew, which takes a while: pool thread. An error when the bytes are no
// picture.
Result<QByteArray> withReceipt(const QByteArray &bytes, const Receipt &receipt);

// The receipt of a PNG made here; nullopt when there is none or it was changed.
std::optional<Receipt> receiptOf(const QByteArray &bytes);
