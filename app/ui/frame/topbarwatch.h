// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QTimer>

class TopBar;

// Keeps the top bar true: customer, the service's date, the bill so far, and what waits to be sent.
class TopBarWatch : public QObject {
    Q_OBJECT
public:
    TopBarWatch(Session &session, TopBar &bar, QObject *parent = nullptr);

private:
    void showCustomer();
    void showDate();
    void showBill();
    void showQueue();

    Session &m_session;
    TopBar &m_bar;
    QTimer m_minute; // the shown time moves with the clock
    std::optional<TimePoint> m_nextTry;
};
