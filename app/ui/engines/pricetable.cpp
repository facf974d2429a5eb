// SPDX-License-Identifier: MIT
#include "ui/engines/pricetable.h"

#include "imaging/imagerequest.h"
#include "imaging/price.h"
#include "ui/engines/captext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnginesSheet", text);
}

QList<PriceTable::Column> columnsOf(const Provider &provider, const QString &model)
{
    QList<PriceTable::Column> columns{
        {"draft", tr("Draft"), {}}, {"standard", tr("Standard"), {}}, {"hd", tr("HD"), {}}};
    if (!provider.has(Provider::Quality, model))
        return columns;
    for (PriceTable::Column &column : columns) {
        const QByteArray asked = provider.model(model).qualities.value(column.tier);
        if (asked != column.tier)
            column.asked = QString::fromLatin1(asked);
    }
    return columns;
}

// An estimate knows no more than a tenth of a cent.
Decimal roughly(const Decimal &usd)
{
    const auto mills = usd.shifted(3).value_or(Decimal()).rounded().value_or(0);
    return Decimal(std::max<qint64>(mills, usd.isZero() ? 0 : 1)).shifted(-3).value_or(usd);
}

QString priceText(const Provider &provider, const QString &model, const QByteArray &tier, const QSize &size)
{
    if (provider.charges == Provider::Charges::Nothing)
        return tr("free");
    const int partials = partialsAsked(provider.id, model, tier);
    const auto usd = estimateUsd(provider.id, model, tier, size, partials);
    return usd ? usdText(roughly(*usd)) : tr("unknown");
}

QString noteOf(const Provider &provider, bool known)
{
    if (provider.charges == Provider::Charges::Nothing)
        return tr("Pictures of this server cost nothing.");
    if (!known)
        return tr("Not known before. The provider's own page says what it charges.");
    return provider.charges == Provider::Charges::Tokens
        ? tr("Estimates. The provider counts the tokens of each answer.")
        : tr("Estimates. The provider's bill decides.");
}

} // namespace

QString sizeText(const QSize &size)
{
    return u"%1 × %2"_s.arg(size.width()).arg(size.height());
}

PriceTable priceTable(const Provider &provider, const QString &model)
{
    PriceTable table{.columns = columnsOf(provider, model), .rows = {}, .note = {}};
    QList<QSize> sizes = provider.model(model).sizes;
    if (sizes.isEmpty())
        sizes = {{1024, 1024}};
    for (const QSize &size : std::as_const(sizes)) {
        QStringList prices;
        for (const PriceTable::Column &column : std::as_const(table.columns))
            prices << priceText(provider, model, column.tier, size);
        const auto same = std::ranges::find(table.rows, prices, &PriceTable::Row::prices);
        if (same == table.rows.end())
            table.rows.append({sizeText(size), prices});
        else
            same->size = tr("%1, %2").arg(same->size, sizeText(size));
    }
    const bool known = std::ranges::any_of(table.rows, [](const PriceTable::Row &row) {
        return std::ranges::any_of(row.prices, [](const QString &price) { return price.startsWith(u'$'); });
    });
    if (!known)
        table.rows.first().size = tr("Any size");
    table.rows.resize(std::min<qsizetype>(table.rows.size(), mostRows));
    table.note = noteOf(provider, known);
    return table;
}
