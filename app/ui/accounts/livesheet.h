// SPDX-License-Identifier: MIT
#pragma once

#include "ui/desk.h"

#include <QDialog>

class Button;
class Field;
class MessageStrip;
class PrefixedEdit;
class QLabel;

// Asks before billing goes live, in every run anew: what will happen, the most events a minute, and the words
// to type. Nothing is switched before they stand there. Esc cancels.
class LiveSheet : public QDialog {
    Q_OBJECT

public:
    explicit LiveSheet(const Desk &desk, QWidget *parent = nullptr);
    void ask();

private:
    QLayout *makeWords();
    QLayout *makeFoot();
    void addLine(QLayout *column, const QString &text);
    void refresh();
    std::optional<int> cap() const;
    void confirm();

    Connections &m_connections;
    QLabel *m_place;
    PrefixedEdit *m_cap;
    Field *m_capField;
    PrefixedEdit *m_typed;
    Field *m_typedField;
    MessageStrip *m_failure;
    Button *m_go = nullptr;
};
