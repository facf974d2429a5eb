// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "session/payloadsender.h"

#include <QWidget>

class Card;
class PayloadFoot;
class PayloadPanel;
class PayloadReplay;
class Worker;

// Writes an event, checks it as it is typed, and sends it: once, many times by a pattern, or rows of the log
// once more. Before a live account it asks. Folded away until asked for; the text stays.
class PayloadEditor : public QWidget {
    Q_OBJECT

public:
    PayloadEditor(Session &session, EventLog &log, QWidget *parent = nullptr); // both must outlive it
    ~PayloadEditor() override;

    void open(const QByteArray &eventJson = {}); // unfolded; without an event the text last typed is kept
    void replay(const QList<QUuid> &exchanges); // rows of the log once more, in this order
    bool isReplay() const { return m_isReplay; } // what was sent last
    void fold();
    bool cancelOrFold(); // Esc; false when it was folded already
    void primaryAction(); // Ctrl+Return
    void fit(const QSize &page); // how much there is room for

Q_SIGNALS:
    void toggled(); // folded or unfolded, or of another height
    void folded();
    void sent(const EventId &event); // the first one that was accepted

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void unfold(QWidget *part);
    PayloadFoot *foot() const; // of what is open
    void guarded(const std::function<void()> &go);
    void sendText();
    void sendMany();
    void sendRows(ReplayIds which);
    Call<PayloadRequest> rowAgain(const QUuid &exchange, ReplayIds which);
    void showRunning(bool running);
    void showProgress(int done, int of);
    void showOutcome(const PayloadOutcome &outcome);
    void forget();

    Session &m_session;
    EventLog &m_log;
    PayloadSender m_sender;
    QList<QUuid> m_rows;
    bool m_isReplay = false; // of what is being sent
    std::unique_ptr<Worker> m_worker; // reads the bodies of rows

    Card *m_card;
    PayloadPanel *m_panel;
    PayloadReplay *m_replay;
};
