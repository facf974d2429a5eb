// SPDX-License-Identifier: MIT
#pragma once

#include "billing/credit.h"

#include <QSet>

#include <functional>

// One grant of credits (dodo-api.md 2.9 Grant).
struct CreditGrant {
    enum class Source { Subscription, OneTime, Addon, Api, Rollover };

    QByteArray id;
    Decimal initial;
    Decimal remaining;
    Source source = Source::Subscription;
    QByteArray sourceId; // the subscription, the payment; empty for one made by hand
    TimePoint createdAt;
    TimePoint updatedAt;
    std::optional<TimePoint> expiresAt;
    QByteArray parent; // the grant this was rolled over from
    int rolloverCount = 0;
    bool expired = false;
    bool rolledOver = false;
    Metadata metadata;

    bool isOpen() const { return !expired && !remaining.isZero(); }
    friend bool operator==(const CreditGrant &, const CreditGrant &) = default;
};

QLatin1StringView wireName(CreditGrant::Source source); // "one_time"
std::optional<CreditGrant::Source> grantSourceFromWire(QStringView name);

// One line of the ledger (2.9 LedgerEntry) as arithmetic gives it; who and where is added when it is stored.
struct CreditEntry {
    enum class Type {
        Added,
        Deducted,
        Expired,
        RolledOver,
        RolloverForfeited,
        OverageCharged,
        OverageReset,
        ManualAdjustment
    };

    Type type = Type::Added;
    Decimal amount; // never negative
    bool isCredit = false;
    Decimal balanceBefore;
    Decimal balanceAfter;
    Decimal overageBefore;
    Decimal overageAfter;
    QByteArray grant; // where it is about one

    friend bool operator==(const CreditEntry &, const CreditEntry &) = default;
};

QLatin1StringView wireName(CreditEntry::Type type); // "credit_added"
std::optional<CreditEntry::Type> entryTypeFromWire(QStringView name);

// The credits of one customer and one entitlement: a pure computation over its grants. Whatever it does
// appends to `entries` and marks the grants it changed; the caller stores both.
class CreditPool {
public:
    CreditPool(int precision, Decimal overage, QList<CreditGrant> grants);

    Decimal balance() const; // of the open grants
    Decimal overage() const { return m_overage; }
    int precision() const { return m_precision; }
    const QList<CreditGrant> &grants() const { return m_grants; }
    const QSet<QByteArray> &changed() const { return m_changed; } // ids of grants
    const QList<CreditEntry> &entries() const { return m_entries; }

    // A new grant; with carry_deficit_auto_repay it pays the overage down first.
    void add(CreditGrant grant, const CreditRules &rules, CreditEntry::Type as = CreditEntry::Type::Added);
    // Usage: the grants in the draw-down order, then overage as far as the rules let it grow, then nothing.
    // Returns what was taken.
    Decimal draw(const Decimal &credits, const CreditRules &rules, TimePoint at);
    // By hand: all of it or nothing; false when the balance is short.
    bool debit(const Decimal &credits, TimePoint at);
    // Those whose time is over by `at`.
    void expire(TimePoint at);
    // The end of a cycle for the open grants of one subscription: a share goes into a new grant with this id,
    // the rest expires; those that were carried often enough are forfeited. Only where rollover is enabled.
    void rollOver(const QByteArray &subscription, const CreditRules &rules, TimePoint at,
        const std::function<QByteArray()> &newId);
    // The end of a cycle for the overage, as its behaviour says. Returns the credits to be invoiced.
    Decimal resetOverage(const CreditRules &rules);

private:
    int m_precision;
    Decimal m_overage;
    QList<CreditGrant> m_grants; // oldest first
    QSet<QByteArray> m_changed;
    QList<CreditEntry> m_entries;
};

// usage / meter_units_per_credit, to `precision` digits (dodo-api.md 5.1.25). nullopt beyond 128 bits.
std::optional<Decimal> creditsFor(const Decimal &units, const Decimal &unitsPerCredit, int precision);
