// SPDX-License-Identifier: MIT
#pragma once

#include "ui/outbox/askfile.h"
#include "ui/outbox/queuewords.h"

#include "session/session.h"

#include <QTimer>
#include <QWidget>

class Button;
class ElidedLabel;
class IconButton;
class OutboxCard;
class OutboxSearch;
class OutboxTable;
class QueueActions;
class QueueHead;
class QueueModel;
class Segments;

// Everything on its way to the service: how sending stands, each event with its age and the reason it waits,
// and what can be done about it. Ages go on each second while they are in sight.
class QueuePart : public QWidget {
    Q_OBJECT

public:
    explicit QueuePart(Session &session, QWidget *parent = nullptr); // must outlive it

    void setAskFile(AskListFile ask) { m_ask = std::move(ask); }
    void focusTable();
    void showOwed(); // what waits, for other places too
    QueueModel &model() const { return *m_model; }

Q_SIGNALS:
    void keyRequested();
    void connectionRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLayout *makePlaces();
    QLayout *makeBar();
    void makeTable();
    void connectAll();
    void ask();
    void act(queuewords::Head::Act act);
    void showAll();
    void showHead();
    void showCounts();
    void showElsewhere();
    void showChosen();
    void showEmpty();
    void tick();
    void exportList();
    void write(const QString &path);

    Session &m_session;
    QueueModel *m_model;
    QueueHead *m_head;
    ElidedLabel *m_elsewhere;
    Button *m_places;
    Segments *m_show;
    OutboxSearch *m_search;
    Button *m_tryAll;
    IconButton *m_export;
    OutboxCard *m_card;
    OutboxTable *m_table; // of the card
    Button *m_clear;
    QueueActions *m_actions;
    QTimer m_second;
    AskListFile m_ask = askListFile();
    bool m_everywhere = false; // other destinations' events too
};
