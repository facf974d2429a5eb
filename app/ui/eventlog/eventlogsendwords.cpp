// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogsendwords.h"

#include "billing/money.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace eventlogsend {

namespace {

    QString tr(const char *text)
    {
        return QCoreApplication::translate("EventLogSend", text);
    }

    QString number(int count)
    {
        return displayCount(Decimal(count));
    }

    bool plays(const Recipe &recipe, const QStringList &sentNames)
    {
        const QStringList names = eventNames(recipe);
        return names.size() == sentNames.size()
            && std::ranges::all_of(names, [&](const QString &name) { return sentNames.contains(name); });
    }

    // A live meter that reads the recipe's events the way the recipe's own meter does.
    bool reads(const Meter &meter, const Recipe &recipe)
    {
        return std::ranges::any_of(recipe.meters, [&meter](const NewMeter &wanted) {
            return wanted.eventName == meter.is.eventName && wanted.aggregation == meter.is.aggregation;
        });
    }

    int partOfBatch(const Recipe &recipe, const QList<TrafficPattern> &patterns)
    {
        const auto weigh = [](const QList<TrafficPattern> &all) {
            int sum = 0;
            for (const TrafficPattern &pattern : all)
                sum += pattern.weight;
            return sum;
        };
        return std::max(1, recipe.batch * weigh(patterns) / std::max(1, weigh(recipe.traffic)));
    }

    void add(QList<Choice> &out, const Recipe &recipe)
    {
        out.append({recipe.title, recipe.traffic, recipe.batch});
        if (recipe.meters.size() == 1)
            return;
        for (const NewMeter &meter : recipe.meters) {
            const auto patterns = patternsFor(recipe, meter.eventName.toUtf8());
            if (!patterns.isEmpty())
                out.append({meter.name, patterns, partOfBatch(recipe, patterns)});
        }
    }

    QString billWords(const TrafficOutcome &outcome)
    {
        return outcome.bill ? tr("bill so far %1").arg(displayMoney(Decimal(*outcome.bill), outcome.currency))
                            : QString();
    }

    // "300 accepted, 288 counted, bill so far $0.00."
    QString figures(const TrafficOutcome &outcome)
    {
        QStringList parts{tr("%1 accepted").arg(number(outcome.accepted))};
        if (outcome.counted)
            parts.append(tr("%1 counted").arg(number(*outcome.counted)));
        if (const QString bill = billWords(outcome); !bill.isEmpty())
            parts.append(bill);
        return parts.join(u", "_s) + u'.';
    }

    QString failed(const TrafficOutcome &outcome)
    {
        if (outcome.error->kind == Error::Kind::Cancelled)
            return outcome.answered == 0
                ? tr("Cancelled before anything was accepted.")
                : tr("Cancelled after %1: %2").arg(number(outcome.answered), figures(outcome));
        const QString how = tr("The same events can be sent again.");
        if (outcome.answered == 0)
            return tr("Not sent: %1 %2").arg(outcome.error->message, how);
        return tr("Stopped after %1: %2 %3 %4")
            .arg(number(outcome.answered), outcome.error->message, figures(outcome), how);
    }

} // namespace

QList<Choice> choices(const QList<Recipe> &recipes, const QList<Meter> &live, const QStringList &sentNames)
{
    const auto isLive = [&live](const Recipe &recipe) {
        return std::ranges::any_of(live, [&](const Meter &meter) { return reads(meter, recipe); });
    };
    QList<Recipe> offered;
    for (const Recipe &recipe : recipes) {
        if (plays(recipe, sentNames))
            offered.prepend(recipe);
        else if (isLive(recipe))
            offered.append(recipe);
    }
    // The pictures' recipe is only played while nobody else's meter is there.
    const bool first = !offered.isEmpty() && (isLive(offered.first()) || live.isEmpty());
    QList<Choice> out;
    QList<Choice> last;
    for (qsizetype i = 0; i < offered.size(); ++i)
        add(i == 0 && !first ? last : out, offered[i]);
    for (const Meter &meter : live) {
        if (std::ranges::none_of(offered, [&](const Recipe &recipe) { return reads(meter, recipe); }))
            out.append({meter.is.name, {patternLike(meter.is)}});
    }
    out += last;
    if (out.isEmpty()) {
        const TrafficPattern named{.eventName = sentNames.value(0).toUtf8(), .weight = 1, .values = {}};
        out.append({sentNames.value(0), {named}});
    }
    return out;
}

QString progress(int done, int of)
{
    return done == of ? tr("Sent %1. Asking what counted").arg(number(of))
                      : tr("Sent %1 of %2").arg(number(done), number(of));
}

QString sentAgain(const Result<int> &ingested)
{
    if (!ingested)
        return tr("Not sent: %1").arg(ingested.error().message);
    if (*ingested == 0)
        return tr("Same event_id: ignored. Nothing billed twice.");
    return *ingested == 1 ? tr("Accepted now: 1 event is stored.")
                          : tr("Accepted now: %1 events are stored.").arg(*ingested);
}

QString outcome(const TrafficOutcome &outcome)
{
    if (outcome.error)
        return failed(outcome);
    if (outcome.again && outcome.accepted == 0) {
        const QString ignored = outcome.events == 1
            ? tr("Same event_id: ignored. Nothing is billed twice")
            : tr("Same %1 ids: ignored. Nothing is billed twice").arg(number(outcome.events));
        const QString bill = billWords(outcome);
        return bill.isEmpty() ? ignored + u'.' : ignored + u", "_s + bill + u'.';
    }
    if (outcome.counted && *outcome.counted == 0)
        return figures(outcome) + u' ' + tr("The log says why.");
    return figures(outcome);
}

} // namespace eventlogsend
