// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"

#include <QWidget>

class ComboBox;
class IconButton;
class QLineEdit;

// One condition of a meter's filter: property, operator, type, value. Operator and type keep each other
// possible (dodo-api.md 3.3): a comparison makes it a number, a part of a text makes it a text.
class MeterFilterRow : public QWidget {
    Q_OBJECT

public:
    explicit MeterFilterRow(QWidget *parent = nullptr);

    void setNumbers(int group, int row); // names the controls: filterGroup1Key1
    Condition condition() const;
    void setCondition(const Condition &condition);
    QString problem() const; // empty: it can be sent
    bool showProblem(); // marks what is wrong; true when something is
    void focusFirst();
    QList<QWidget *> tabStops() const; // as one reads

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void build();
    void fillCombos();
    void operatorChosen();
    void typeChosen();
    Operator op() const;
    MetaValue::Type type() const;
    bool keyMissing() const;
    void clearMarks();

    QLineEdit *m_key;
    ComboBox *m_operator;
    ComboBox *m_type;
    QLineEdit *m_value;
    ComboBox *m_boolean;
    IconButton *m_remove;
};
