// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/product.h"
#include "ui/pages/cataloguerow.h"

// Meters and products as rows of a list.

// Live ones with a name that this program sends are marked as in use.
QList<CatalogueItem> meterItems(
    const QList<Meter> &meters, CatalogueItem::State state, const QStringList &sent = {});

// The one that is played is marked.
QList<CatalogueItem> productItems(
    const QList<Product> &products, CatalogueItem::State state, const ProductId &played = {});
