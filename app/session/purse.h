// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/spending.h"
#include "session/picturejob.h"

class Outbox;
class Session;

// The provider's money: what was spent today and this month (local calendar, real time), by model, and the
// caps that stop an order before it is sent. Figures from the answers' own usage, estimates where it told
// none.
class Purse : public QObject {
    Q_OBJECT
public:
    Purse(Outbox &outbox, const Clock &clock, QObject *parent = nullptr);

    struct Sum {
        QByteArray provider;
        QString model;
        int pictures = 0;
        Decimal usd;
    };

    Decimal today() const;
    Decimal month() const;
    bool exact() const; // no estimate or possible charge among this month's
    QList<Sum> byModel() const; // this month, dearest first
    std::optional<Decimal> dayCap() const; // nullopt: none
    std::optional<Decimal> monthCap() const;
    void setCaps(std::optional<Decimal> day, std::optional<Decimal> month); // kept in the workspace

    // Before the press: nullopt when it may go, else a sentence with the figures and the way out. A price
    // that is not known stops nothing. Counts what is under way too.
    std::optional<Error> refusal(const PictureOrder &order) const;
    std::optional<Decimal> estimate(const PictureOrder &order) const; // of all its pictures

    void began(const EventId &id, const Decimal &estimate); // reserved until it ends
    void ended(const EventId &id); // kept with its image row, or nothing was charged
    void mayBeCharged(const SpendingRow &row); // no picture came, and the provider may charge

Q_SIGNALS:
    void changed();

private:
    void reload();

    Outbox &m_outbox;
    const Clock &m_clock;
    QList<SpendingRow> m_rows; // of this month
    QHash<EventId, Decimal> m_underWay;
};
