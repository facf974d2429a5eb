// SPDX-License-Identifier: MIT
#include "ui/pages/customerwords.h"

#include "billing/money.h"
#include "ui/pages/productamounts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = PurchaseStep::Kind;
using State = PurchaseStep::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("CustomerPage", text);
}

QString money(qint64 minor, const QByteArray &currency)
{
    return displayMoney(Decimal(minor), currency);
}

QString every(const Cycle &cycle) // "a month", "every 3 months"
{
    return (cycle.count == 1 ? tr("a %1") : tr("every %1")).arg(cycleWords(cycle));
}

QString freeWords(const MeterPrice &meter)
{
    const qint64 free = meter.freeThreshold.value_or(0);
    if (free == 0)
        return {};
    return free == 1 ? tr(" after 1 free one") : tr(" after %1 free ones").arg(displayCount(Decimal(free)));
}

QString usageLine(const UsagePrice &usage)
{
    const QString fixed
        = tr("%1 %2").arg(money(usage.fixedPrice, usage.basics.currency), every(usage.frequency));
    if (usage.meters.size() != 1)
        return tr("%1, then by usage of %2 meters.").arg(fixed).arg(usage.meters.size());
    const MeterPrice &meter = usage.meters.first();
    return tr("%1, then %2%3.")
        .arg(fixed, customer::thenPrice(meter, usage.basics.currency), freeWords(meter));
}

// An id says nothing here; the log has the whole request.
QString shortRequest(const QByteArray &request)
{
    static const QRegularExpression id(u"((?:cks|pdt|cus|sub)_).*$"_s);
    return QString::fromUtf8(request).replace(id, u"\\1…"_s);
}

QString paidNote(const Price &price)
{
    const QString due = customer::dueToday(price);
    if (const auto *usage = std::get_if<UsagePrice>(&price))
        return tr("%1 today, usage is billed at the end of the %2").arg(due, cycleWords(usage->frequency));
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return tr("%1 today, then %2").arg(due, every(recurring->frequency));
    return tr("%1 today").arg(due);
}

QString doneTitle(Kind kind, const Purchase &purchase, const PurchaseStep &step)
{
    switch (kind) {
    case Kind::CheckoutCreated:
        return tr("Checkout session created");
    case Kind::Paid:
        return purchase.paidInBrowser() ? tr("Paid in a browser") : tr("Paid in this window");
    case Kind::PaymentChecked:
        return tr("Payment succeeded");
    case Kind::SubscriptionActive:
        return step.id.isEmpty() ? tr("No subscription") : tr("Subscription active");
    }
    return {};
}

QString doneNote(const PurchaseStep &step, const std::optional<Price> &price)
{
    if (step.kind == Kind::CheckoutCreated)
        return tr("valid for 24 hours, used up by one payment");
    if (step.kind == Kind::PaymentChecked)
        return price ? paidNote(*price) : QString();
    if (step.kind == Kind::SubscriptionActive && step.id.isEmpty())
        return tr("This product is paid once. Usage needs a usage-based product.");
    return {};
}

QString runningTitle(Kind kind, const Purchase &purchase)
{
    switch (kind) {
    case Kind::CheckoutCreated:
        return tr("Creating the checkout session");
    case Kind::Paid:
        if (purchase.waitsForBrowser())
            return tr("Waiting for the payment in your browser");
        return purchase.watching() ? tr("Waiting for the browser") : tr("Paying in this window");
    case Kind::PaymentChecked:
        return tr("Checking the payment");
    case Kind::SubscriptionActive:
        return purchase.seen() == Purchase::Seen::Pending ? tr("Paid, the subscription is still pending")
            : purchase.waitsForBrowser()                  ? tr("Paid, waiting for the subscription")
                                                          : tr("Looking for the subscription");
    }
    return {};
}

QString failedTitle(Kind kind)
{
    switch (kind) {
    case Kind::CheckoutCreated:
        return tr("No checkout session");
    case Kind::Paid:
        return tr("Not paid");
    case Kind::PaymentChecked:
        return tr("Payment not confirmed");
    case Kind::SubscriptionActive:
        return tr("Subscription not found");
    }
    return {};
}

bool refusedCard(const PurchaseStep &step)
{
    return step.kind == Kind::Paid && step.error && step.error->kind == Error::Kind::Refused;
}

} // namespace

QString customer::planLine(const Price &price)
{
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        return tr("%1 once. Usage is not billed.").arg(money(once->price, once->basics.currency));
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return tr("%1 %2. Usage is not billed.")
            .arg(money(recurring->price, recurring->basics.currency), every(recurring->frequency));
    return usageLine(std::get<UsagePrice>(price));
}

QString customer::dueToday(const Price &price)
{
    qint64 amount = 0;
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        amount = once->price;
    else if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        amount = recurring->price;
    else
        amount = std::get<UsagePrice>(price).fixedPrice;
    const PriceBasics &basics = basicsOf(price);
    const auto share = Decimal::multiply(Decimal(amount), Decimal(10000 - discountBps(basics)));
    const auto due = share ? share->shifted(-4).value_or(Decimal()).rounded() : std::nullopt;
    return money(due.value_or(amount), basics.currency);
}

QString customer::dueLine(const Price &price)
{
    const QString due = tr("Due today %1.").arg(dueToday(price));
    const auto *usage = std::get_if<UsagePrice>(&price);
    if (!usage)
        return due;
    const QString end = tr("Usage is billed at the end of the %1.");
    return due + u' '
        + (usage->frequency.count == 1 ? end.arg(cycleWords(usage->frequency))
                                       : tr("Usage is billed every %1.").arg(cycleWords(usage->frequency)));
}

