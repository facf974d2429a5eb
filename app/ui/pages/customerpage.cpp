// SPDX-License-Identifier: MIT
#include "ui/pages/customerpage.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/customerform.h"
#include "ui/pages/customerstep.h"
#include "ui/pages/customersubscription.h"
#include "ui/parts/chip.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pagehead.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int formWidth = 460;
constexpr int stepsWidth = 900;
constexpr int betweenColumns = 40;
constexpr int barRoom = 12; // a scroll bar stands in the gap
constexpr QSize roomy{1340, 700}; // below, the times go and the cards become a combo

} // namespace

CustomerPage::CustomerPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_openUrl([](const QUrl &url) { QDesktopServices::openUrl(url); })
    , m_head(new PageHead(tr("Customer"),
          tr("Buy the product as a test customer. Usage counts only for an active subscription."), this))
    , m_active(new Chip({ChipLook::Kind::Done, tr("Subscription active")}, this))
    , m_columns(new QWidget(this))
    , m_empty(new EmptyState(this))
{
    setObjectName(u"customerPage"_s);
    m_active->setObjectName(u"subscriptionActive"_s);
    m_head->addWidget(m_active);
    m_empty->setContent(IconName::Package, tr("No product yet"), tr("A customer buys a product."));
    auto *product = m_empty->addButton(tr("Go to Product"));
    product->setObjectName(u"goToProduct"_s);
    connect(product, &QAbstractButton::clicked, this, &CustomerPage::productRequested);
    buildColumns();
    buildForm();
    buildSteps();
    buildPayButtons();
    buildNext();
    makePurchase();
    connect(&m_session, &Session::changed, this, &CustomerPage::refreshState);
    connect(&m_session, &Session::worldChanged, this, &CustomerPage::makePurchase);
    refreshState();
}

QWidget *CustomerPage::makeColumn(const char *name, QVBoxLayout *&body)
{
    auto *area = new QScrollArea(m_columns);
    area->setObjectName(QLatin1StringView(name));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setProperty("scrolled", true);
    body = new QVBoxLayout(content);
    body->setContentsMargins(0, 0, barRoom, 24);
    body->setSpacing(0);
    area->setWidget(content);
    return area;
}

void CustomerPage::buildColumns()
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(24, 16, 24 - barRoom, 0);
    page->setSpacing(20);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, barRoom, 0);
    head->addWidget(m_head);
    page->addLayout(head);
    page->addWidget(m_columns, 1);
    page->addWidget(m_empty, 1, Qt::AlignCenter);

    auto *row = new QHBoxLayout(m_columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(betweenColumns - barRoom);
    QWidget *left = makeColumn("customerFormColumn", m_left);
    QWidget *right = makeColumn("customerStepsColumn", m_right);
    left->setFixedWidth(formWidth + barRoom);
    right->setMaximumWidth(stepsWidth + barRoom);
    row->addWidget(left);
    row->addWidget(right, 1);
}

void CustomerPage::buildForm()
{
    m_strip = new MessageStrip(MessageStrip::Kind::Failure, this);
    m_strip->setObjectName(u"purchaseFailure"_s);
    m_strip->hide();
    m_form = new CustomerForm(this);
    m_left->setSpacing(16);
    m_left->addWidget(m_strip);
    m_left->addWidget(m_form);
    m_left->addStretch();
    connect(m_form, &CustomerForm::startRequested, this, &CustomerPage::start);
    connect(m_form, &CustomerForm::browserRequested, this, &CustomerPage::startInBrowser);
    connect(m_form, &CustomerForm::anotherRequested, this, &CustomerPage::anotherCustomer);
    connect(m_form, &CustomerForm::customersNeeded, this, &CustomerPage::loadCustomers);
}

void CustomerPage::buildSteps()
{
    for (int number = 1; number <= 4; ++number) {
        const auto position = number == 4 ? CustomerStep::Position::Last : CustomerStep::Position::Inner;
        auto *step = new CustomerStep(number, position, this);
        m_steps.append(step);
        m_right->addWidget(step);
    }
    m_card = new CustomerSubscription(this);
    m_steps.last()->below()->setContentsMargins(0, 6, 0, 0);
    m_steps.last()->below()->addWidget(m_card);
}

