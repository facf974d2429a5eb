// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerywords.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"
#include "imaging/provider.h"
#include "session/session.h"
#include "ui/pages/generatewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gallery {

namespace {

    struct Words {
        Q_DECLARE_TR_FUNCTIONS(Gallery)
    };

    QDate dateOf(TimePoint at)
    {
        return toDateTime(at).toLocalTime().date();
    }

    QString near(const QDate &date, const QDate &today)
    {
        return date == today            ? Words::tr("Today")
            : date == today.addDays(-1) ? Words::tr("Yesterday")
                                        : QString();
    }

    QString usd(const Decimal &money)
    {
        return u'$' + money.toString();
    }

    const MeterVerdict *priced(const Verdict &verdict)
    {
        const auto found = std::ranges::find_if(
            verdict.meters, [](const MeterVerdict &meter) { return meter.standing.has_value(); });
        return found == verdict.meters.end() ? nullptr : &*found;
    }

} // namespace

QString day(TimePoint at, TimePoint now)
{
    const QDate date = dateOf(at);
    const QDate today = dateOf(now);
    if (const QString word = near(date, today); !word.isEmpty())
        return word;
    return QLocale(QLocale::English)
        .toString(date, date.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString longDay(TimePoint at, TimePoint now)
{
    if (const QString word = near(dateOf(at), dateOf(now)); !word.isEmpty())
        return word;
    return QLocale(QLocale::English).toString(dateOf(at), u"dddd d MMMM yyyy"_s);
}

QString moment(TimePoint at)
{
    return QLocale(QLocale::English).toString(toDateTime(at).toLocalTime(), u"d MMM yyyy, hh:mm:ss"_s);
}

QString count(qsizetype pictures)
{
    return pictures == 1 ? Words::tr("1 picture")
                         : Words::tr("%1 pictures").arg(QLocale(QLocale::English).toString(pictures));
}

QString spoken(const ImageRow &row, const QString &price, TimePoint now)
{
    const QString text = Words::tr("%1, %2").arg(row.prompt, day(row.at, now));
    return price.isEmpty() ? text : Words::tr("%1, %2").arg(text, price);
}

QString customerName(const Session &session, const CustomerId &id)
{
    for (const Subscription &one : session.state().subscriptions) {
        if (one.customer.id == id && !one.customer.is.name.isEmpty())
            return one.customer.is.name;
    }
    return id.string();
}

QString providerName(const QByteArray &id)
{
    return provider(id).name;
}

QString tierName(const QByteArray &tier)
{
    return tier == "draft"   ? Words::tr("Draft")
        : tier == "hd"       ? Words::tr("HD")
        : tier == "standard" ? Words::tr("Standard")
                             : QString::fromUtf8(tier);
}

QString providerMoney(const ImageRow &row)
{
    if (row.provider == "demo")
        return Words::tr("Nothing, painted here");
    if (row.costUsd)
        return Words::tr("%1 by its usage").arg(usd(*row.costUsd));
    if (row.estimateUsd)
        return Words::tr("about %1").arg(usd(*row.estimateUsd));
    return Words::tr("Not known");
}

QString estimate(const ImageRow &row)
{
    return row.provider != "demo" && row.estimateUsd && row.costUsd ? usd(*row.estimateUsd) : QString();
}

QString whyPrice(const ImageRow &row, const std::optional<Verdict> &verdict)
{
    if (!row.event)
        return row.customer.isEmpty() ? Words::tr("No customer was active, so no event was sent.")
                                      : Words::tr("No event was sent for it.");
    if (!verdict)
        return Words::tr("Nothing is known of its event here.");
    if (const MeterVerdict *meter = priced(*verdict))
        return Words::tr("%1, counted by %2").arg(words::standing(*meter), meter->meterName);
    if (!verdict->customerKnown || !verdict->subscribed)
        return words::customerClause(*verdict);
    return verdict->meters.isEmpty() ? Words::tr("No meter yet") : words::reason(verdict->meters.first());
}

QString period(const std::optional<Verdict> &verdict)
{
    const MeterVerdict *meter = verdict ? priced(*verdict) : nullptr;
    return meter && meter->period ? generate::periodText(*meter->period) : QString();
}

ReceiptBill bill(const std::optional<Verdict> &verdict)
{
    const MeterVerdict *meter = verdict ? priced(*verdict) : nullptr;
    if (!meter)
        return {};
    return {.price = meter->standing->amount,
        .currency = meter->currency,
        .period = meter->period,
        .verdict = Words::tr("%1, counted by %2").arg(words::standing(*meter), meter->meterName)};
}

ImageRow rowOf(const Receipt &receipt)
{
    return {.id = {receipt.eventId},
        .file = {},
        .prompt = receipt.prompt,
        .caption = receipt.caption,
        .unknown = {},
        .engine = receipt.engine,
        .model = receipt.model,
        .tier = receipt.tier,
        .providerQuality = receipt.providerQuality,
        .style = receipt.style,
        .size = receipt.size,
        .seed = receipt.seed.value_or(0),
        .at = receipt.at,
        .customer = {receipt.customer},
        .event = !receipt.eventId.isEmpty() && !receipt.customer.isEmpty(),
        .provider = receipt.provider.isEmpty() ? "demo"_ba : receipt.provider,
        .negative = receipt.negative,
        .estimateUsd = receipt.estimateUsd,
        .costUsd = receipt.costUsd};
}

ImageRow rowOf(const PictureSettings &settings, const QSize &size)
{
    ImageRow row;
    row.prompt = settings.prompt;
    row.negative = settings.negative;
    row.model = settings.model;
    row.size = settings.size.isEmpty() ? size : settings.size;
    row.seed = settings.seed.value_or(0);
    row.provider = "webui"; // such files come from servers like it
    return row;
}

} // namespace gallery