QString customer::periodEnds(const Subscription &subscription)
{
    return tr("This period ends on %1.").arg(day(subscription.nextBillingDate));
}

QString customer::thenPrice(const MeterPrice &meter, const QByteArray &currency)
{
    if (!meter.pricePerUnit && meter.meterUnitsPerCredit)
        return tr("1 credit per %1").arg(displayUnits(*meter.meterUnitsPerCredit, meter.measurementUnit));
    if (!meter.pricePerUnit)
        return tr("credits");
    return tr("%1 %2").arg(displayMoney(*meter.pricePerUnit, currency), oneOf(meter.measurementUnit));
}

QString customer::units(const Decimal &count, const QString &unit)
{
    return displayUnits(count, unit);
}

QString customer::day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).toLocalTime().date(), u"d MMM yyyy"_s);
}

QString customer::nameProblem(const QString &typed)
{
    return typed.trimmed().isEmpty() ? tr("Write a name. It stands on the bill.") : QString();
}

QString customer::emailProblem(const QString &typed)
{
    static const QRegularExpression address(u"^[^@\\s]+@[^@\\s]+$"_s);
    if (typed.trimmed().isEmpty())
        return tr("Write an e-mail address.");
    return address.match(typed.trimmed()).hasMatch()
        ? QString()
        : tr("Not an e-mail address. Write it like ada@example.com.");
}

QString customer::nextPicture(
    const Subscription &subscription, const std::optional<BillSoFar> &bill, const Meter *ownMeter)
{
    const auto meter = std::ranges::find_if(subscription.meters,
        [ownMeter](const MeterPrice &price) { return ownMeter && price.meter == ownMeter->id; });
    if (meter == subscription.meters.end())
        return tr("No meter of this product counts the events of this program.");
    if (!bill || subscription.meters.size() != 1)
        return {};
    if (bill->freeLeft() <= Decimal(0))
        return meter->pricePerUnit
            ? tr("It costs the customer %1.").arg(displayMoney(*meter->pricePerUnit, subscription.currency))
            : QString();
    const QString left = displayCount(bill->freeLeft());
    return bill->consumed().isZero() ? tr("It is one of the %1 free ones.").arg(left)
                                     : tr("It is one of the %1 free ones left.").arg(left);
}

customer::StepLook customer::waitingStep(Kind kind, Destination::Mode mode)
{
    if (kind == Kind::Paid && mode != Destination::Mode::Sandbox)
        return {.title = tr("Payment"),
            .note = tr("The payment page opens in your browser. This program waits for it.")};
    switch (kind) {
    case Kind::CheckoutCreated:
        return {.title = tr("Checkout session"),
            .note = tr("This program asks the service for a session, valid for 24 hours.")};
    case Kind::Paid:
        return {
            .title = tr("Payment"), .note = tr("The chosen card pays it, in this window or in a browser.")};
    case Kind::PaymentChecked:
        return {
            .title = tr("Payment check"), .note = tr("The service is asked whether the payment succeeded.")};
    case Kind::SubscriptionActive:
        return {.title = tr("Subscription"),
            .note = tr("It starts with the payment, and usage counts from then on.")};
    }
    return {};
}

customer::StepLook customer::purchaseStep(
    const PurchaseStep &step, const Purchase &purchase, const std::optional<Price> &price)
{
    StepLook look = waitingStep(step.kind);
    if (step.kind == Kind::Paid)
        look.mono = purchase.checkoutUrl();
    if (step.state == State::Waiting)
        return look;
    look.state = step.state;
    look.note = QString();
    look.request = step.kind == Kind::Paid ? QString() : shortRequest(step.request);
    if (step.state == State::Running) {
        look.title = runningTitle(step.kind, purchase);
        if (step.kind == Kind::Paid && purchase.waitsForBrowser())
            look.mono.clear(); // its link stands below
        return look;
    }
    if (step.kind != Kind::Paid)
        look.status = step.status;
    look.ms = step.ms;
    if (step.state == State::Failed) {
        look.title = failedTitle(step.kind);
        look.note = step.error ? step.error->message : QString();
        if (refusedCard(step))
            look.note
                += tr(" Nothing was charged and no subscription began. Choose another card and pay again.");
        return look;
    }
    look.title = doneTitle(step.kind, purchase, step);
    look.note = doneNote(step, price);
    if (step.kind != Kind::SubscriptionActive) // its card has the id
        look.mono = step.id;
    return look;
}

customer::StepLook customer::pastStep(Kind kind, const Subscription &subscription)
{
    switch (kind) {
    case Kind::CheckoutCreated:
        return {.state = State::Done,
            .title = tr("Checkout session created"),
            .note = tr("in an earlier purchase, used up by its payment")};
    case Kind::Paid:
        return {
            .state = State::Done, .title = tr("Paid"), .note = tr("on %1").arg(day(subscription.createdAt))};
    case Kind::PaymentChecked:
        return {.state = State::Done,
            .title = tr("Payment succeeded"),
            .note = tr("%1 at the start, usage is billed at the end of the %2")
                        .arg(money(subscription.recurringPreTaxAmount, subscription.currency),
                            cycleWords(subscription.frequency))};
    case Kind::SubscriptionActive:
        return {.state = State::Done, .title = tr("Subscription active"), .note = periodEnds(subscription)};
    }
    return {};
}
