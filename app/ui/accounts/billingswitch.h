// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/transport.h"
#include "ui/desk.h"

#include <QHash>
#include <QTimer>

class MainWindow;
class QAction;
class QMenu;

// The choice of where billing goes, in the menu of the billing badge, and what the window shows of it: badge,
// title, frame, address, and the calls that the service still takes.
class BillingSwitch : public QObject {
    Q_OBJECT
public:
    using Mode = Destination::Mode;

    BillingSwitch(const Desk &desk, MainWindow &window); // both must outlive it

    // A mode with its key is switched to at once; without it the accounts open. Live always asks.
    void choose(Mode mode);
    QAction *addEntry(const QString &text, const QString &name); // after the modes

Q_SIGNALS:
    void accountsRequested(Destination::Mode mode);
    void liveRequested(); // the key is there
    void failed(Destination::Mode mode, const Error &error); // it has a key and could not be used

private:
    void showPlace();
    void showEntries();
    void showCallsLeft(const RateStanding &standing);

    Desk m_desk;
    MainWindow &m_window;
    QHash<Mode, QAction *> m_entries;
    QTimer m_callsReset; // running: the figure holds until then
};
