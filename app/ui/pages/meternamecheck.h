// SPDX-License-Identifier: MIT
#pragma once

#include "billing/namecheck.h"

#include <QWidget>

class Button;
class NameDiff;
class QLabel;

// The typed name against all that this program sends: an exact match wins, else the nearest. Of equally near
// ones the first that no live meter reads yet.
NameCheck checkNames(const QString &typed, const QStringList &sent, const QList<NamedMeter> &live);

// What stands under the Event Name field: whether this program sends that name, how it differs, one mend; and
// for another name kept on purpose, the button that makes the generator send it. It warns, it forbids
// nothing.
class MeterNameCheck : public QWidget {
    Q_OBJECT

public:
    explicit MeterNameCheck(QWidget *parent = nullptr);

    // `twin` is a live meter that has the typed name already; empty when there is none.
    void show(const NameCheck &check, const QString &twin);
    QString sentence() const { return m_sentence; } // for the field's description

Q_SIGNALS:
    void mendRequested(); // use the name this program sends
    void sendRequested(); // make this program send the typed one

private:
    void buildPurpose();

    NameDiff *m_diff;
    QWidget *m_purpose;
    Button *m_send;
    QWidget *m_twinRow;
    QLabel *m_twin;
    QString m_sentence;
};
