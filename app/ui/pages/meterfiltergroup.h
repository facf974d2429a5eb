// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"
#include "ui/parts/card.h"

class Button;
class ComboBox;
class IconButton;
class MeterFilterRow;
class QLabel;

// One numbered group of conditions with its AND or OR, as the dashboard's form has it.
class MeterFilterGroup : public Card {
    Q_OBJECT

public:
    static constexpr int mostConditions = 10; // dodo-api.md 2.2

    explicit MeterFilterGroup(QWidget *parent = nullptr);

    void setNumber(int number); // from 1
    Filter filter() const;
    void setFilter(const Filter &filter);
    MeterFilterRow *addCondition();
    bool check(); // shows the first thing that is wrong; true when nothing is
    void showError(const QString &text);
    void focusFirst();
    QList<QWidget *> tabStops() const; // as one reads

Q_SIGNALS:
    void changed();
    void rowsChanged();
    void removeRequested();

private:
    void buildHead();
    void removeCondition(MeterFilterRow *row);
    void renumber();
    void explain();

    int m_number = 1;
    QLabel *m_title;
    ComboBox *m_conjunction;
    QLabel *m_meaning;
    IconButton *m_remove;
    QVBoxLayout *m_column;
    Button *m_add;
    QLabel *m_error;
    QList<MeterFilterRow *> m_rows;
};
