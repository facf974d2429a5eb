// SPDX-License-Identifier: MIT
#pragma once

#include "session/studio.h"

#include <QTimer>

class TopBar;

// Keeps the top bar true: where pictures come from, customer, the service's date, the bill so far, and what
// waits to be sent.
class TopBarWatch : public QObject {
    Q_OBJECT
public:
    TopBarWatch(Session &session, Studio &studio, TopBar &bar, QObject *parent = nullptr);

private:
    void connectPictures();
    void showPictures();
    void showTrouble();
    void showCustomer();
    void showDate();
    void showBill();
    void showQueue();

    Session &m_session;
    Studio &m_studio;
    TopBar &m_bar;
    QTimer m_minute; // the shown time moves with the clock
    EventId m_mended; // the last picture before key or address were changed
};
