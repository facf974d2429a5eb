// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/card.h"

#include <QLineEdit>
#include <QTimer>

class Button;
class EmptyState;
class IconButton;
class OutboxTable;
class QAbstractItemModel;
class QStackedLayout;

// A table of the outbox, and what stands in its place while it is empty. Its parts are named after it:
// queueTable, queueEmpty, queueClear.
class OutboxCard : public Card {
    Q_OBJECT

public:
    OutboxCard(const QString &name, const QString &accessibleName, QAbstractItemModel *model,
        const QList<int> &widths, QWidget *parent = nullptr);

    OutboxTable *table() const { return m_table; }
    EmptyState *empty() const { return m_empty; }
    Button *addClear(QLineEdit *search); // below the words: ends the search
    void showTable(bool table);

private:
    const QString m_name;
    OutboxTable *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

// What narrows a list, asked for after a pause in typing: queueSearch.
class OutboxSearch : public QLineEdit {
    Q_OBJECT

public:
    OutboxSearch(const QString &name, const QString &placeholder, const QString &accessibleName,
        QWidget *parent = nullptr);

    QString wanted() const { return text().trimmed(); }
    void settle() { m_typing.stop(); } // it is asked for already

Q_SIGNALS:
    void asked();

private:
    QTimer m_typing;
};

// The button that writes a list to a file: queueExport.
IconButton *makeExportButton(const QString &name, const QString &words, QWidget *parent);
