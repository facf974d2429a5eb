// SPDX-License-Identifier: MIT
#pragma once

#include "billing/price.h"

#include <QWidget>

class Field;
class QLineEdit;
class QVBoxLayout;
class Toggle;

// "Advanced settings", folded: trial days of a subscription, tax inclusive, purchasing power parity.
class ProductAdvanced : public QWidget {
    Q_OBJECT

public:
    enum class Trial { Absent, Offered };

    explicit ProductAdvanced(QWidget *parent = nullptr);
    void setTrial(Trial trial);
    QLineEdit *trialEdit() const { return m_trial; }
    int trialDays() const; // 0 while it cannot be read
    PriceBasics apply(PriceBasics basics) const;
    void setValues(const PriceBasics &basics, int trialDays);
    bool check();

Q_SIGNALS:
    void changed();

private:
    Toggle *addToggle(QVBoxLayout *column, const QString &name, const QString &title, const QString &help);

    QLineEdit *m_trial;
    Field *m_trialField;
    Toggle *m_taxInclusive;
    Toggle *m_parity;
};
