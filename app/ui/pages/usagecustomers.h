// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/parts/card.h"

#include <QDeadlineTimer>
#include <QTimer>

class QStandardItemModel;
class QTableView;

// The dashboard's Customers table: its eight columns, in its order, one row a subscription and meter.
class UsageCustomers : public Card {
    Q_OBJECT

public:
    explicit UsageCustomers(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void eventsRequested(const CustomerId &customer, const MeterId &meter);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Row {
        Subscription subscription;
        MeterUsage usage;
        std::optional<TimePoint> lastEvent;
    };

    void makeTable();
    static QStringList columnNames();
    void chooseLines();
    int columnWidth(int column, bool twoLines) const;
    void leaveOut();
    void nameColumns();
    void setRowsShown();
    void forget();
    void load();
    void readNow();
    void loadNext(QList<Subscription> open, QList<Row> rows);
    void show(const QList<Row> &rows);

    Session &m_session;
    QTableView *m_table;
    QStandardItemModel *m_model;
    QList<Row> m_rows;
    bool m_narrow = false;
    int m_world = 0; // an answer of an older one is not shown
    QTimer m_soon; // a real service is not asked after each event
    QDeadlineTimer m_rest;
    bool m_loading = false;
    bool m_again = false;
};
