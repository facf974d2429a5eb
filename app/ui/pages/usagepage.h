// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/frame/pageactions.h"

#include <QWidget>

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
// of one that is over. Figures are usage-history's.
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
    void readClosed(const UsagePeriod &closed);
    void findPaid(const Subscription &subscription, const QList<Event> &events);
    void showTiles(const BillSoFar &bill);
    void readEvents();
    void showEvents(const QList<Event> &events);
    void drawChart(const QList<Event> &events);

    Session &m_session;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QList<Event> m_received; // of the period, as last read
    SubscriptionId m_receivedBy;
    QLabel *m_sentence;
    QGridLayout *m_tiles = nullptr;
    QWidget *m_right = nullptr;
    FigureTile *m_used;
    FigureTile *m_free;
    FigureTile *m_billable;
    FigureTile *m_bill;
    Card *m_chartCard;
    UsageChart *m_chart;
    UsageCustomers *m_customers;
    UsagePeriods *m_periods;
    UsagePaper *m_paper;
    UsagePaidList *m_paid;
};
