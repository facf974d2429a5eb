// SPDX-License-Identifier: MIT
#pragma once

#include "session/queueview.h"
#include "session/session.h"

#include <QWidget>

class Button;
class ElidedLabel;
class QLabel;

// What the chosen entries are and why they wait, and what can be done about them. A button that does not fit
// keeps its place and says why.
class QueueActions : public QWidget {
    Q_OBJECT

public:
    explicit QueueActions(Session &session, QWidget *parent = nullptr); // must outlive it

    void setChosen(const QList<OutboxEntry> &entries);
    void tick(); // time went on
    void open(); // Return
    void discard(); // Delete: asks for the reason
    void say(const QString &words, bool failed = false);

Q_SIGNALS:
    void acted(); // what the list shows may be another

private:
    QLayout *makeButtons();
    void showWords();
    void showButtons();
    bool isStranded() const; // all that are chosen are of a sandbox that was reset
    void tryNow();
    void sendWithPresentTime();
    void keep();
    void copyIds();
    void resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason = {});
    bool all(bool (*fits)(const OutboxEntry &, TimePoint)) const;
    QList<EventId> ids() const;

    Session &m_session;
    QList<OutboxEntry> m_chosen;
    ElidedLabel *m_which;
    QLabel *m_why;
    ElidedLabel *m_note;
    Button *m_try;
    Button *m_present;
    Button *m_keep;
    Button *m_discard;
    Button *m_edit;
    Button *m_copy;
};
