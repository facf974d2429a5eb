// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "session/studio.h"

#include <QTimer>

class TopBar;

// Keeps the top bar true: where pictures come from, customer, the service's date, the bill so far, and what
// waits to be sent, or that nothing can be stored.
class TopBarWatch : public QObject {
    Q_OBJECT
public:
    TopBarWatch(Session &session, Studio &studio, EventLog &log, TopBar &bar, QObject *parent = nullptr);

private:
    void connectPictures();
    void watchStores(EventLog &log);
    void showStores();
    void showPictures();
    void showTrouble();
    void showCustomer();
    void showDate();
    void showBill();
    void showQueue();

    Session &m_session;
    Studio &m_studio;
    TopBar &m_bar;
    QString m_notStored; // why the outbox could not be written; empty once it was again
    QString m_notLogged; // the same of the log
    QTimer m_minute; // the shown time moves with the clock
    EventId m_mended; // the last picture before key or address were changed
};
