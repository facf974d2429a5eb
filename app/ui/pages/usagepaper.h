// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/pages/paperline.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

// The bill of the current period as a sheet of paper: "so far" until the period is over. Each metered line
// says how it came about and opens its events.
class UsagePaper : public QWidget {
    Q_OBJECT

public:
    explicit UsagePaper(QWidget *parent = nullptr);
    void setBill(const Subscription &subscription, const BillSoFar &bill, const QString &productName);

Q_SIGNALS:
    void eventsRequested(const MeterUsage &line);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void clear();
    QWidget *pair(QWidget *left, QWidget *right);
    void addHead(const Subscription &subscription, const BillSoFar &bill);
    void addMeter(const MeterUsage &line, const QString &unit);
    void addFoot(const BillSoFar &bill);
    void addRule(const QColor &colour);
    QLabel *words(const QString &text, bool strong = false, bool small = false);

    QVBoxLayout *m_column;
    PaperColumns m_columns;
};

// "12 − 10 free = 2 × $0.05 = $0.10"
QString arithmeticOf(const MeterUsage &line);
