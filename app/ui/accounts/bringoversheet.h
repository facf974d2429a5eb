// SPDX-License-Identifier: MIT
#pragma once

#include "session/bringover.h"
#include "ui/desk.h"

#include <QDialog>

class Button;
class BringOverRow;
class EmptyState;
class MessageStrip;
class QLabel;
class QScrollArea;
class QVBoxLayout;

// What the sandbox holds, as calls to the service in use: each can be left out and unfolded to its method,
// path and body, and nothing is sent before the press. Results come row by row. Esc closes it.
class BringOverSheet : public QDialog {
    Q_OBJECT

public:
    BringOverSheet(const Desk &desk, QWidget *parent = nullptr);

    void showSheet();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeFoot();
    void refresh();
    void refreshRows();
    QString summary() const;

    const Desk m_desk;
    BringOver m_bringOver;
    QLabel *m_intro = nullptr;
    MessageStrip *m_strip = nullptr;
    EmptyState *m_empty = nullptr;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_column = nullptr;
    QList<BringOverRow *> m_rows;
    Button *m_send = nullptr;
};
