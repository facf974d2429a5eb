// SPDX-License-Identifier: MIT
#include "ui/pages/usagepaidlist.h"

#include "billing/money.h"
#include "outbox/outbox.h"
#include "ui/pages/generateimages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 12;
constexpr int thumbPixels = 96; // sharp on a screen of double density

} // namespace

UsagePaidList::UsagePaidList(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void UsagePaidList::forget()
{
    ++m_round;
}

void UsagePaidList::find(const Meter &meter, const QByteArray &currency, const QList<PaidUnit> &units)
{
    m_meter = meter.id;
    const bool count = meter.is.aggregation.type == Aggregation::Type::Count;
    m_events.clear();
    m_files.clear();
    for (const PaidUnit &unit : units.last(std::min(units.size(), mostShown))) {
        const QString time = toDateTime(unit.at).toLocalTime().toString(u"hh:mm:ss"_s);
        m_events.append({.id = unit.event,
            .title = unit.event.string(),
            .when = count ? tr("unit %1, %2").arg(displayCount(unit.standing.runningTotal), time)
                          : tr("%1 paid, %2")
                                .arg(displayUnits(unit.standing.unitsPaid, meter.is.measurementUnit), time),
            .price = displayMoney(unit.standing.amount, currency),
            .thumb = m_thumbs.value(unit.event)});
    }
    whenDone(
        m_session.outbox().images(), this, [this, round = ++m_round](const Result<QList<ImageRow>> &rows) {
            if (round != m_round)
                return;
            for (PaidEvent &event : m_events) {
                const QList<ImageRow> known = rows.valueOr({});
                const auto row = std::ranges::find(known, event.id, &ImageRow::id);
                if (row == known.end())
                    continue;
                event.title = row->prompt;
                if (event.thumb.isNull())
                    m_files.insert(event.id, row->file);
            }
            loadNext(round);
        });
}

void UsagePaidList::loadNext(int round)
{
    if (round != m_round)
        return;
    if (m_files.isEmpty())
        return Q_EMIT found(m_meter, m_events);
    const EventId id = m_files.begin().key();
    const QString path = m_session.outbox().files().path(m_files.take(id));
    whenDone(generate::loadedThumb(path, thumbPixels), this, [this, round, id](const Result<QImage> &thumb) {
        m_thumbs.insert(id, thumb.valueOr(QImage()));
        const auto event = std::ranges::find(m_events, id, &PaidEvent::id);
        if (round == m_round && event != m_events.end())
            event->thumb = m_thumbs.value(id);
        loadNext(round);
    });
}
