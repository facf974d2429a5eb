// SPDX-License-Identifier: MIT
// What the Customer page asks of the service.
#include "ui/pages/customerform.h"
#include "ui/pages/customerpage.h"
#include "ui/parts/messagestrip.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// Never anything but a page of https, or a stand-in's on this computer: the address came over the network.
void CustomerPage::openPage()
{
    const QUrl url(m_purchase->checkoutUrl());
    if (Purchase::mayOpen(url))
        m_openUrl(url);
}

const Product *CustomerPage::productToBuy() const
{
    const QList<Product> &products = m_session.state().products;
    const auto at = std::ranges::find(products, m_purchase->order().product, &Product::id);
    return at == products.end() ? nullptr : &*at;
}

void CustomerPage::start()
{
    begin(m_form->order().card);
}

void CustomerPage::begin(const QByteArray &card)
{
    m_strip->hide();
    if (m_purchase->running() || !m_form->check())
        return;
    Purchase::Order order = m_form->order();
    order.card = card;
    m_bought.reset();
    m_price = m_form->product()->is.price;
    m_openWhenMade = card.isEmpty() || !m_session.inSandbox();
    m_purchase->start(order);
}

void CustomerPage::openInBrowser()
{
    openPage();
    if (m_session.inSandbox() && m_purchase->stateOf(Kind::Paid) != PurchaseStep::State::Done)
        m_purchase->watch();
}

void CustomerPage::payAgain()
{
    m_strip->hide();
    m_purchase->payAgain(m_form->order().card);
}

// Goes on where it stopped: what is paid is not paid twice.
void CustomerPage::tryAgain()
{
    m_strip->hide();
    if (m_purchase->checkoutUrl().isEmpty())
        start();
    else if (unpaid())
        payAgain();
    else
        m_purchase->watch();
}

void CustomerPage::anotherCustomer()
{
    m_form->startOver();
    m_session.forgetCustomer();
    makePurchase();
}

// A refused card is said in its step; anything else at its field or over the form.
void CustomerPage::failed(const Error &error)
{
    m_openWhenMade = false;
    if (error.kind == Error::Kind::Cancelled || (error.kind == Error::Kind::Refused && unpaid())
        || m_form->showError(error))
        return;
    const FailedCall call{.title = {},
        .kept = {},
        .error = error,
        .again = [this] { tryAgain(); },
        .keys = [this] { Q_EMIT keysRequested(); }};
    showFailure(*m_strip, worded(call));
}

FailedCall CustomerPage::worded(FailedCall call) const
{
    if (m_purchase->stateOf(Kind::Paid) == PurchaseStep::State::Done) {
        call.title = tr("The purchase was not confirmed");
        call.kept = tr("The payment stands. It is not made twice.");
    } else if (unpaid()) {
        call.title = tr("The payment got no answer");
        call.kept = tr("Try again pays only what is not paid yet.");
    } else {
        call.title = tr("The purchase did not happen");
        call.kept = tr("Nothing was charged. The form keeps what you typed.");
    }
    return call;
}
