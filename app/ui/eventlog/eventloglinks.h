// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/eventlog/eventlogverdict.h"

class Button;

// Where the chosen event leads to: only what this window's service has.
struct EventLinks {
    std::optional<Customer> customer;
    std::optional<SubscriptionId> subscription;
    ProductId product;
    QString productName;
    MeterId meter; // that counts it, else the nearest one
    QString meterName;
    bool bill = false; // a line of the bill counts it

    friend bool operator==(const EventLinks &, const EventLinks &) = default;
};
EventLinks linksOf(const LogChoice &choice, const ServiceState &state);

// A row of buttons under the request: customer, subscription, product, meter, bill.
class EventLogLinks : public QWidget {
    Q_OBJECT

public:
    explicit EventLogLinks(QWidget *parent = nullptr);
    void setLinks(const EventLinks &links);

Q_SIGNALS:
    void customerRequested(const CustomerId &customer);
    void productRequested(const ProductId &product);
    void meterRequested(const MeterId &meter);
    void invoiceRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Button *add(const QString &name, const QString &words, IconName icon);
    void fit();

    EventLinks m_links;
    Button *m_customer;
    Button *m_subscription;
    Button *m_product;
    Button *m_meter;
    Button *m_bill;
};
