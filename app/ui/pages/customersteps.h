// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "ui/pages/customerwords.h"

#include <QWidget>

class Button;
class CustomerStep;
class CustomerSubscription;
class CustomerWaiting;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

// The way from checkout session to active subscription as it happens, then what was bought and the way on.
class CustomerSteps : public QWidget {
    Q_OBJECT

public:
    enum class Outcome { Hidden, Shown }; // the subscription's card and the way on
    enum class Density { Roomy, Compact, Narrow };

    explicit CustomerSteps(Session &session, QWidget *parent = nullptr);

    void showPurchase(const Purchase &purchase, const std::optional<Price> &price, Outcome outcome);
    void setDensity(Density density);
    void setNextPlace(QVBoxLayout *foot); // of the way on; null: below the card
    void focusNext(); // on the way on

Q_SIGNALS:
    void payRequested(); // again, or here after all
    void browserRequested();
    void checkRequested(); // whether it is paid
    void stopRequested(); // waiting for it
    void generateRequested();

private:
    void buildPayButtons();
    void buildNext();
    void showSteps(const Purchase &purchase, const std::optional<Price> &price, Outcome outcome);
    customer::StepLook lookOf(
        const PurchaseStep &step, const Purchase &purchase, const std::optional<Price> &price) const;
    void showPayButtons(const Purchase &purchase);
    void showSubscription();
    void showWaiting(const Purchase &purchase);

    Session &m_session;
    QString m_link;
    QList<CustomerStep *> m_steps;
    CustomerWaiting *m_waiting;
    Button *m_pay;
    Button *m_open;
    Button *m_copyLink;
    CustomerSubscription *m_card;
    QWidget *m_next;
    QVBoxLayout *m_foot = nullptr; // where it stands instead of below the card
    QHBoxLayout *m_nextRow;
    Button *m_generate;
    QLabel *m_generateNote;
};
