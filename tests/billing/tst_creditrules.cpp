// SPDX-License-Identifier: MIT
#include "billing/creditpool.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const TimePoint start = samples::at("2026-11-21T10:00:00Z");

} // namespace

// Rules, names and times of credits.
class TestCreditRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFarExpiryIsNever()
    {
        CreditRules rules;
        QVERIFY(!expiryOf(rules, start));
        rules.expiresAfterDays = 30;
        QCOMPARE(expiryOf(rules, start), std::optional(samples::at("2026-12-21T10:00:00Z")));
        rules.expiresAfterDays = std::numeric_limits<int>::max();
        QVERIFY(!expiryOf(rules, start));
        rules.rolloverTimeframe = Cycle{std::numeric_limits<int>::max(), Interval::Year};
        QVERIFY(!carriedUntil(rules, start));
    }

    void overridesReplaceWhatTheySay()
    {
        CreditRules rules;
        rules.overageBehavior = OverageBehavior::CarryDeficit;
        rules.expiresAfterDays = 30;
        QCOMPARE(merged(rules, {}), rules);
        CreditOverrides over;
        over.overageBehavior = OverageBehavior::InvoiceAtBilling;
        over.rolloverEnabled = true;
        over.lowBalancePercent = 20;
        const CreditRules both = merged(rules, over);
        rules.overageBehavior = OverageBehavior::InvoiceAtBilling;
        rules.rolloverEnabled = true;
        rules.lowBalancePercent = 20;
        QCOMPARE(both, rules); // the expiry stays
    }

    void namesGoBothWays()
    {
        using Behavior = OverageBehavior;
        for (const auto behavior : {Behavior::ForgiveAtReset, Behavior::InvoiceAtBilling,
                 Behavior::CarryDeficit, Behavior::CarryDeficitAutoRepay})
            QCOMPARE(overageBehaviorFromWire(QString(wireName(behavior))), std::optional(behavior));
        QVERIFY(!overageBehaviorFromWire(u"forgive"));
        for (int i = 0; i <= int(CreditGrant::Source::Rollover); ++i)
            QCOMPARE(grantSourceFromWire(QString(wireName(CreditGrant::Source(i)))),
                std::optional(CreditGrant::Source(i)));
        for (int i = 0; i <= int(CreditEntry::Type::ManualAdjustment); ++i)
            QCOMPARE(entryTypeFromWire(QString(wireName(CreditEntry::Type(i)))),
                std::optional(CreditEntry::Type(i)));
        QCOMPARE(wireName(CreditGrant::Source::OneTime), "one_time"_L1);
        QVERIFY(!entryTypeFromWire(u"refund")); // of the API, but nothing here makes it
    }
};

QTEST_GUILESS_MAIN(TestCreditRules)
#include "tst_creditrules.moc"