// Paying stands in this window first; the page in a browser is the quiet second choice.
void CustomerPage::buildPayButtons()
{
    CustomerStep *step = m_steps[int(Kind::Paid)];
    m_payAgain = step->addButton(tr("Pay again"), IconName::RotateCcw);
    m_open = step->addButton(tr("Open in a browser"), IconName::ExternalLink);
    m_copyLink = step->addButton(tr("Copy link"), IconName::Copy);
    m_payAgain->setRole(ButtonRole::Outlined);
    m_payAgain->setObjectName(u"payAgain"_s);
    m_open->setObjectName(u"openInBrowser"_s);
    m_copyLink->setObjectName(u"copyCheckoutLink"_s);
    connect(m_payAgain, &QAbstractButton::clicked, this, &CustomerPage::payAgain);
    connect(m_open, &QAbstractButton::clicked, this, &CustomerPage::openInBrowser);
    connect(m_copyLink, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_purchase->checkoutUrl());
        m_copyLink->showDone(tr("Copied"));
    });
}

void CustomerPage::buildNext()
{
    m_next = new QWidget(this);
    m_generate = new Button(tr("Generate the first picture"), ButtonRole::Primary, m_next);
    m_generate->setObjectName(u"generateFirst"_s);
    m_generate->setButtonSize(ButtonSize::Main);
    m_generate->setTrailingIcon(IconName::ArrowRight);
    m_generateNote = makeLabel({}, TextRole::Small, Ink::Mute, m_next);
    m_generateNote->setObjectName(u"generateNote"_s);
    m_generateNote->setWordWrap(true);
    auto *row = new QHBoxLayout(m_next);
    row->setContentsMargins(0, 20, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_generate);
    row->addWidget(m_generateNote, 1);
    m_steps.last()->below()->addWidget(m_next);
    m_right->addStretch();
    connect(m_generate, &QAbstractButton::clicked, this, &CustomerPage::generateRequested);
}

// The old one's answers, if some are on their way, reach nobody.
void CustomerPage::makePurchase()
{
    m_purchase = std::make_unique<Purchase>(m_session);
    m_bought.reset();
    m_price.reset();
    m_seen = false;
    m_openWhenMade = false;
    m_strip->hide();
    connect(m_purchase.get(), &Purchase::changed, this, &CustomerPage::refreshPurchase);
    connect(m_purchase.get(), &Purchase::failed, this, &CustomerPage::failed);
    connect(m_purchase.get(), &Purchase::succeeded, this, [this](const SubscriptionId &id) {
        m_bought = id;
        m_seen = false;
        refreshPurchase();
    });
    refreshPurchase();
}

void CustomerPage::refreshState()
{
    const ServiceState &state = m_session.state();
    const bool nothingToBuy = state.loaded && state.products.isEmpty() && !state.subscription;
    m_empty->setVisible(nothingToBuy);
    m_columns->setVisible(!nothingToBuy);
    m_active->setVisible(state.subscription.has_value());
    m_form->setProducts(state.products, m_session.productOfThisProgram());
    followCustomer();
    refreshPurchase();
}

// Another page may choose another customer; then the steps of the last purchase are no longer theirs.
void CustomerPage::followCustomer()
{
    const ServiceState &state = m_session.state();
    const bool bought = m_bought && state.subscription && state.subscription->id == *m_bought;
    if (m_seen && !bought && !m_purchase->running())
        makePurchase();
    m_seen = bought;
    const CustomerId now = state.customer() ? state.customer()->id : CustomerId{};
    if (now == m_shownCustomer)
        return;
    m_shownCustomer = now;
    if (state.customer())
        m_form->showCustomer(*state.customer());
    if (m_form->existing())
        loadCustomers();
}

void CustomerPage::refreshPurchase()
{
    refreshSteps();
    refreshPayButtons();
    refreshNext();
    m_form->setBusy(m_purchase->running());
    m_form->setStage(showsSubscription() ? CustomerForm::Stage::Bought : CustomerForm::Stage::Before);
    if (m_openWhenMade && !m_purchase->checkoutUrl().isEmpty()) {
        m_openWhenMade = false;
        m_openUrl(QUrl(m_purchase->checkoutUrl()));
    }
}

bool CustomerPage::showsSubscription() const
{
    const auto &subscription = m_session.state().subscription;
    return subscription && (m_purchase->steps().isEmpty() || (m_bought && *m_bought == subscription->id));
}

