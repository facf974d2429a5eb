// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/clock.h"

#include <QStringList>

#include <optional>

// Which of the workspace's pictures are meant. Empty members do not narrow.
struct ImageQuery {
    QString text = {}; // every word of it stands somewhere in prompt or caption, in any case
    QByteArray provider = {};
    QString model = {};
    CustomerId customer = {};
    std::optional<TimePoint> from = {}; // made at or after
    std::optional<TimePoint> until = {}; // made before

    friend bool operator==(const ImageQuery &, const ImageQuery &) = default;
};

// What there is to narrow by.
struct ImageFacets {
    QList<QByteArray> providers;
    QStringList models;
    QList<CustomerId> customers;
    TimePoint oldest; // TimePoint{} when there is no picture
    int pictures = 0;
};
