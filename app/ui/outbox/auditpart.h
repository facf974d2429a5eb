// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/outbox/askfile.h"

#include <QTimer>
#include <QWidget>

class AuditModel;
class Button;
class ElidedLabel;
class EmptyState;
class IconButton;
class OutboxTable;
class QLineEdit;
class QStackedLayout;

// Every call to a live account, of this run and those before.
class AuditPart : public QWidget {
    Q_OBJECT

public:
    explicit AuditPart(Session &session, QWidget *parent = nullptr); // must outlive it

    void setAskFile(AskListFile ask) { m_ask = std::move(ask); }
    void focusTable();
    AuditModel &model() const { return *m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLayout *makeBar();
    QWidget *makeTable();
    void showEmpty();
    void exportList();
    void write(const QString &path);
    void say(const QString &words, bool failed = false);

    Session &m_session;
    AuditModel *m_model;
    QLineEdit *m_search;
    IconButton *m_export;
    OutboxTable *m_table;
    EmptyState *m_empty;
    Button *m_clear;
    QStackedLayout *m_stack;
    ElidedLabel *m_note;
    QTimer m_again; // what comes in while it is in sight
    AskListFile m_ask = askListFile();
};
