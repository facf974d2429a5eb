// SPDX-License-Identifier: MIT
#include "billing/ledger.h"
#include "billing/matcher.h"

#include "samples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using samples::at;
using Type = Aggregation::Type;

namespace {

const Period january{at("2026-01-05T00:00:00Z"), at("2026-02-05T00:00:00Z")};
const Period february{at("2026-02-05T00:00:00Z"), at("2026-03-05T00:00:00Z")};

struct Stored {
    Event event;
    TimePoint at;
    qint64 arrival = 0;
};

// One meter in one period, event by event over all that counted: what the ledger's pages must come to.
class PlainPass {
public:
    PlainPass(const MeterTerms &terms, const Period &period, const QList<Stored> &events)
        : m_terms(terms)
    {
        const Meter &meter = terms.meter;
        for (const Stored &stored : events) {
            const EventViewOf view(stored.event);
            const auto isOver = [&](const Period &span) { return span.contains(stored.at); };
            const auto units = readProperty(meter.is.aggregation, view.view());
            if (period.contains(stored.at) && std::ranges::none_of(terms.archived, isOver)
                && matches(meter, view.view()) && units.state == PropertyState::Usable)
                m_counted.append({stored, units.value});
        }
        std::ranges::sort(
            m_counted, {}, [](const auto &one) { return std::pair(one.first.at, one.first.arrival); });
        std::optional<Decimal> reading = Decimal(0);
        for (qsizetype i = 0; i < m_counted.size(); ++i) {
            reading = next(reading, m_counted[i].second, i == 0);
            m_readings.append(reading);
        }
    }

    std::optional<Decimal> consumed() const { return m_readings.isEmpty() ? Decimal(0) : m_readings.last(); }

    // nullopt when not counted or too large
    std::optional<Standing> standing(const EventId &id) const
    {
        const auto found
            = std::ranges::find_if(m_counted, [&](const auto &one) { return one.first.event.id == id; });
        if (found == m_counted.end())
            return std::nullopt;
        const qsizetype i = found - m_counted.begin();
        const auto before = i == 0 ? Decimal(0) : m_readings[i - 1];
        if (!before || !m_readings[i])
            return std::nullopt;
        Standing out;
        out.before = *before;
        out.runningTotal = *m_readings[i];
        place(i, out);
        const bool adds = type() == Type::Count || type() == Type::Sum;
        if (!adds && !out.current)
            return out;
        const Decimal from = adds ? out.before : Decimal(0);
        const qint64 free = m_terms.price.freeThreshold.value_or(0);
        const auto paid
            = Decimal::subtract(*chargeableUnits(out.runningTotal, free), *chargeableUnits(from, free));
        const auto units = Decimal::subtract(out.runningTotal, from);
        const auto amount = paid ? Decimal::multiply(*paid, *m_terms.price.pricePerUnit) : std::nullopt;
        if (!amount || !units)
            return std::nullopt;
        out.unitsPaid = *paid;
        out.unitsFree = *Decimal::subtract(*units, *paid);
        out.amount = *amount;
        return out;
    }

private:
    Type type() const { return m_terms.meter.is.aggregation.type; }

    std::optional<Decimal> next(const std::optional<Decimal> &before, const Decimal &units, bool first) const
    {
        if (type() == Type::Last || (type() == Type::Max && first))
            return units;
        if (type() == Type::Max)
            return std::max(*before, units);
        return before ? Decimal::add(*before, units) : std::nullopt; // a count's unit is 1
    }

    void place(qsizetype i, Standing &out) const
    {
        if (type() == Type::Last) {
            out.current = i + 1 == m_counted.size();
            if (!out.current)
                out.replacedAt = m_counted[i + 1].first.at;
        }
        if (type() != Type::Max || (i > 0 && m_readings[i] == m_readings[i - 1]))
            return;
        out.current = m_readings[i] == m_readings.last();
        for (qsizetype after = i + 1; after < m_counted.size() && !out.replacedAt; ++after) {
            if (*m_readings[after] > *m_readings[i])
                out.replacedAt = m_counted[after].first.at;
        }
    }

