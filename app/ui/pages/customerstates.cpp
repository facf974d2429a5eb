// SPDX-License-Identifier: MIT
// What subscriptions and payments stand at, worded.
#include "ui/pages/customerwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CustomerPage", text);
}

} // namespace

QString customer::statusName(SubscriptionStatus status)
{
    switch (status) {
    case SubscriptionStatus::Pending:
        return tr("Pending");
    case SubscriptionStatus::Active:
        return tr("Active");
    case SubscriptionStatus::OnHold:
        return tr("On hold");
    case SubscriptionStatus::Paused:
        return tr("Paused");
    case SubscriptionStatus::Cancelled:
        return tr("Cancelled");
    case SubscriptionStatus::Failed:
        return tr("Failed");
    case SubscriptionStatus::Expired:
        return tr("Expired");
    case SubscriptionStatus::PastDue:
        return tr("Past due");
    }
    return {};
}

QString customer::statusLine(const Subscription &subscription)
{
    const auto meaning = [&subscription]() -> QString {
        switch (subscription.status) {
        case SubscriptionStatus::Active:
            return tr("Its events are billed.");
        case SubscriptionStatus::Pending:
            return tr("The payment is not through. Its events are accepted, not billed.");
        case SubscriptionStatus::OnHold:
            return tr("A payment failed. Its events are accepted, not billed until it is paid.");
        case SubscriptionStatus::PastDue:
            return tr("A payment is late. Look in the dashboard whether it still bills.");
        case SubscriptionStatus::Paused:
            return tr("It rests. Its events are accepted, not billed.");
        case SubscriptionStatus::Cancelled:
        case SubscriptionStatus::Failed:
        case SubscriptionStatus::Expired:
            return tr("It is over. Its events are accepted, not billed.");
        }
        return {};
    };
    const QString name = subscription.productName.value_or(subscription.product.string());
    return tr("%1 since %2. %3").arg(name, day(subscription.createdAt), meaning());
}

QString customer::elapsed(milliseconds time)
{
    const qint64 seconds = time.count() / 1000;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString customer::payTerms(Destination::Mode mode)
{
    switch (mode) {
    case Destination::Mode::Sandbox:
        return {};
    case Destination::Mode::Test:
        return tr("Test mode: a test card pays, and nothing is charged.");
    case Destination::Mode::Live:
        return tr("Live mode: a real card pays, and real money moves.");
    case Destination::Mode::Custom:
        return tr("This service decides what a payment costs.");
    }
    return {};
}

QString customer::seenWords(Purchase::Seen seen)
{
    switch (seen) {
    case Purchase::Seen::Nothing:
        return {};
    case Purchase::Seen::Processing:
        return tr("The payment is made. The bank has not answered yet.");
    case Purchase::Seen::NeedsAction:
        return tr("The payment page asks for a confirmation. Answer it there.");
    case Purchase::Seen::Failed:
        return tr("The last payment failed, and nothing was charged. Pay with another card on the page.");
    case Purchase::Seen::Paid:
        return tr("The payment went through. The subscription does not show yet.");
    case Purchase::Seen::Pending:
        return tr("The service has the subscription. Events count once it is active.");
    }
    return {};
}
