// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/namecheck.h"
#include "support/result.h"

#include <QWidget>

class ComboBox;
class Field;
class MeterFilterEdit;
class MeterNameCheck;
class QLineEdit;
class QVBoxLayout;

// The dashboard's New Meter form, field for field (dodo-api.md 3.6), with the event-name check under its
// field.
class MeterForm : public QWidget {
    Q_OBJECT

public:
    explicit MeterForm(QWidget *parent = nullptr);

    NewMeter value() const;
    void setValue(const NewMeter &meter);
    void clear();
    bool check(); // shows what is missing and puts the keyboard there; true when nothing is
    bool showError(const Error &error); // at the field it names; false when it names none of these

    // What the typed name is compared with: the names this program sends, and the live meters.
    void setKnown(const QStringList &sentNames, const QList<NamedMeter> &liveMeters);
    const NameCheck &nameCheck() const { return m_check; }
    QWidget *firstField() const;

Q_SIGNALS:
    void changed();
    void sendNameRequested(const QString &eventName);

private:
    void buildBasics(QVBoxLayout *column);
    void buildAggregation(QVBoxLayout *column);
    void connectAll();
    void checkEventName();
    void aggregationChosen();
    Aggregation::Type aggregationType() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    QLineEdit *m_name;
    QLineEdit *m_description;
    QLineEdit *m_eventName;
    ComboBox *m_aggregation;
    QLineEdit *m_property;
    QLineEdit *m_unit;
    MeterFilterEdit *m_filter;
    MeterNameCheck *m_nameCheck;
    Field *m_nameField = nullptr;
    Field *m_eventField = nullptr;
    Field *m_aggregationField = nullptr;
    Field *m_propertyField = nullptr;
    Field *m_unitField = nullptr;
    QStringList m_sentNames;
    QList<NamedMeter> m_liveMeters;
    NameCheck m_check;
    bool m_nameTouched = false; // an untouched empty field is not a mistake
};
