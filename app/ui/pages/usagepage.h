// SPDX-License-Identifier: MIT
#pragma once

#include "session/eventpages.h"
#include "session/session.h"
#include "ui/frame/pageactions.h"
#include "ui/pages/usagedays.h"

#include <QWidget>

class Button;
class Card;
class EmptyState;
class FigureTile;
class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedLayout;
class UsageChart;
class UsageClock;
class UsageCustomers;
class UsagePaidList;
class UsagePaper;
class UsagePeriods;

// What the dashboard's Overview and Customers show, and the bill this period would give, or the invoice
// of one that is over. Figures are usage-history's; charts cover the events that were read, and say how many.
class UsagePage : public QWidget, public PageActions {
    Q_OBJECT

public:
    explicit UsagePage(Session &session, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override; // both columns scroll

Q_SIGNALS:
    void eventsRequested(const QString &query); // of the event log
    void customerRequested();
    void generateRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void spread();
    QScrollArea *makeScroll(QWidget *content);
    QWidget *makeLeft();
    QWidget *makeRight();
    QWidget *makeTiles();
    void refresh();
    void showPaper();
    void connectSession();
    void showMode();
    void enterWorld();
    void readClosed(const UsagePeriod &closed);
    void showClosed();
    void findPaid(const Subscription &subscription, const EventPages &pages, const UsagePeriod &usage);
    void showTiles(const BillSoFar &bill);
    void readEvents();
    void showEvents();
    void showRead();
    void drawChart();
    PeriodEvents readOf(const Subscription &subscription, const Meter &meter, const EventPages &pages,
        const UsagePeriod &usage) const;

    Session &m_session;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    EventPages m_events; // of the open period
    EventPages m_closedEvents; // of the one whose invoice is shown
    Subscription m_then; // as it was in that one
    SubscriptionId m_receivedBy; // whose events m_events holds
    QLabel *m_sentence;
    QGridLayout *m_tiles = nullptr;
    QWidget *m_right = nullptr;
    FigureTile *m_used;
    FigureTile *m_free;
    FigureTile *m_billable;
    FigureTile *m_bill;
    UsageClock *m_clock = nullptr;
    Card *m_chartCard;
    Button *m_more;
    UsageChart *m_chart;
    UsageCustomers *m_customers;
    UsagePeriods *m_periods;
    UsagePaper *m_paper;
    UsagePaidList *m_paid;
};
