// SPDX-License-Identifier: MIT
#pragma once

#include "session/billsofar.h"
#include "ui/parts/card.h"

#include <optional>

class Button;
class ElidedLabel;
class FactRows;
class QGridLayout;
class QLabel;

// What a customer bought: the id that events carry, the period, and what the service counted so far.
class CustomerSubscription : public Card {
    Q_OBJECT

public:
    explicit CustomerSubscription(QWidget *parent = nullptr);

    void setSubscription(const Subscription &subscription, const std::optional<BillSoFar> &bill);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Fact {
        QWidget *box;
        QLabel *name;
        ElidedLabel *value;
    };
    enum FactPlace { Id, Starts, NextBilling, Due, MeterName, Used, Free, Then, FactCount };

    Fact makeFact(const QString &name, const char *objectName);
    void buildIdRow();
    void buildFacts();
    void arrange(int columns);
    void showIdFont();
    void showOnlyMeter(const Subscription &subscription, const std::optional<BillSoFar> &bill);
    void showEachMeter(const Subscription &subscription, const std::optional<BillSoFar> &bill);

    QLabel *m_customerId;
    Button *m_copy;
    QGridLayout *m_grid;
    QList<Fact> m_facts;
    FactRows *m_meters; // one line each, when there are several
    int m_columns = 0;
};
