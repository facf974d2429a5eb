// SPDX-License-Identifier: MIT
#pragma once

#include "served.h"

#include <QList>

// A shop with a meter, a product in its units and customers who have all bought it.
struct BenchWorld {
    QList<QByteArray> customers;
    QList<QByteArray> subscriptions;
    QList<QByteArray> events; // the first one of each batch
};

BenchWorld populate(const Served &sandbox);
