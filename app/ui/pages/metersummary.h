// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "ui/parts/card.h"

class Button;
class CopyButton;
class ElidedLabel;
class FactRows;
class QLabel;

// A meter that exists: what it is, its id, and whether this program sends its events.
class MeterSummary : public QWidget {
    Q_OBJECT

public:
    enum class State { Live, Archived };

    explicit MeterSummary(QWidget *parent = nullptr);
    void setMeter(const Meter &meter, State state, const QString &sentName);

Q_SIGNALS:
    void sendNameRequested(const QString &eventName);
    void codeRequested(const MeterId &meter); // the program that sends its events

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    Meter m_meter;
    State m_state = State::Live;
    QString m_sentName;
    Card *m_card;
    ElidedLabel *m_id;
    CopyButton *m_copy;
    FactRows *m_facts;
    QLabel *m_filter;
    QLabel *m_note;
    Button *m_send;
    Button *m_code;
};

QString aggregationWords(const Aggregation &aggregation); // "Count", "Sum of totalTokens"
