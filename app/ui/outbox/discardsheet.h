// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class Button;
class QLineEdit;

// Asks for the reason before events are discarded. They stay in the list with it.
class DiscardSheet : public QDialog {
    Q_OBJECT

public:
    explicit DiscardSheet(qint64 events, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    void confirm();

    QLineEdit *m_reason;
    Button *m_discard;
};
