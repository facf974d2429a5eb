// SPDX-License-Identifier: MIT
#pragma once

#include "session/charges.h"

#include <QHash>
#include <QTimer>

class Outbox;

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
        int pictures = 0; // that came
        Decimal usd;
    };

    Decimal today() const;
    Decimal month() const;
    bool exact() const; // no estimate or possible charge among this month's
    QList<Sum> byModel() const; // this month, dearest first
    std::optional<Decimal> dayCap() const; // nullopt: none
    std::optional<Decimal> monthCap() const;
    void setCaps(std::optional<Decimal> day, std::optional<Decimal> month); // kept in the workspace

    // Before the press: nullopt when it may go, else a sentence with the figures and the way out. Under a cap a
    // price that is not known stops it too, unless the provider charges nothing. Counts what is under way.
    std::optional<Error> refusal(const PictureOrder &order) const;
    std::optional<Decimal> estimate(const PictureOrder &order) const; // of all its pictures

    void began(const EventId &id, const Decimal &estimate); // reserved until it ends
    // Asked for: booked as possible if the program ends before ended(), also by a crash.
    void asked(const EventId &id, const PictureOrder &order);
    void ended(const EventId &id); // kept with its image row, or nothing was charged
    void mayBeCharged(const SpendingRow &row); // no picture is kept, and the provider charges or may
    void notKept(
        const EventId &id, const PictureOrder &order, const Picture &picture); // it came, and is paid
    void notMade(
        const EventId &id, const PictureOrder &order, const Error &error); // booked if it may be paid

Q_SIGNALS:
    void changed();

private:
    void reload();
    QDate localDay() const;
    std::optional<Decimal> cap(const QString &setting) const;
    Decimal since(TimePoint from) const;
    Decimal underWay() const;
    void remember() const;
    void bookForgotten(const QList<SpendingRow> &booked);
    void book(const EventId &id, const PictureOrder &order, const std::optional<Decimal> &usd,
        SpendingRow::Basis basis);

    Outbox &m_outbox;
    const Clock &m_clock;
    QList<SpendingRow> m_rows; // of this month
    QHash<EventId, Decimal> m_underWay;
    QHash<EventId, SpendingRow> m_asked;
    QList<SpendingRow> m_forgotten; // what an earlier run was asking for when it ended
    QList<EventId> m_ended; // reserved until their charges are read
    QTimer m_minute;
    QDate m_day; // the one the figures were last read on
    bool m_loading = false;
    bool m_again = false;
};
