// SPDX-License-Identifier: MIT
#pragma once

#include "session/rescue.h"
#include "ui/desk.h"
#include "ui/rescue/rescuewords.h"

#include <QWidget>

class Button;
class MessageStrip;

// Below the top bar while a real service does not answer: says what waits and until when, and carries on in
// the sandbox and back at a press. Takes no room otherwise.
class RescueStrip : public QWidget {
    Q_OBJECT

public:
    explicit RescueStrip(const Desk &desk, QWidget *parent = nullptr);

    Rescue &rescue() { return m_rescue; }

Q_SIGNALS:
    void outboxRequested(); // what is owed
    void connectionRequested();
    void liveRequested(); // live mode has to be opened again

private:
    void refresh();
    void makeButtons();
    Button *add(const QString &text, const char *name);
    Button *addStep(const QString &text, const char *name, void (Rescue::*step)());
    void addRestore();
    void addOwed();
    rescuewords::Words words() const;

    Rescue m_rescue;
    MessageStrip *m_strip;
    QList<Button *> m_buttons;
    QList<Button *> m_steps; // of the rescue: they wait for an answer
    Button *m_owed = nullptr;
    QTimer m_minute; // the minutes left go on
    Rescue::State m_shown = Rescue::State::Calm;
};
