// SPDX-License-Identifier: MIT
#pragma once

#include "session/customerbook.h"

#include <QTimer>
#include <QWidget>

class CatalogueList;
class QLabel;
class QVBoxLayout;

// The account's customers, to choose one: searched by name over what is loaded, by e-mail at the service.
// Below stands what the chosen one subscribed to, and what that means for events.
class CustomerPeople : public QWidget {
    Q_OBJECT

public:
    CustomerPeople(Session &session, CustomerBook &book, QWidget *parent = nullptr);

    std::optional<CustomerId> current() const { return m_current; }
    void choose(const CustomerId &id);
    void clear(); // nobody is chosen
    void open(); // reads them, unless that happened
    void setRowsShown(int rows);
    void focusSearch();

Q_SIGNALS:
    void chosen(const CustomerId &id);
    void useRequested(const SubscriptionId &id); // an active one
    void problemChanged(const QString &sentence); // of reading; empty: none

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void refreshList();
    void refreshPlans();
    void showPlans(const QList<Subscription> &own);
    void useTheOnlyOne(const QList<Subscription> &own);
    void addPlan(const Subscription &subscription, int number);
    void searched(const QString &words);

    Session &m_session;
    CustomerBook &m_book;
    std::optional<CustomerId> m_current;
    QString m_name; // of that customer
    bool m_useWhenRead = false; // the chosen one's active subscription, once it is known
    QTimer m_typed; // a search leaves when typing pauses
    QString m_email;
    QString m_problem;
    CatalogueList *m_list;
    QLabel *m_sentence;
    QWidget *m_plans = nullptr;
    QList<Subscription> m_planned; // what m_plans shows
    SubscriptionId m_played; // likewise
    QVBoxLayout *m_column;
};
