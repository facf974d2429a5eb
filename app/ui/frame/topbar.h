// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/badge.h"

#include <QWidget>

class BarCell;
class CopyButton;
class ElidedLabel;
class IconButton;
class QAbstractButton;
class QHBoxLayout;
class QLabel;
class QMenu;
class QueueChip;
class SourceBadge;

// Always there: where billing goes, where pictures come from, the address, what waits; at the right the
// customer, the sandbox's date and the bill so far. Too narrow: the address goes, then the time, then the
// customer's name shortens, then the model beside the picture source goes.
class TopBar : public QWidget {
    Q_OBJECT

public:
    enum class ReturnArrow { Hidden, Shown }; // beside the date, while it is not today's
    enum class Open { ByMouse, ByKey }; // by key the first entry is chosen

    explicit TopBar(QWidget *parent = nullptr);
    void setMode(BillingMode mode);
    void setPictures(const QString &source, const QString &model = {}); // "OpenAI", "gpt-image-2"
    void setPicturesTrouble(const QString &sentence); // why it takes no orders; empty: it does
    void setAddress(const QString &shown, const QString &copied); // "127.0.0.1:4010", the base URL
    void setCallsLeft(const QString &sentence, const QString &few); // both may be empty: nobody told
    void setQueue(const QString &text); // "3 events queued, next try in 4 s"; empty: no chip
    void setStoreTrouble(const QString &sentence); // why nothing can be stored; the chip says it until it is over
    void setCustomer(const QString &name); // empty: "No customer yet"
    void setDate(const QString &date, const QString &time, ReturnArrow arrow); // "Wed 25 Nov 2026", "10:14"
    void sayNoReturn(const QString &sentence); // at the arrow: why today cannot be gone back to
    void setBill(const QString &usage, const QString &amount); // both empty: "Nothing billed yet"
    QMenu *menu() const { return m_menu; } // filled by the window and its owner
    void openMenu(Open by);
    QMenu *billingMenu() const { return m_billing; } // of the billing badge; filled by the owner

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void picturesClicked();
    void queueClicked();
    void customerClicked();
    void billClicked();
    void returnToTodayRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void buildLeft(QHBoxLayout *row);
    void buildRight(QHBoxLayout *row);
    QString whatFolds() const;
    void fold();
    void showIcons();
    void openBilling();
    void fitAddress();
    int neededWidth() const;

    BillingMode m_mode = BillingMode::Sandbox;
    QWidget *m_mark;
    QLabel *m_name;
    BillingBadge *m_badge;
    SourceBadge *m_pictures;
    QLabel *m_address;
    QLabel *m_calls; // left this minute, when they are few
    CopyButton *m_copy;
    QueueChip *m_queue;
    QString m_queued; // what the chip says without a trouble
    BarCell *m_customerCell;
    BarCell *m_dateCell;
    BarCell *m_billCell;
    QLabel *m_customerIcon;
    ElidedLabel *m_customer;
    QLabel *m_dateIcon;
    QLabel *m_date;
    QLabel *m_time;
    IconButton *m_return;
    QLabel *m_usage;
    QLabel *m_amount;
    IconButton *m_menuButton;
    QMenu *m_menu;
    QMenu *m_billing;
    QString m_shownAddress;
    bool m_arrow = false;
    QString m_foldedFor; // whatFolds() of the last time
    bool m_folding = false;
};
