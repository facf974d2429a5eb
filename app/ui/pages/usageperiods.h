// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "billing/usage.h"

#include <QWidget>

class ComboBox;

// Which bill the paper shows: the open period's, or the invoice of one that is over. Absent while none is
// over; after a renewal it stands on the period that was just closed.
class UsagePeriods : public QWidget {
    Q_OBJECT

public:
    explicit UsagePeriods(QWidget *parent = nullptr);
    void setUsage(const SubscriptionId &of, const QList<UsagePeriod> &usage); // newest first
    std::optional<UsagePeriod> closed() const; // nullopt: the open period is chosen

Q_SIGNALS:
    void chosen(); // by the person

private:
    void list();

    ComboBox *m_combo;
    SubscriptionId m_of;
    QList<UsagePeriod> m_closed;
    qsizetype m_known = 0; // periods, as last told
};
