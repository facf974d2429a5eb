// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/receipt.h"
#include "session/billsofar.h"
#include "session/picturejob.h"

// What `generate` prints of one picture.
struct GenerateReport {
    PictureTrack track;
    QString file;
    std::optional<BillSoFar> bill;
    QString eventName;
    std::optional<Decimal> estimateUsd; // the provider's money, before the call
    bool billing = true; // events were wanted
};

QString toText(const GenerateReport &report); // a few lines for people
QJsonObject toJson(const GenerateReport &report); // one object, the keys of design.md's table and more

// What is known of the picture's bill, for the receipt inside its file.
ReceiptBill receiptBill(const GenerateReport &report);
