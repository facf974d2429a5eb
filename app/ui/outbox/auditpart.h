// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/outbox/askfile.h"

#include <QTimer>
#include <QWidget>

class AuditModel;
class Button;
class ElidedLabel;
class IconButton;
class OutboxCard;
class OutboxSearch;

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
    void showEmpty();
    void exportList();
    void write(const QString &path);
    void say(const QString &words, bool failed = false);

    Session &m_session;
    AuditModel *m_model;
    OutboxSearch *m_search;
    IconButton *m_export;
    OutboxCard *m_card;
    Button *m_clear;
    ElidedLabel *m_note;
    QTimer m_again; // what comes in while it is in sight
    AskListFile m_ask = askListFile();
};