    MeterTerms m_terms;
    QList<std::pair<Stored, Decimal>> m_counted;
    QList<std::optional<Decimal>> m_readings;
};

MeterTerms terms(
    const QByteArray &id, Type type, const QByteArray &filter, const QList<Period> &archived = {})
{
    MeterTerms out{samples::meter(type, "value"), samples::price("0.7", 40), archived};
    out.meter.id = {id};
    if (!filter.isEmpty())
        out.meter = samples::withFilter(out.meter, filter);
    return out;
}

QList<MeterTerms> someMeters()
{
    const QByteArray hd
        = R"({"conjunction":"and","clauses":[{"key":"quality","operator":"equals","value":"hd"}]})";
    const QByteArray mixed = R"({"conjunction":"or","clauses":[
        {"key":"value","operator":"greater_than","value":5},
        {"conjunction":"and","clauses":[{"key":"quality","operator":"not_equals","value":"hd"},
            {"key":"region","operator":"contains","value":"u"}]},
        {"key":"flag","operator":"equals","value":true}]})";
    const QByteArray never
        = R"({"conjunction":"and","clauses":[{"key":"missing","operator":"does_not_contain","value":"x"}]})";
    QList<MeterTerms> out{terms("count", Type::Count, {}), terms("count hd", Type::Count, hd),
        terms("sum", Type::Sum, {}), terms("sum mixed", Type::Sum, mixed), terms("max", Type::Max, {}),
        terms("max mixed", Type::Max, mixed), terms("last", Type::Last, {}), terms("last hd", Type::Last, hd),
        terms("never", Type::Count, never),
        terms("archived", Type::Sum, mixed, {{january.start + 24h, january.start + 240h}})};
    out[1].meter.is.eventName = u"other"_s;
    return out;
}

QByteArray someValue(QRandomGenerator &random, bool wide)
{
    const auto below = [&](int end) { return QByteArray::number(random.bounded(end)); };
    switch (random.bounded(wide ? 12 : 9)) {
    case 0:
        return '"' + below(9) + '"';
    case 1:
        return "true";
    case 2:
        return '-' + below(9) + '.' + below(1000);
    case 3:
        return below(20) + '.' + below(100000);
    case 9:
        return "1.7014118346046923173168730371588410572" + below(9) + "e38";
    case 10:
        return "-1.6e38";
    case 11:
        return "1e-2" + below(9);
    default:
        return below(12);
    }
}

Stored someEvent(QRandomGenerator &random, qint64 arrival, bool wide)
{
    static const QByteArrayList qualities{"hd", "standard", "draft"};
    static const QByteArrayList regions{"eu", "us", "asia", "ü"};
    Event event;
    event.id = {"evt_" + QByteArray::number(arrival)};
    event.customer = {"cus_1"};
    event.name = random.bounded(4) == 0 ? "other" : "image.generated";
    const auto add = [&](const char *key, MetaValue value) {
        if (random.bounded(5) > 0)
            event.metadata.append({key, std::move(value)});
    };
    add("quality", MetaValue::ofText(QString::fromUtf8(qualities[random.bounded(3)])));
    add("region", MetaValue::ofText(QString::fromUtf8(regions[random.bounded(4)])));
    add("flag", MetaValue::ofBoolean(random.bounded(2) == 0));
    const QByteArray value = someValue(random, wide);
    const auto type = value == "true" ? MetaValue::Type::Boolean
        : value.startsWith('"')       ? MetaValue::Type::Text
                                      : MetaValue::Type::Number;
    add("value", {type, type == MetaValue::Type::Text ? value.mid(1).chopped(1) : value});
    return {event, {}, arrival};
}

} // namespace

