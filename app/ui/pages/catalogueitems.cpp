// SPDX-License-Identifier: MIT
#include "ui/pages/catalogueitems.h"

#include "billing/money.h"
#include "ui/pages/metersummary.h"
#include "ui/pages/productamounts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProductPage)
};

QString shortPrice(const Price &price)
{
    const QByteArray &currency = basicsOf(price).currency;
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        return displayMoney(Decimal(once->price), currency);
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return displayMoney(Decimal(recurring->price), currency);
    const auto &usage = std::get<UsagePrice>(price);
    return usage.meters.size() == 1 ? priceWords(usage.meters.first(), currency)
                                    : Words::tr("%1 meters").arg(usage.meters.size());
}

QString cycleOf(const Price &price)
{
    if (const auto *usage = std::get_if<UsagePrice>(&price))
        return Words::tr("every %1").arg(cycleWords(usage->frequency));
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return Words::tr("every %1").arg(cycleWords(recurring->frequency));
    return Words::tr("once");
}

} // namespace

QList<CatalogueItem> meterItems(
    const QList<Meter> &meters, CatalogueItem::State state, const QStringList &sent)
{
    QList<CatalogueItem> items;
    for (const Meter &meter : meters)
        items.append({.id = meter.id.string(),
            .name = meter.is.name,
            .second = meter.is.eventName,
            .right = aggregationWords(meter.is.aggregation),
            .rightSecond = meter.is.measurementUnit,
            .state = state,
            .use
            = sent.contains(meter.is.eventName) ? CatalogueItem::Use::Played : CatalogueItem::Use::Other});
    return items;
}

QList<CatalogueItem> productItems(
    const QList<Product> &products, CatalogueItem::State state, const ProductId &played)
{
    QList<CatalogueItem> items;
    for (const Product &product : products)
        items.append({.id = product.id.string(),
            .name = product.is.name,
            .second = product.id.string(),
            .right = shortPrice(product.is.price),
            .rightSecond = cycleOf(product.is.price),
            .state = state,
            .use = product.id == played ? CatalogueItem::Use::Played : CatalogueItem::Use::Other});
    return items;
}
