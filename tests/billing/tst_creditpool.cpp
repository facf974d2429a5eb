// SPDX-License-Identifier: MIT
#include "billing/creditpool.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using samples::decimal;

namespace {

const TimePoint start = samples::at("2026-11-21T10:00:00Z");
const TimePoint later = samples::at("2026-12-21T10:00:00Z");

CreditGrant grant(const char *id, const char *amount, TimePoint at = start)
{
    CreditGrant out;
    out.id = id;
    out.createdAt = at;
    out.updatedAt = at;
    out.initial = decimal(amount);
    out.remaining = out.initial;
    out.sourceId = "sub_1";
    return out;
}

CreditRules overage(OverageBehavior behavior, const char *limit = nullptr)
{
    CreditRules out;
    out.overageEnabled = true;
    out.overageBehavior = behavior;
    out.pricePerUnit = decimal("4");
    out.overageLimit = limit ? std::optional(decimal(limit)) : std::nullopt;
    return out;
}

CreditRules rollover(std::optional<int> percent, std::optional<int> most = {})
{
    CreditRules out;
    out.rolloverEnabled = true;
    out.rolloverPercentage = percent;
    out.maxRolloverCount = most;
    return out;
}

bool all(const CreditGrant &)
{
    return true;
}

// "credit_deducted -5 balance 20 15 overage 0 0", so that a test reads like a ledger.
QString line(const CreditEntry &entry)
{
    return u"%1 %2%3 balance %4 %5 overage %6 %7"_s.arg(wireName(entry.type))
        .arg(entry.isCredit ? "+"_L1 : "-"_L1)
        .arg(entry.amount.toString(), entry.balanceBefore.toString(), entry.balanceAfter.toString(),
            entry.overageBefore.toString(), entry.overageAfter.toString());
}

QStringList lines(const CreditPool &pool)
{
    QStringList out;
    for (const CreditEntry &entry : pool.entries())
        out.append(line(entry));
    return out;
}

QString remaining(const CreditPool &pool)
{
    QStringList out;
    for (const CreditGrant &one : pool.grants())
        out.append(QString::fromLatin1(one.id) + u' ' + one.remaining.toString());
    return out.join(u", "_s);
}

std::function<QByteArray()> newIds()
{
    return [n = 0]() mutable { return "new" + QByteArray::number(++n); };
}

} // namespace

class TestCreditPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usageTakesTheOldestGrantsFirst()
    {
        CreditPool pool(2, 0, {grant("b", "10", later), grant("a", "10")});
        QCOMPARE(pool.draw(4, {}, later), Decimal(4));
        QCOMPARE(remaining(pool), u"a 6, b 10"_s);
        QCOMPARE(pool.entries().last().grant, QByteArray("a"));
        QCOMPARE(pool.draw(8, {}, later), Decimal(8)); // over both: the entry is about no single one
        QCOMPARE(remaining(pool), u"a 0, b 8"_s);
        QCOMPARE(pool.entries().last().grant, QByteArray());
        QCOMPARE(lines(pool),
            (QStringList{u"credit_deducted -4 balance 20 16 overage 0 0"_s,
                u"credit_deducted -8 balance 16 8 overage 0 0"_s}));
        QCOMPARE(pool.changed(), (QSet<QByteArray>{"a", "b"}));
    }

    void theOtherOrderTakesWhatExpiresFirst()
    {
        CreditGrant never = grant("never", "10");
        CreditGrant soon = grant("soon", "10", later);
        soon.expiresAt = later + std::chrono::days{1};
        CreditPool pool(2, 0, {never, soon}, choices::DrawOrder::EarliestExpiryFirst);
        QCOMPARE(pool.draw(12, {}, later), Decimal(12));
        QCOMPARE(remaining(pool), u"never 8, soon 0"_s);
    }

    void expiredGrantsAreNotDrawn()
    {
        CreditGrant old = grant("old", "10");
        old.expired = true;
        CreditPool pool(2, 0, {old, grant("new", "3", later)});
        QCOMPARE(pool.balance(), Decimal(3));
        QCOMPARE(pool.draw(5, {}, later), Decimal(3));
        QCOMPARE(remaining(pool), u"old 10, new 0"_s);
    }

    void withoutOverageItStopsAtZero() // E20; 5.2 "balance empty, overage off"
    {
        CreditPool pool(2, 0, {grant("a", "500")});
        QCOMPARE(pool.draw(520, {}, later), Decimal(500));
        QCOMPARE(pool.draw(5, {}, later), Decimal(0));
        QCOMPARE(lines(pool), QStringList{u"credit_deducted -500 balance 500 0 overage 0 0"_s});
    }

    void overageGrowsUpToItsLimit()
    {
        CreditPool pool(2, 0, {grant("a", "500")});
        const CreditRules rules = overage(OverageBehavior::InvoiceAtBilling, "25");
        QCOMPARE(pool.draw(520, rules, later), Decimal(520));
        QCOMPARE(pool.draw(10, rules, later), Decimal(5));
        QCOMPARE(pool.draw(10, rules, later), Decimal(0));
        QCOMPARE(pool.overage(), Decimal(25));
        QCOMPARE(lines(pool),
            (QStringList{u"credit_deducted -520 balance 500 0 overage 0 20"_s,
                u"credit_deducted -5 balance 0 0 overage 20 25"_s}));
        QCOMPARE(pool.entries().first().grant, QByteArray("a"));
    }

    void aLowerLimitTakesNothingBack()
    {
        CreditPool pool(2, 30, {});
        QCOMPARE(pool.draw(10, overage(OverageBehavior::CarryDeficit, "25"), later), Decimal(0));
        QCOMPARE(pool.overage(), Decimal(30));
        QVERIFY(pool.entries().isEmpty());
    }

    void manualDebitsAreWholeOrNothing() // dodo-api.md 2.9: 400 when short
    {
        CreditPool pool(2, 0, {grant("a", "5"), grant("b", "5", later)});
        QVERIFY(!pool.debit(decimal("10.01"), later));
        QVERIFY(pool.entries().isEmpty() && pool.changed().isEmpty());
        QVERIFY(pool.debit(decimal("7.5"), later));
        QCOMPARE(remaining(pool), u"a 0, b 2.5"_s);
        QCOMPARE(lines(pool), QStringList{u"manual_adjustment -7.5 balance 10 2.5 overage 0 0"_s});
    }

    void overageBehaves_data() // the table of 3.5, each cell
    {
        QTest::addColumn<OverageBehavior>("behavior");
        QTest::addColumn<Decimal>("billed");
        QTest::addColumn<Decimal>("left");
        QTest::addColumn<QStringList>("reset");
        QTest::addColumn<QString>("granted");
        QTest::newRow("forgive_at_reset") << OverageBehavior::ForgiveAtReset << Decimal(0) << Decimal(0)
                                          << QStringList{u"overage_reset +20 balance 0 0 overage 20 0"_s}
                                          << u"credit_added +500 balance 0 500 overage 0 0"_s;
        QTest::newRow("invoice_at_billing") << OverageBehavior::InvoiceAtBilling << Decimal(20) << Decimal(0)
                                            << QStringList{u"overage_charged +20 balance 0 0 overage 20 0"_s}
                                            << u"credit_added +500 balance 0 500 overage 0 0"_s;
        QTest::newRow("carry_deficit") << OverageBehavior::CarryDeficit << Decimal(0) << Decimal(20)
                                       << QStringList() << u"credit_added +500 balance 0 500 overage 20 20"_s;
        QTest::newRow("carry_deficit_auto_repay") // E19
            << OverageBehavior::CarryDeficitAutoRepay << Decimal(0) << Decimal(20) << QStringList()
            << u"credit_added +500 balance 0 480 overage 20 0"_s;
    }
    void overageBehaves()
    {
        QFETCH(OverageBehavior, behavior);
        QFETCH(Decimal, billed);
        QFETCH(Decimal, left);
        QFETCH(QStringList, reset);
        QFETCH(QString, granted);
        const CreditRules rules = overage(behavior);
        CreditPool pool(2, 0, {grant("a", "500")});
        pool.draw(520, rules, later);
        QCOMPARE(pool.invoiced(rules), billed);
        pool.resetOverage(rules);
        QCOMPARE(pool.overage(), left);
        QCOMPARE(lines(pool).mid(1), reset);
        pool.add(grant("next", "500", later), rules);
        QCOMPARE(line(pool.entries().last()), granted);
        QCOMPARE(pool.grants().last().initial, Decimal(500));
    }

    void aResetOfNothingIsNoEntry()
    {
        CreditPool pool(2, 0, {grant("a", "5")});
        pool.resetOverage(overage(OverageBehavior::InvoiceAtBilling));
        QVERIFY(pool.entries().isEmpty());
    }

    void aSmallGrantRepaysAPart()
    {
        CreditPool pool(2, 20, {});
        pool.add(grant("a", "15"), overage(OverageBehavior::CarryDeficitAutoRepay));
        QCOMPARE(lines(pool), QStringList{u"credit_added +15 balance 0 0 overage 20 5"_s});
        QVERIFY(!pool.grants().first().isOpen());
    }

    void aShareRollsOver_data()
    {
        QTest::addColumn<int>("precision");
        QTest::addColumn<QString>("left");
        QTest::addColumn<int>("percent");
        QTest::addColumn<QString>("carried");
        QTest::addColumn<QString>("gone");
        QTest::newRow("E12") << 2 << u"200"_s << 75 << u"150"_s << u"50"_s;
        QTest::newRow("E13") << 2 << u"200"_s << 50 << u"100"_s << u"100"_s;
        QTest::newRow("no whole step") << 0 << u"5"_s << 75 << u"3"_s << u"2"_s;
        QTest::newRow("finer") << 3 << u"0.005"_s << 50 << u"0.002"_s << u"0.003"_s;
    }
    void aShareRollsOver()
    {
        QFETCH(int, precision);
        QFETCH(QString, left);
        QFETCH(int, percent);
        QFETCH(QString, carried);
        QFETCH(QString, gone);
        CreditPool pool(precision, 0, {grant("a", left.toLatin1())});
        CreditRules rules = rollover(percent);
        rules.rolloverTimeframe = Cycle{2, Interval::Week};
        rules.expiresAfterDays = 30;
        pool.rollOver(all, rules, later, newIds());
        QCOMPARE(lines(pool),
            (QStringList{u"credit_rolled_over +%1 balance %2 %2 overage 0 0"_s.arg(carried, left),
                u"credit_expired -%1 balance %2 %3 overage 0 0"_s.arg(gone, left, carried)}));
        const CreditGrant &old = pool.grants()[0];
        const CreditGrant &next = pool.grants()[1];
        QVERIFY(old.rolledOver && old.expired && old.remaining.isZero());
        QCOMPARE(next.remaining.toString(), carried);
        QCOMPARE(next.source, CreditGrant::Source::Rollover);
        QCOMPARE(next.parent, QByteArray("a"));
        QCOMPARE(next.sourceId, QByteArray("sub_1"));
        QCOMPARE(next.rolloverCount, 1);
        QCOMPARE(next.createdAt, later);
        QCOMPARE(next.expiresAt, std::optional(later + std::chrono::days{14}));
    }

    void allOfItRollsOverWithoutAPercentage()
    {
        CreditPool pool(2, 0, {grant("a", "200")});
        CreditRules rules = rollover(std::nullopt);
        rules.expiresAfterDays = 30;
        pool.rollOver(all, rules, later, newIds());
        QCOMPARE(lines(pool), QStringList{u"credit_rolled_over +200 balance 200 200 overage 0 0"_s});
        QCOMPARE(remaining(pool), u"a 0, new1 200"_s);
        QVERIFY(!pool.grants()[0].expired);
        QCOMPARE(pool.grants()[1].expiresAt, std::optional(later + std::chrono::days{30}));
    }

    void noneRollsOverAtNoPercent()
    {
        CreditPool pool(2, 0, {grant("a", "200")});
        pool.rollOver(all, rollover(0), later, newIds());
        QCOMPARE(lines(pool), QStringList{u"credit_expired -200 balance 200 0 overage 0 0"_s});
    }

    void whatWasCarriedOftenEnoughIsForfeited()
    {
        CreditPool pool(2, 0, {grant("a", "64")});
        const CreditRules rules = rollover(50, 2);
        for (int i = 0; i < 4; ++i)
            pool.rollOver(all, rules, later, newIds());
        QCOMPARE(lines(pool),
            (QStringList{u"credit_rolled_over +32 balance 64 64 overage 0 0"_s,
                u"credit_expired -32 balance 64 32 overage 0 0"_s,
                u"credit_rolled_over +16 balance 32 32 overage 0 0"_s,
                u"credit_expired -16 balance 32 16 overage 0 0"_s,
                u"rollover_forfeited -16 balance 16 0 overage 0 0"_s}));
    }

    void onlyTheMeantOnesRollOver()
    {
        CreditPool pool(2, 0, {grant("a", "10"), grant("b", "10", later)});
        pool.rollOver([](const CreditGrant &one) { return one.id == "b"; }, rollover(100), later, newIds());
        QCOMPARE(remaining(pool), u"a 10, b 0, new1 10"_s);
        pool.rollOver(all, {}, later, newIds()); // not enabled
        QCOMPARE(pool.entries().size(), 1);
    }

    void timeEndsGrants()
    {
        CreditGrant due = grant("due", "10");
        due.expiresAt = later;
        CreditGrant more = grant("more", "10");
        more.expiresAt = later + microseconds{1};
        CreditGrant spent = due;
        spent.id = "spent";
        spent.remaining = 0;
        CreditPool pool(2, 0, {due, more, spent, grant("never", "10")});
        pool.expire(later);
        QCOMPARE(lines(pool), QStringList{u"credit_expired -10 balance 30 20 overage 0 0"_s});
        QCOMPARE(pool.entries().first().grant, QByteArray("due"));
        QCOMPARE(pool.changed(), QSet<QByteArray>{"due"});
        pool.expire(later);
        QCOMPARE(pool.entries().size(), 1);
    }

    void unitsMakeCredits_data()
    {
        QTest::addColumn<QString>("units");
        QTest::addColumn<QString>("perCredit");
        QTest::addColumn<int>("precision");
        QTest::addColumn<QString>("credits"); // empty: cannot be said
        QTest::newRow("E8") << u"31"_s << u"1"_s << 2 << u"31"_s;
        QTest::newRow("E9") << u"1000"_s << u"1000"_s << 2 << u"1"_s;
        QTest::newRow("E10 tokens") << u"3000"_s << u"1000"_s << 2 << u"3"_s;
        QTest::newRow("E10 images") << u"2"_s << u"0.1"_s << 2 << u"20"_s;
        QTest::newRow("a third, cut") << u"1"_s << u"3"_s << 2 << u"0.33"_s;
        QTest::newRow("two thirds, cut") << u"2"_s << u"3"_s << 2 << u"0.66"_s;
        QTest::newRow("no whole credit yet") << u"999"_s << u"1000"_s << 0 << u"0"_s;
        QTest::newRow("fine units") << u"0.000001"_s << u"0.001"_s << 3 << u"0.001"_s;
        QTest::newRow("finest precision") << u"1"_s << u"3"_s << 10 << u"0.3333333333"_s;
        QTest::newRow("many") << u"41000000"_s << u"1"_s << 0 << u"41000000"_s;
        QTest::newRow("no divisor") << u"1"_s << u"0"_s << 2 << QString();
        QTest::newRow("beyond 128 bits")
            << u"99999999999999999999999999999999999999"_s << u"1"_s << 2 << QString();
    }
    void unitsMakeCredits() // 5.1.25
    {
        QFETCH(QString, units);
        QFETCH(QString, perCredit);
        QFETCH(int, precision);
        QFETCH(QString, credits);
        const auto made = creditsFor(decimal(units.toLatin1()), decimal(perCredit.toLatin1()), precision);
        QCOMPARE(made ? made->toString() : QString(), credits);
    }

    void fractionsWaitInTheTotal() // a third of a credit three times is one, not 0.99
    {
        CreditPool pool(2, 0, {grant("a", "10")});
        Decimal drawn;
        for (int units = 1; units <= 3; ++units) {
            const Decimal total = creditsFor(units, 3, 2).value();
            pool.draw(choices::stillToDraw(total, drawn).value(), {}, later);
            drawn = total;
        }
        QCOMPARE(pool.balance(), Decimal(9));
        QCOMPARE(pool.entries().last().amount, decimal("0.34"));
    }
};

QTEST_GUILESS_MAIN(TestCreditPool)
#include "tst_creditpool.moc"