// The ledger's pages and their carried readings against one plain pass, with events in and out of order and
// questions in between.
class LedgerOrderTest : public QObject {
    Q_OBJECT

private:
    static void compare(Ledger &ledger, const QList<MeterTerms> &meters, const QList<Stored> &events,
        QRandomGenerator &random, Ledger::Lookup lookup)
    {
        QList<PlainPass> passes;
        for (const MeterTerms &one : meters) {
            for (const Period &period : {january, february})
                passes.append(PlainPass(one, period, events));
        }
        for (int i = 0; i < 60; ++i) {
            const Stored &stored = events[random.bounded(int(events.size()))];
            for (qsizetype meter = 0; meter < meters.size(); ++meter) {
                const MeterId &id = meters[meter].meter.id;
                const auto january = passes[meter * 2].standing(stored.event.id);
                const auto wanted = january ? january : passes[meter * 2 + 1].standing(stored.event.id);
                QCOMPARE(ledger.standing(stored.at, stored.arrival, id), wanted);
                if (lookup == Ledger::Lookup::ById)
                    QCOMPARE(ledger.standing(stored.event.id, id), wanted);
            }
        }
        const auto usage = ledger.usage();
        for (qsizetype i = 0; i < passes.size(); ++i) {
            const auto consumed = passes[i].consumed();
            if (!consumed || !usage) // a line over 32 bits is refused as a whole
                QVERIFY(!usage.ok());
            else
                QCOMPARE(usage->at(1 - i % 2).meters[i / 2].consumedUnits, *consumed);
        }
    }

private Q_SLOTS:
    void pagesComeToThePlainPass_data()
    {
        QTest::addColumn<int>("late"); // of 100 events
        QTest::addColumn<bool>("wide"); // with units that 128 bits barely hold
        QTest::addColumn<int>("events");
        QTest::newRow("in order") << 0 << false << 4000;
        QTest::newRow("some late") << 10 << false << 4000;
        QTest::newRow("newest first") << -1 << false << 4000;
        QTest::newRow("no order at all") << 100 << false << 6000;
        QTest::newRow("large and fine units") << 10 << true << 3000;
        QTest::newRow("large units without order") << 100 << true << 3000;
        QTest::newRow("few") << 50 << true << 40;
    }
    void pagesComeToThePlainPass()
    {
        QFETCH(const int, late);
        QFETCH(const bool, wide);
        QFETCH(const int, events);
        QRandomGenerator random(20261121 + quint32(late) + (wide ? 1000 : 0));
        const QList<MeterTerms> meters = someMeters();
        for (const auto lookup : {Ledger::Lookup::ById, Ledger::Lookup::ByPlace}) {
            Ledger ledger("USD", {january, february}, meters, lookup);
            QList<Stored> stored;
            const auto span = (february.end - january.start) + 2h;
            for (int i = 0; i < events; ++i) {
                Stored one = someEvent(random, i + 1, wide);
                const bool anywhere = random.bounded(100) < late;
                const int step = anywhere ? random.bounded(events) : late < 0 ? events - i : i;
                one.at = january.start - 1h + span / events * step + (random.bounded(3) == 0 ? 1us : 0us);
                stored.append(one);
                ledger.add(EventViewOf(one.event).view(), one.at, one.arrival);
                if (i == events / 3 || i == events * 2 / 3 || i == events * 2 / 3 + 1)
                    compare(ledger, meters, stored, random, lookup);
                if (QTest::currentTestFailed())
                    return;
            }
            compare(ledger, meters, stored, random, lookup);
        }
    }

    // What the ledger's matcher says of an event is what the rule book says.
    void theMatcherSaysWhatTheRulesSay()
    {
        QRandomGenerator random(7);
        QList<Meter> meters;
        for (const MeterTerms &one : someMeters())
            meters.append(one.meter);
        EventMatcher matcher(meters);
        for (int i = 0; i < 5000; ++i) {
            const Stored stored = someEvent(random, i, true);
            const EventViewOf view(stored.event);
            const auto counted = matcher.read(view.view());
            size_t at = 0;
            for (qsizetype meter = 0; meter < meters.size(); ++meter) {
                const auto units = readProperty(meters[meter].is.aggregation, view.view());
                const bool counts
                    = matches(meters[meter], view.view()) && units.state == PropertyState::Usable;
                const bool said = at < counted.size() && counted[at].meter == quint32(meter);
                QCOMPARE(said, counts);
                if (said)
                    QCOMPARE(counted[at++].units, units.value);
            }
        }
    }
};

QTEST_GUILESS_MAIN(LedgerOrderTest)
#include "tst_ledgerorder.moc"
