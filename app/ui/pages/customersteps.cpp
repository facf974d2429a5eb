// SPDX-License-Identifier: MIT
#include "ui/pages/customersteps.h"

#include "ui/fonts.h"
#include "ui/pages/customerstep.h"
#include "ui/pages/customersubscription.h"
#include "ui/pages/customerwaiting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

using Kind = PurchaseStep::Kind;
using State = PurchaseStep::State;

CustomerSteps::CustomerSteps(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_waiting(new CustomerWaiting(this))
    , m_card(new CustomerSubscription(this))
    , m_next(new QWidget(this))
    , m_nextRow(new QHBoxLayout(m_next))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int number = 1; number <= 4; ++number) {
        const auto position = number == 4 ? CustomerStep::Position::Last : CustomerStep::Position::Inner;
        m_steps.append(new CustomerStep(number, position, this));
        column->addWidget(m_steps.last());
    }
    column->addStretch();
    buildPayButtons();
    QVBoxLayout *below = m_steps.last()->below();
    below->setContentsMargins(0, 6, 0, 0);
    below->addWidget(m_card);
    buildNext();
    below->addWidget(m_next);
    m_waiting->hide();
    m_steps[int(Kind::Paid)]->below()->addWidget(m_waiting);
    connect(m_waiting, &CustomerWaiting::openRequested, this, &CustomerSteps::browserRequested);
    connect(m_waiting, &CustomerWaiting::checkRequested, this, &CustomerSteps::checkRequested);
    connect(m_waiting, &CustomerWaiting::stopRequested, this, &CustomerSteps::stopRequested);
}

// Paying stands in this window first; the page in a browser is the quiet second choice.
void CustomerSteps::buildPayButtons()
{
    CustomerStep *step = m_steps[int(Kind::Paid)];
    m_pay = step->addButton(tr("Pay again"), IconName::RotateCcw);
    m_open = step->addButton(tr("Open in a browser"), IconName::ExternalLink);
    m_copyLink = step->addButton(tr("Copy link"), IconName::Copy);
    m_pay->setRole(ButtonRole::Outlined);
    m_pay->setObjectName(u"payAgain"_s);
    m_open->setObjectName(u"openInBrowser"_s);
    m_copyLink->setObjectName(u"copyCheckoutLink"_s);
    connect(m_pay, &QAbstractButton::clicked, this, &CustomerSteps::payRequested);
    connect(m_open, &QAbstractButton::clicked, this, &CustomerSteps::browserRequested);
    connect(m_copyLink, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_link);
        m_copyLink->showDone(tr("Copied"));
    });
}

void CustomerSteps::buildNext()
{
    m_generate = new Button(tr("Generate the first picture"), ButtonRole::Primary, m_next);
    m_generate->setObjectName(u"generateFirst"_s);
    m_generate->setButtonSize(ButtonSize::Main);
    m_generate->setTrailingIcon(IconName::ArrowRight);
    m_generateNote = makeLabel({}, TextRole::Small, Ink::Mute, m_next);
    m_generateNote->setObjectName(u"generateNote"_s);
    m_generateNote->setWordWrap(true);
    m_nextRow->setSpacing(12);
    m_nextRow->addWidget(m_generate);
    m_nextRow->addWidget(m_generateNote, 1);
    connect(m_generate, &QAbstractButton::clicked, this, &CustomerSteps::generateRequested);
}

void CustomerSteps::showPurchase(const Purchase &purchase, const std::optional<Price> &price, Outcome outcome)
{
    showSteps(purchase, price, outcome);
    showPayButtons(purchase);
    showWaiting(purchase);
    const bool shown = outcome == Outcome::Shown && m_session.state().subscription;
    if (shown)
        showSubscription();
    m_card->setVisible(shown);
    m_next->setVisible(shown);
}

// What is past is that of the customer who is played, when the page is about that one.
void CustomerSteps::showSteps(const Purchase &purchase, const std::optional<Price> &price, Outcome outcome)
{
    for (int i = 0; i < m_steps.size(); ++i) {
        if (!purchase.steps().isEmpty())
            m_steps[i]->setLook(lookOf(purchase.steps()[i], purchase, price));
        else if (outcome == Outcome::Shown && m_session.state().subscription)
            m_steps[i]->setLook(customer::pastStep(Kind(i), *m_session.state().subscription));
        else
            m_steps[i]->setLook(customer::waitingStep(Kind(i), m_session.mode()));
    }
}

// With the subscription's dates, once the session knows it.
customer::StepLook CustomerSteps::lookOf(
    const PurchaseStep &step, const Purchase &purchase, const std::optional<Price> &price) const
{
    customer::StepLook look = customer::purchaseStep(step, purchase, price);
    const auto &subscription = m_session.state().subscription;
    if (step.kind == Kind::SubscriptionActive && subscription && step.id == subscription->id.string())
        look.note = customer::periodEnds(*subscription);
    return look;
}

void CustomerSteps::showPayButtons(const Purchase &purchase)
{
    m_link = purchase.checkoutUrl();
    const bool failed = purchase.stateOf(Kind::Paid) == State::Failed;
    const bool stopped = purchase.stateOf(Kind::Paid) == State::Waiting; // nobody paid in time
    const bool unpaid = failed || stopped || purchase.watching();
    const bool offered = !m_link.isEmpty() && !purchase.waitsForBrowser(); // then they stand below
    m_open->setVisible(offered && m_session.inSandbox());
    m_copyLink->setVisible(offered && m_session.inSandbox());
    m_pay->setVisible(offered && m_session.inSandbox() && unpaid && !purchase.running());
    m_pay->setText(failed ? tr("Pay again") : tr("Pay here"));
}

// Below the step that it waits in.
void CustomerSteps::showWaiting(const Purchase &purchase)
{
    const bool waits = purchase.waitsForBrowser();
    m_waiting->setVisible(waits);
    if (!waits)
        return;
    m_waiting->showPurchase(purchase, m_session.mode());
    const bool paid = purchase.stateOf(Kind::PaymentChecked) == State::Done;
    QVBoxLayout *place = m_steps[int(paid ? Kind::SubscriptionActive : Kind::Paid)]->below();
    if (place->indexOf(m_waiting) < 0)
        place->insertWidget(0, m_waiting);
}

void CustomerSteps::showSubscription()
{
    const ServiceState &state = m_session.state();
    const std::optional<BillSoFar> bill = m_session.bill();
    m_card->setSubscription(*state.subscription, bill);
    m_generate->setText(state.sentThisPeriod ? tr("Generate a picture") : tr("Generate the first picture"));
    m_generateNote->setText(customer::nextPicture(*state.subscription, bill, m_session.meterOfThisProgram()));
}

void CustomerSteps::focusNext()
{
    m_generate->setFocus(Qt::OtherFocusReason);
}

void CustomerSteps::setDensity(Density density)
{
    for (CustomerStep *step : std::as_const(m_steps))
        step->setDensity(density == Density::Narrow ? CustomerStep::Density::Narrow
                : density == Density::Compact       ? CustomerStep::Density::Compact
                                                    : CustomerStep::Density::Roomy);
}

void CustomerSteps::setNextPlace(QVBoxLayout *foot)
{
    if (foot == m_foot)
        return;
    m_foot = foot;
    m_nextRow->setContentsMargins(0, foot ? 10 : 20, 0, 0);
    (foot ? foot : m_steps.last()->below())->addWidget(m_next);
}
