// SPDX-License-Identifier: MIT
#include "report.h"

#include "billing/ledger.h"
#include "billing/verdict.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 million = 1'000'000;
constexpr int meterCount = 10;
constexpr int pageRows = 50;

const TimePoint start = *timeFromIso("2026-01-05T00:00:00Z");
const Period period{start, start + 31 * 24h};

Condition equals(const QString &key, const MetaValue &value)
{
    return {.key = key, .op = Operator::Equals, .value = value};
}

// Ten meters of an image service, each with a filter of three conditions; half of them read a property.
QList<MeterTerms> tenMeters()
{
    using Type = Aggregation::Type;
    static const QStringList qualities{u"draft"_s, u"standard"_s, u"hd"_s};
    QList<MeterTerms> out;
    for (int i = 0; i < meterCount; ++i) {
        const Type type
            = std::array{Type::Count, Type::Sum, Type::Count, Type::Max, Type::Last}[size_t(i % 5)];
        Filter either{.conjunction = Conjunction::Or,
            .clauses = {Clause{equals(u"quality"_s, MetaValue::ofText(qualities[i % 3]))},
                Clause{equals(u"quality"_s, MetaValue::ofText(u"hd"_s))}}};
        Filter filter{.conjunction = Conjunction::And,
            .clauses = {Clause{either},
                Clause{Condition{
                    u"steps"_s, Operator::GreaterThan, MetaValue::ofNumber(QByteArray::number(i))}}}};
        Meter meter;
        meter.id = {"mtr_" + QByteArray::number(i)};
        meter.is.name = u"Meter %1"_s.arg(i);
        meter.is.eventName = u"image.generated"_s;
        meter.is.measurementUnit = u"images"_s;
        meter.is.aggregation = {type, type == Type::Count ? QString() : u"pixels"_s};
        meter.is.filter = filter;
        MeterPrice price;
        price.meter = meter.id;
        price.pricePerUnit = *Decimal::fromText("0.001");
        price.freeThreshold = 1000;
        out.append({meter, price, {}});
    }
    return out;
}

// The event that stands for number `i`: its texts are made before the clock runs.
class Events {
public:
    Events()
    {
        for (int i = 0; i < 64; ++i)
            m_pixels.append(QByteArray::number(262144 + i * 4096) + ".5");
        for (int i = 0; i < 40; ++i)
            m_steps.append(QByteArray::number(i));
        for (qint64 i = 0; i < million + pageRows; ++i)
            m_ids.append("evt_" + QByteArray::number(i * 7919));
    }

    const EventView &at(qint64 i)
    {
        static constexpr QByteArrayView qualities[] = {"draft", "standard", "hd"};
        m_metadata[0] = {"model", MetaValue::Type::Text, "pixelgen-1"};
        m_metadata[1] = {"quality", MetaValue::Type::Text, qualities[i % 3]};
        m_metadata[2] = {"steps", MetaValue::Type::Number, m_steps[i % m_steps.size()]};
        m_metadata[3] = {"pixels", MetaValue::Type::Number, m_pixels[i % m_pixels.size()]};
        m_metadata[4] = {"cached", MetaValue::Type::Boolean, "false"};
        m_view = {
            .id = m_ids[i], .customer = "cus_1", .name = "image.generated", .at = {}, .metadata = m_metadata};
        return m_view;
    }
    const QByteArray &id(qint64 i) const { return m_ids[i]; }

private:
    QList<QByteArray> m_pixels;
    QList<QByteArray> m_steps;
    QList<QByteArray> m_ids;
    std::array<MetaView, 5> m_metadata{};
    EventView m_view;
};

TimePoint timeOf(qint64 i)
{
    return start + i * 2ms;
}

template<typename Work>
qint64 nanoseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return timer.nsecsElapsed();
}

void benchClauses(Events &events, const QList<MeterTerms> &meters)
{
    constexpr int rounds = 10'000;
    qsizetype clauses = 0;
    const qint64 judged = nanoseconds([&] {
        for (int i = 0; i < rounds; ++i)
            clauses += qsizetype(judge(meters[i % meterCount].meter, events.at(i)).filter->children.size());
    });
    report(u"verdict_clauses"_s, judged / rounds, u"ns per event and meter"_s);
    const qint64 whole = nanoseconds([&] {
        for (int i = 0; i < rounds; ++i)
            clauses += judgeMeter(meters[i % meterCount].meter, events.at(i)).meterName.size();
    });
    report(u"verdict_clauses_and_name"_s, whole / rounds, u"ns per event and meter"_s);
    if (clauses == 0)
        qFatal("Nothing was judged.");
}

// The shares of the newest rows of a page, on every meter.
int askPage(const Ledger &ledger, const QList<MeterTerms> &meters, qint64 newest)
{
    int shares = 0;
    for (qint64 i = newest - pageRows; i < newest; ++i) {
        for (const MeterTerms &terms : meters)
            shares += ledger.standing(timeOf(i), i, terms.meter.id) ? 1 : 0;
    }
    return shares;
}

} // namespace

void benchLedger()
{
    Events events;
    const QList<MeterTerms> meters = tenMeters();
    benchClauses(events, meters);
    Ledger ledger("USD", {period}, meters, Ledger::Lookup::ByPlace);
    const qint64 pass = nanoseconds([&] {
        for (qint64 i = 0; i < million; ++i)
            ledger.add(events.at(i), timeOf(i), i);
        if (!ledger.usage())
            qFatal("The usage does not add up.");
    });
    report(u"ledger_million_events_ten_meters"_s, pass / million, u"ms"_s);
    report(u"ledger_bytes_per_event"_s, ledger.memory() / million, u"bytes"_s);
    int shares = 0;
    report(u"verdict_page_of_50_rows"_s,
        nanoseconds([&] { shares += askPage(ledger, meters, million); }) / 1000, u"us"_s);
    report(u"verdict_page_in_the_middle"_s,
        nanoseconds([&] { shares += askPage(ledger, meters, million / 2); }) / 1000, u"us"_s);
    const qint64 appended = nanoseconds([&] {
        for (qint64 i = million; i < million + pageRows; ++i) {
            ledger.add(events.at(i), timeOf(i), i);
            shares += askPage(ledger, meters, i + 1);
        }
    });
    report(u"verdict_page_after_each_append"_s, appended / pageRows / 1000, u"us"_s);
    const qint64 late = nanoseconds([&] {
        for (qint64 i = 0; i < pageRows; ++i) {
            ledger.add(events.at(i), timeOf(i * 10'000) + 1us, million + pageRows + i);
            shares += askPage(ledger, meters, million);
        }
    });
    report(u"verdict_page_after_each_late_event"_s, late / pageRows / 1000, u"us"_s);
    if (shares == 0)
        qFatal("Nothing was counted.");
}
