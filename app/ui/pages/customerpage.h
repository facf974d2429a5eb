// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "ui/frame/pageactions.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

class Chip;
class CustomerForm;
class CustomerSteps;
class EmptyState;
class MessageStrip;
class PageHead;
class QVBoxLayout;

// Tab 3: buys the product as a test customer, step by step over the API, and shows what came of it.
class CustomerPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    using OpenUrl = std::function<void(const QUrl &)>;

    explicit CustomerPage(Session &session, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override; // its columns scroll, its margins go first
    void primaryAction() override; // Start checkout, Pay again, or the first picture
    void setOpenUrl(const OpenUrl &open); // the desktop's browser unless a test sets another

Q_SIGNALS:
    void generateRequested();
    void productRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    using Kind = PurchaseStep::Kind;

    void buildColumns();
    void buildForm();
    void buildSteps();
    void makePurchase();
    QWidget *makeColumn(const char *name, QVBoxLayout *&body, QVBoxLayout *&foot);

    void refreshState();
    void refreshPurchase();
    void followCustomer();
    void loadCustomers();
    void spread();

    void start();
    void openInBrowser();
    void payAgain();
    void tryAgain();
    void anotherCustomer();
    void failed(const Error &error);
    bool showsSubscription() const; // the card belongs to what the steps say
    bool unpaid() const; // with a session to pay
    void begin(const QByteArray &card); // empty: in a browser

    Session &m_session;
    std::unique_ptr<Purchase> m_purchase; // a new one for each customer and world
    std::optional<SubscriptionId> m_bought; // what the steps ended with
    std::optional<Price> m_price; // of what is being bought
    CustomerId m_shownCustomer;
    OpenUrl m_openUrl;
    bool m_openWhenMade = false; // the browser's page, once the session is there
    bool m_seen = false; // the session has shown m_bought

    PageHead *m_head;
    Chip *m_active;
    QVBoxLayout *m_page;
    QWidget *m_columns;
    QWidget *m_leftColumn = nullptr;
    EmptyState *m_empty;
    QVBoxLayout *m_left = nullptr;
    QVBoxLayout *m_right = nullptr;
    QVBoxLayout *m_leftFoot = nullptr;
    QVBoxLayout *m_rightFoot = nullptr; // what must stay in sight while its column scrolls
    MessageStrip *m_strip;
    CustomerForm *m_form;
    CustomerSteps *m_steps;
};
