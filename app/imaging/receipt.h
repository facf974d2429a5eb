// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "billing/period.h"
#include "imaging/webuitext.h"

// What became of a picture's event, as far as it is known when its file is written.
struct ReceiptBill {
    std::optional<Decimal> price = {}; // what the customer pays for it, in the smallest unit
    QByteArray currency = {};
    std::optional<Period> period = {}; // that it is billed in
    QString verdict = {}; // one sentence

    friend bool operator==(const ReceiptBill &, const ReceiptBill &) = default;
};

// How a picture came to be, kept inside its PNG file as one text chunk, beside the one that other programs
// read. No member is a secret; words in them that look like a key are not written.
struct Receipt {
    QString prompt;
    QString caption;
    QString engine;
    QString model;
    QByteArray tier;
    QByteArray providerQuality;
    QSize size; // as the file tells it; invalid for one past 8192 pixels
    QByteArray style;
    std::optional<quint64> seed;
    QByteArray eventId;
    QByteArray customer; // empty when none was active
    TimePoint at;
    QByteArray provider = {}; // Provider::id; empty in files of before
    QString negative = {};
    std::optional<Decimal> estimateUsd = {}; // the provider's money, before the call
    std::optional<Decimal> costUsd = {}; // and from its answer's usage
    ReceiptBill bill = {};

    friend bool operator==(const Receipt &, const Receipt &) = default;
};

PictureSettings settingsOf(const Receipt &receipt);

// A PNG with the receipt inside. PNG bytes are kept as they are, pixels and chunks, save for an earlier
// receipt; another format is encoded anew, which takes a while: pool thread. An error when the bytes are no
// picture.
Result<QByteArray> withReceipt(const QByteArray &bytes, const Receipt &receipt);

// The receipt of a PNG made here; nullopt when there is none or it was changed.
std::optional<Receipt> receiptOf(const QByteArray &bytes);

// What another program's PNG says it was made of; nullopt when it says nothing.
std::optional<PictureSettings> foreignSettingsOf(const QByteArray &bytes);

// Nothing but what the pixels need: no texts, no camera or provenance data. An error when it is no whole PNG.
Result<QByteArray> withoutTexts(const QByteArray &png);
