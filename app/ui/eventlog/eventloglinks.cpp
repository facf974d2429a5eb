// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventloglinks.h"

#include "ui/eventlog/eventlogpayload.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const Subscription *subscriptionOf(const CustomerId &customer, const ServiceState &state)
{
    if (state.subscription && state.subscription->customer.id == customer)
        return &*state.subscription;
    const auto found = std::ranges::find_if(
        state.subscriptions, [&](const Subscription &one) { return one.customer.id == customer; });
    return found == state.subscriptions.end() ? nullptr : &*found;
}

template<typename Item, typename Key>
const Item *known(const QList<Item> &live, const QList<Item> &archived, const Key &id)
{
    for (const QList<Item> *list : {&live, &archived}) {
        const auto found = std::ranges::find(*list, id, &Item::id);
        if (found != list->end())
            return &*found;
    }
    return nullptr;
}

const MeterVerdict *meterOf(const Verdict &verdict)
{
    const auto counts
        = [](const MeterVerdict &meter) { return meter.reason == MeterVerdict::Reason::Counted; };
    const auto found = std::ranges::find_if(verdict.meters, counts);
    return found != verdict.meters.end() ? &*found
        : verdict.meters.isEmpty()       ? nullptr
                                         : &verdict.meters.first();
}

CustomerId customerOf(const LogChoice &choice)
{
    const bool one = choice.row.eventCount <= 1 || !choice.exchange;
    if (one)
        return {choice.row.customer};
    const QByteArray event = logpayload::eventText(*choice.exchange, choice.event);
    return CustomerId::of(QJsonDocument::fromJson(event)["customer_id"_L1].toString());
}

} // namespace

EventLinks linksOf(const LogChoice &choice, const ServiceState &state)
{
    EventLinks out;
    if (!choice.row.ingest || choice.row.eventCount == 0)
        return out;
    if (const Subscription *subscription = subscriptionOf(customerOf(choice), state)) {
        out.customer = subscription->customer;
        out.subscription = subscription->id;
        if (const Product *product = known(state.products, state.archivedProducts, subscription->product)) {
            out.product = product->id;
            out.productName = product->is.name;
        }
    }
    const MeterVerdict *meter = choice.verdict ? meterOf(*choice.verdict) : nullptr;
    if (meter && known(state.meters, state.archivedMeters, meter->meter)) {
        out.meter = meter->meter;
        out.meterName = meter->meterName;
        out.bill = meter->reason == MeterVerdict::Reason::Counted && out.customer && !state.usage.isEmpty();
    }
    return out;
}

EventLogLinks::EventLogLinks(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(0);
    m_customer = add(u"logToCustomer"_s, tr("Customer"), IconName::User);
    m_subscription = add(u"logToSubscription"_s, tr("Subscription"), IconName::CalendarClock);
    m_product = add(u"logToProduct"_s, tr("Product"), IconName::Package);
    m_meter = add(u"logToMeter"_s, tr("Meter"), IconName::Gauge);
    m_bill = add(u"logToBill"_s, tr("Bill"), IconName::ReceiptText);
    row->addStretch();
    connect(m_customer, &QAbstractButton::clicked, this,
        [this] { Q_EMIT customerRequested(m_links.customer->id); });
    connect(m_subscription, &QAbstractButton::clicked, this,
        [this] { Q_EMIT customerRequested(m_links.customer->id); });
    connect(m_product, &QAbstractButton::clicked, this, [this] { Q_EMIT productRequested(m_links.product); });
    connect(m_meter, &QAbstractButton::clicked, this, [this] { Q_EMIT meterRequested(m_links.meter); });
    connect(m_bill, &QAbstractButton::clicked, this, &EventLogLinks::invoiceRequested);
    hide();
}

Button *EventLogLinks::add(const QString &name, const QString &words, IconName icon)
{
    auto *button = new Button(words, ButtonRole::Quiet, this);
    button->setObjectName(name);
    button->setButtonSize(ButtonSize::Small);
    button->setIconName(icon, Ink::Dim);
    layout()->addWidget(button);
    return button;
}

void EventLogLinks::setLinks(const EventLinks &links)
{
    m_links = links;
    const auto name = [](Button *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_customer, links.customer ? tr("Open the customer “%1”").arg(links.customer->is.name) : QString());
    name(m_subscription,
        links.subscription ? tr("Open the subscription “%1”").arg(links.subscription->string()) : QString());
    name(m_product, tr("Open the product “%1”").arg(links.productName));
    name(m_meter, tr("Open the meter “%1”").arg(links.meterName));
    name(m_bill, tr("Open the bill that has this event"));
    fit();
    setVisible(links.customer || !links.meter.isEmpty());
}

void EventLogLinks::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

// The subscription stands on the customer's page too, so it goes first where there is little room.
void EventLogLinks::fit()
{
    m_customer->setVisible(m_links.customer.has_value());
    m_product->setVisible(!m_links.product.isEmpty());
    m_meter->setVisible(!m_links.meter.isEmpty());
    m_bill->setVisible(m_links.bill);
    int wide = 16;
    for (const Button *button : {m_customer, m_subscription, m_product, m_meter, m_bill})
        wide += button->isHidden() && button != m_subscription ? 0 : button->sizeHint().width();
    m_subscription->setVisible(m_links.subscription && wide <= width());
}
