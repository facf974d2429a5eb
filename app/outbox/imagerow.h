// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "billing/ids.h"
#include "support/clock.h"

#include <QSize>
#include <QStringList>

// One picture as the workspace remembers it. The PNG itself lies in `images/`, named by the event id.
struct ImageRow {
    EventId id;
    QString file; // name inside images/
    QString prompt;
    QString caption;
    QStringList unknown; // words of the prompt the engine could not follow
    QString engine;
    QString model;
    QByteArray tier; // what the customer bought: standard, hd, draft
    QByteArray providerQuality; // what the provider was asked for
    QByteArray style;
    QSize size;
    quint64 seed = 0;
    TimePoint at;
    qint64 bytes = 0;
    int paintMs = 0;
    CustomerId customer;
    bool event = false; // an event goes with it
    QByteArray provider = "demo"; // Provider::id
    QString negative = {};
    QByteArray format = "png"; // as the engine delivered it; the file is always a PNG
    std::optional<Decimal> estimateUsd = {}; // the provider's money, before the call; nullopt: not known
    std::optional<Decimal> costUsd = {}; // from the usage it answered with; nullopt: it told none

    friend bool operator==(const ImageRow &, const ImageRow &) = default;
};
