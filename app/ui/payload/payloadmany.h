// SPDX-License-Identifier: MIT
#pragma once

#include "session/payloadpattern.h"

#include <QWidget>

class ComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

// How many events like the one that is written, and what is different from one to the next; the first three
// are shown.
class PayloadMany : public QWidget {
    Q_OBJECT

public:
    explicit PayloadMany(QWidget *parent = nullptr);

    void setEvent(const QString &event, TimePoint now); // empty: there is none
    std::optional<PayloadPattern> pattern() const; // nullopt while something is not right
    QString wrong() const; // what

Q_SIGNALS:
    void changed();
    void submitted(); // Return

private:
    void buildCount(QGridLayout *grid);
    void buildField(QGridLayout *grid);
    void fillFields();
    void refresh();
    void showPreview();
    const PayloadField *field() const;

    QString m_event;
    TimePoint m_now;
    QList<PayloadField> m_fields;
    QLineEdit *m_count;
    ComboBox *m_ids;
    ComboBox *m_times;
    QLineEdit *m_minutes;
    ComboBox *m_field;
    QLineEdit *m_values;
    QLabel *m_preview;
};