void CustomerPage::refreshSteps()
{
    for (int i = 0; i < m_steps.size(); ++i) {
        const Kind kind = Kind(i);
        if (!m_purchase->steps().isEmpty() && m_price)
            m_steps[i]->setLook(customer::purchaseStep(m_purchase->steps()[i], *m_purchase, *m_price));
        else if (m_session.state().subscription)
            m_steps[i]->setLook(customer::pastStep(kind, *m_session.state().subscription));
        else
            m_steps[i]->setLook(customer::waitingStep(kind));
    }
}

bool CustomerPage::cardRefused() const
{
    return m_purchase->stateOf(Kind::Paid) == PurchaseStep::State::Failed;
}

void CustomerPage::refreshPayButtons()
{
    const bool link = !m_purchase->checkoutUrl().isEmpty();
    m_open->setVisible(link);
    m_copyLink->setVisible(link);
    m_payAgain->setVisible(link && (cardRefused() || m_purchase->watching()));
    m_payAgain->setText(m_purchase->watching() ? tr("Pay here") : tr("Pay again"));
}

void CustomerPage::refreshNext()
{
    const bool shown = showsSubscription();
    m_card->setVisible(shown);
    m_next->setVisible(shown);
    if (!shown)
        return;
    const Subscription &subscription = *m_session.state().subscription;
    const std::optional<BillSoFar> bill = m_session.bill();
    m_card->setSubscription(subscription, bill);
    const bool first = !m_session.state().sentThisPeriod;
    m_generate->setText(first ? tr("Generate the first picture") : tr("Generate a picture"));
    m_generateNote->setText(customer::nextPicture(subscription, bill, m_session.meterOfThisProgram()));
}

void CustomerPage::loadCustomers()
{
    whenDone(m_session.client().customers(), this, [this](const Result<QList<Customer>> &customers) {
        if (customers)
            m_form->setCustomers(*customers);
        else if (customers.error().kind != Error::Kind::Cancelled)
            m_form->setCustomersProblem(customers.error().message);
    });
}

void CustomerPage::start()
{
    m_strip->hide();
    if (m_purchase->running() || !m_form->check())
        return;
    m_bought.reset();
    m_price = m_form->product()->is.price;
    m_purchase->start(m_form->order());
}

void CustomerPage::startInBrowser()
{
    m_strip->hide();
    if (m_purchase->running() || !m_form->check())
        return;
    m_bought.reset();
    m_price = m_form->product()->is.price;
    m_openWhenMade = true;
    Purchase::Order order = m_form->order();
    order.card.clear();
    m_purchase->start(order);
}

void CustomerPage::openInBrowser()
{
    m_openUrl(QUrl(m_purchase->checkoutUrl()));
    if (m_purchase->stateOf(Kind::Paid) != PurchaseStep::State::Done)
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
    else if (cardRefused())
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
    if (error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Refused
        || m_form->showError(error))
        return;
    const bool paid = m_purchase->stateOf(Kind::Paid) == PurchaseStep::State::Done;
    m_strip->setKind(
        error.kind == Error::Kind::Network ? MessageStrip::Kind::Offline : MessageStrip::Kind::Failure);
    m_strip->setMessage(paid ? tr("The purchase was not confirmed") : tr("The purchase did not happen"),
        paid ? tr("%1 The payment stands. It is not made twice.").arg(error.message)
             : tr("%1 Nothing was charged. The form keeps what you typed.").arg(error.message));
    m_strip->clearButtons();
    connect(m_strip->addButton(tr("Try again")), &QAbstractButton::clicked, this, &CustomerPage::tryAgain);
    m_strip->show();
}

void CustomerPage::primaryAction()
{
    if (!m_columns->isVisible())
        Q_EMIT productRequested();
    else if (showsSubscription())
        Q_EMIT generateRequested();
    else if (cardRefused() && !m_purchase->checkoutUrl().isEmpty())
        payAgain();
    else
        start();
}

void CustomerPage::setOpenUrl(const OpenUrl &open)
{
    m_openUrl = open;
}

void CustomerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!focusWidget())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void CustomerPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool compact = width() < scaled(roomy.width()) || height() < scaled(roomy.height());
    m_form->setDensity(compact ? CustomerForm::Density::Compact : CustomerForm::Density::Roomy);
    for (CustomerStep *step : std::as_const(m_steps))
        step->setLatencyShown(!compact);
}
