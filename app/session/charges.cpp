// SPDX-License-Identifier: MIT
#include "session/charges.h"

#include "imaging/imagerequest.h"
#include "imaging/price.h"
#include "support/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr auto rowsMember = "pictures"_L1;

QJsonObject toJson(const SpendingRow &row)
{
    return {{"id"_L1, row.id.string()}, {"at"_L1, QString::fromLatin1(toIso(row.at))},
        {"provider"_L1, QString::fromLatin1(row.provider)}, {"model"_L1, row.model},
        {"usd"_L1, row.usd.toString()}};
}

std::optional<SpendingRow> possibleFrom(const QJsonObject &json)
{
    const auto at = timeFromIso(json["at"_L1].toString().toLatin1());
    const auto usd = Decimal::fromText(json["usd"_L1].toString().toLatin1());
    if (!at || !usd)
        return std::nullopt;
    return SpendingRow{.id = {json["id"_L1].toString().toUtf8()},
        .at = *at,
        .provider = json["provider"_L1].toString().toLatin1(),
        .model = json["model"_L1].toString(),
        .usd = *usd,
        .basis = SpendingRow::Basis::Possible};
}

} // namespace

QString textOf(const QList<SpendingRow> &charges)
{
    QJsonArray rows;
    for (const SpendingRow &row : charges)
        rows.append(toJson(row));
    return rows.isEmpty() ? QString() : QString::fromUtf8(compact({{rowsMember, rows}}));
}

QList<SpendingRow> chargesFromText(const QString &text)
{
    QList<SpendingRow> out;
    const QJsonArray rows = readObject(text.toUtf8()).valueOr({})[rowsMember].toArray();
    for (const QJsonValue &row : rows) {
        if (const auto possible = possibleFrom(row.toObject()))
            out.append(*possible);
    }
    return out;
}

std::optional<Decimal> estimateOf(const PictureOrder &order)
{
    const int partials = partialsAsked(order.provider, order.model, order.tier);
    return estimateUsd(order.provider, order.model, order.tier, order.size, partials);
}

std::optional<Decimal> costOf(const PictureOrder &order, const Picture &picture)
{
    return picture.usage ? costUsd(order.provider, order.model, *picture.usage) : std::nullopt;
}
