// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/parts/card.h"

#include <QTimer>

class Button;
class QHBoxLayout;
class QLabel;

// The sandbox's date, and a way to move it: a day, a week, to the renewal, and back to today.
class UsageClock : public Card {
    Q_OBJECT

public:
    explicit UsageClock(Session &session, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showTime();
    void placeBack();
    void advance(Button *button, const QByteArray &by);
    void back();
    void moved(Button *button, const Result<SandboxClock> &clock);

    Session &m_session;
    QLabel *m_time;
    QLabel *m_problem;
    Button *m_day;
    Button *m_week;
    Button *m_renewal;
    Button *m_back;
    QHBoxLayout *m_row;
    QHBoxLayout *m_below;
    QTimer m_tick;
};
