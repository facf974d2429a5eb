// SPDX-License-Identifier: MIT
#include "ui/payload/payloadtemplates.h"

#include "billing/rules.h"
#include "session/payloadevents.h"
#include "session/payloadpattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int looked = 20; // events of a pattern, for one that counts

CustomerId customerOf(const Session &session)
{
    const Customer *customer = session.state().customer();
    return customer ? customer->id : CustomerId{"<CUSTOMER_ID>"};
}

bool counts(const Event &event, const QList<Meter> &live)
{
    const EventViewOf view(event);
    return std::ranges::any_of(live, [&](const Meter &meter) { return judge(meter, view.view()).counts(); });
}

QString textOf(const Event &event)
{
    return formatted(QString::fromUtf8(toText(event)));
}

} // namespace

PayloadTemplates::PayloadTemplates(Session &session, EventLog &log, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_log(log)
{
    for (const QString &id : recipeIds()) {
        if (const auto recipe = loadRecipe(id))
            m_recipes.append(*recipe);
    }
    connect(&log, &EventLog::opened, this, [this](const LogOpening &opening) {
        m_last = {};
        note(opening.newest);
    });
    connect(&log, &EventLog::appended, this, &PayloadTemplates::note);
}

void PayloadTemplates::note(const QList<LogRow> &rows)
{
    const auto last = std::find_if(
        rows.crbegin(), rows.crend(), [](const LogRow &row) { return row.ingest && row.eventCount > 0; });
    if (last != rows.crend())
        m_last = last->exchange;
}

QList<eventlogsend::Choice> PayloadTemplates::choices() const
{
    return eventlogsend::choices(m_recipes, m_session.state().meters, m_session.sentNames());
}

QString PayloadTemplates::like(const eventlogsend::Choice &choice) const
{
    Traffic traffic(choice.patterns, choice.batch, 1, m_session.client().transport().ids());
    const TimePoint now = std::chrono::floor<milliseconds>(m_session.now());
    const QList<Event> events = traffic.take(looked, customerOf(m_session), now);
    const auto found = std::ranges::find_if(
        events, [this](const Event &event) { return counts(event, m_session.state().meters); });
    Event event = found == events.end() ? events.first() : *found;
    event.id = {newPayloadId(m_session.client().transport().ids())};
    return textOf(event);
}

QString PayloadTemplates::first() const
{
    return like(choices().first());
}

QString PayloadTemplates::empty() const
{
    const TimePoint now = std::chrono::floor<milliseconds>(m_session.now());
    return textOf({.id = {newPayloadId(m_session.client().transport().ids())},
        .customer = customerOf(m_session),
        .name = m_session.sentNames().value(0).toUtf8(),
        .at = now,
        .metadata = {}});
}

void PayloadTemplates::askLast(const std::function<void(const QString &)> &take)
{
    whenDone(m_log.exchange(m_last), this, [take](const Result<std::optional<Exchange>> &exchange) {
        if (exchange && *exchange)
            take(formatted(firstEvent(QString::fromUtf8((*exchange)->requestBody))));
    });
}
