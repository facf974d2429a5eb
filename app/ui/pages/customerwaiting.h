// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "ui/parts/card.h"

#include <QPointer>
#include <QTimer>

class Button;
class QLabel;

// While somebody pays in a browser at a real service: how long it has been, what the service says, what a
// payment means for whose money, the test cards where they work, and what may be done.
class CustomerWaiting : public Card {
    Q_OBJECT

public:
    explicit CustomerWaiting(QWidget *parent = nullptr);
    void showPurchase(const Purchase &purchase, Destination::Mode mode);

Q_SIGNALS:
    void openRequested(); // the page once more
    void checkRequested();
    void stopRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildCards();
    void buildButtons();
    void showTime();
    void showSeen();

    QPointer<const Purchase> m_purchase;
    QTimer m_tick;
    QLabel *m_time;
    QLabel *m_seen;
    QLabel *m_terms;
    QWidget *m_cards;
    Button *m_open = nullptr;
    Button *m_copy = nullptr;
    Button *m_check = nullptr;
    Button *m_stop = nullptr;
    QLabel *m_note;
};
