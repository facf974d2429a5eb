// SPDX-License-Identifier: MIT
#pragma once

#include "session/customerbook.h"
#include "session/purchase.h"
#include "ui/frame/pageactions.h"
#include "ui/pages/failurestrip.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

class Chip;
class CustomerForm;
class CustomerPeople;
class CustomerSteps;
class EmptyState;
class MessageStrip;
class PageHead;
class QVBoxLayout;

// Tab 3: who pays. Lists the account's customers and what they subscribed to, and buys the product for one of
// them or a new one, step by step over the API: in the sandbox in this window, at a real service in a
// browser.
class CustomerPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    using OpenUrl = std::function<void(const QUrl &)>;

    explicit CustomerPage(Session &session, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override; // its columns scroll, its margins go first
    void primaryAction() override; // Start checkout, Pay again, Check now, or the first picture
    void focusQuery() override; // the customers'
    void setOpenUrl(const OpenUrl &open); // the desktop's browser unless a test sets another
    void setPace(const PurchasePace &pace); // of asking whether it is paid

Q_SIGNALS:
    void generateRequested();
    void productRequested();
    void keysRequested(); // where keys and connections are

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
    void keepFocus(const QWidget *held);
    void followCustomer();
    void showMode();
    void choose(const CustomerId &id);
    bool shopsForAnother() const; // an existing customer is chosen who is not the one that is played
    void spread();

    void start();
    void openInBrowser();
    void openPage();
    const Product *productToBuy() const;
    void payAgain();
    void tryAgain();
    void anotherCustomer();
    void failed(const Error &error);
    FailedCall worded(FailedCall call) const;
    bool showsSubscription() const; // the card belongs to what the steps say
    bool unpaid() const; // with a session to pay
    void begin(const QByteArray &card); // empty: in a browser

    Session &m_session;
    std::unique_ptr<Purchase> m_purchase; // a new one for each customer and world
    std::optional<SubscriptionId> m_bought; // what the steps ended with
    std::optional<Price> m_price; // of what is being bought
    CustomerId m_shownCustomer;
    CustomerBook m_book;
    PurchasePace m_pace;
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
    CustomerPeople *m_people;
    CustomerForm *m_form;
    CustomerSteps *m_steps;
};
