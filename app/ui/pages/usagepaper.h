// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/pages/paperline.h"
#include "ui/pages/usagepaid.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QLabel;
class QVBoxLayout;

// The bill of a period as a sheet of paper: "so far" until the period is over, then an invoice. Each metered
// line says how it came about and opens its events.
class UsagePaper : public QWidget {
    Q_OBJECT

public:
    enum class Kind { SoFar, Invoice };
    enum class From { Sandbox, Service }; // who makes the invoice

    explicit UsagePaper(QWidget *parent = nullptr);
    void setBill(
        const Subscription &subscription, const BillSoFar &bill, const QString &productName, Kind kind);
    void setFrom(From from);
    void setPaid(const MeterId &meter, const QList<PaidEvent> &events); // what its line opens to

Q_SIGNALS:
    void eventsRequested(const MeterUsage &line);
    void eventRequested(const EventId &event);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addFixed(const QStringList &cells);
    void clear();
    QWidget *pair(QWidget *left, QWidget *right);
    void addHead(const Subscription &subscription, const BillSoFar &bill);
    void addMeter(const MeterUsage &line, const QString &unit);
    void addFoot(const BillSoFar &bill);
    void addRule(const QColor &colour);
    QLabel *words(const QString &text, bool strong = false, bool small = false);

    QString linkOf(const MeterUsage &line, const QString &unit) const;

    std::optional<Subscription> m_subscription;
    BillSoFar m_bill;
    QString m_productName;
    Kind m_kind = Kind::SoFar;
    From m_from = From::Sandbox;
    QHash<MeterId, QList<PaidEvent>> m_paid;
    QSet<MeterId> m_open;
    QVBoxLayout *m_column;
    PaperColumns m_columns;
};
