// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "imaging/receipt.h"
#include "outbox/imagerow.h"

class Session;

// What the gallery says of its pictures.
namespace gallery {

QString day(TimePoint at, TimePoint now); // "Today", "Yesterday", "21 Nov", "21 Nov 2025"; local
QString longDay(TimePoint at, TimePoint now); // "Today", "Saturday 21 November 2026"
QString moment(TimePoint at); // "21 Nov 2026, 10:14:22"
QString count(qsizetype pictures); // "1,204 pictures"
QString spoken(const ImageRow &row, const QString &price, TimePoint now); // for a screen reader
QString customerName(const Session &session, const CustomerId &id); // its id where no name is known
QString providerName(const QByteArray &provider);

QString tierName(const QByteArray &tier); // "Standard"
QString providerMoney(const ImageRow &row); // "$0.041 by its usage"; "Nothing, painted here"; "Not known"
QString estimate(const ImageRow &row); // "$0.040"; empty when there was none
QString whyPrice(const ImageRow &row, const std::optional<Verdict> &verdict); // "Free 7 of 10", or why not
QString period(const std::optional<Verdict> &verdict); // "21 Nov to 21 Dec 2026"

ReceiptBill bill(const std::optional<Verdict> &verdict); // what a saved file tells of it

ImageRow rowOf(const Receipt &receipt); // of a file that is in no workspace
ImageRow rowOf(const PictureSettings &settings, const QSize &size);

} // namespace gallery
