// SPDX-License-Identifier: MIT
#pragma once

#include "session/bringover.h"
#include "ui/desk.h"

#include <QDialog>

class BringOverRow;
class Button;
class Card;
class EmptyState;
class MessageStrip;
class QLabel;
class QScrollArea;
class QVBoxLayout;
class SkeletonRows;

// What the sandbox holds, as calls to the service in use: each can be left out and unfolded to its method,
// path and body, and nothing is sent before the press. Results come row by row. Esc closes it.
class BringOverSheet : public QDialog {
    Q_OBJECT

public:
    explicit BringOverSheet(const Desk &desk, QWidget *parent = nullptr);

    void showSheet();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    QLayout *makeFoot();
    void refresh();
    void refreshRows();
    QString introduction() const;
    QString nothingText() const;
    QString emptyText() const;

    const Desk m_desk;
    BringOver m_bringOver;
    QLabel *m_intro;
    MessageStrip *m_strip;
    EmptyState *m_empty = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    Card *m_list = nullptr;
    QVBoxLayout *m_column = nullptr;
    QList<BringOverRow *> m_rows;
    QScrollArea *m_area = nullptr;
    Button *m_again = nullptr;
    Button *m_send = nullptr;
    QLabel *m_left = nullptr;
    bool m_sent = false; // since it was opened
};
