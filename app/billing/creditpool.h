// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
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
// appends to `entries` and marks the grants it changed; the caller stores both. In each entry balance less
// overage moves by the amount; only credits that roll over stay in the balance and move from grant to grant.
class CreditPool {
public:
    CreditPool(int precision, Decimal overage, QList<CreditGrant> grants,
        choices::DrawOrder order = choices::drawOrder);

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
    // By hand: all of it or nothing, and never overage; false when the balance is short.
    bool debit(const Decimal &credits, TimePoint at);

    using Which = std::function<bool(const CreditGrant &)>;
    // Those whose time is over by `at`; or these.
    void expire(TimePoint at);
    void expire(const Which &which, TimePoint at);
    // The end of a cycle: of each of these that is open a share goes into a new grant, the rest expires; one
    // that was carried often enough is forfeited. Only where rollover is enabled.
    void rollOver(
        const Which &which, const CreditRules &rules, TimePoint at, const std::function<QByteArray()> &newId);

    // The end of a cycle for the overage: the credits to be invoiced, and then what its behaviour does.
    Decimal invoiced(const CreditRules &rules) const;
    void resetOverage(const CreditRules &rules);

private:
    struct Taken {
        Decimal credits;
        QByteArray grant; // empty: none or several
    };
    Taken takeFromGrants(const Decimal &credits, TimePoint at);
    Decimal overdraw(const Decimal &credits, const CreditRules &rules);
    QList<qsizetype> openGrants() const; // their places, in the order of drawing
    void carry(
        qsizetype index, const CreditRules &rules, TimePoint at, const std::function<QByteArray()> &newId);
    void end(qsizetype index, CreditEntry::Type as, TimePoint when); // takes the rest of it away
    CreditEntry before(CreditEntry::Type type, const Decimal &amount, bool isCredit) const;
    void write(CreditEntry entry, const QByteArray &grant = {});

    int m_precision;
    Decimal m_overage;
    QList<CreditGrant> m_grants; // oldest first
    choices::DrawOrder m_order;
    QSet<QByteArray> m_changed;
    QList<CreditEntry> m_entries;
};

// When a grant made at `at` expires, and one that was carried then; nullopt: never.
std::optional<TimePoint> expiryOf(const CreditRules &rules, TimePoint at);
std::optional<TimePoint> carriedUntil(const CreditRules &rules, TimePoint at);

// usage / meter_units_per_credit, to `precision` digits (dodo-api.md 5.1.25). nullopt beyond 128 bits.
std::optional<Decimal> creditsFor(const Decimal &units, const Decimal &unitsPerCredit, int precision);
