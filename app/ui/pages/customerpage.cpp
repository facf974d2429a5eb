// SPDX-License-Identifier: MIT
#include "ui/pages/customerpage.h"

#include "ui/pages/customerform.h"
#include "ui/pages/customerpeople.h"
#include "ui/pages/customersteps.h"
#include "ui/pages/playedproduct.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pagehead.h"
#include "ui/parts/steadybar.h"

#include <QDesktopServices>
#include <QEvent>
#include <QPointer>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int formWidth = 460;
constexpr int narrowForm = 400; // beside the guide's panel
constexpr int narrowBelow = 1040;
constexpr int stepsWidth = 900;
constexpr int sideMargin = 24;
constexpr int betweenColumns = 40;
constexpr int belowColumn = 4;
constexpr int barRoom = 12; // a scroll bar stands in the gap
constexpr QSize roomy{1340, 700}; // below, the times go and the cards become a combo

} // namespace

CustomerPage::CustomerPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_book(session)
    , m_openUrl([](const QUrl &url) { QDesktopServices::openUrl(url); })
    , m_head(new PageHead(tr("Customer"), {}, this))
    , m_active(new Chip({ChipLook::Kind::Done, tr("Subscription active")}, this))
    , m_page(new QVBoxLayout(this))
    , m_columns(new QWidget(this))
    , m_empty(new EmptyState(this))
{
    setObjectName(u"customerPage"_s);
    m_page->setSizeConstraint(QLayout::SetNoConstraint);
    m_active->setObjectName(u"subscriptionActive"_s);
    m_head->addWidget(m_active);
    m_empty->setMinimumWidth(formWidth);
    m_empty->setContent(IconName::Package, tr("No product yet"), tr("A customer buys a product."));
    auto *product = m_empty->addButton(tr("Go to Product"));
    product->setObjectName(u"goToProduct"_s);
    connect(product, &QAbstractButton::clicked, this, &CustomerPage::productRequested);
    buildColumns();
    buildForm();
    buildSteps();
    showMode();
    makePurchase();
    connect(&m_session, &Session::changed, this, &CustomerPage::refreshState);
    connect(&m_session, &Session::modeChanged, this, &CustomerPage::showMode);
    connect(&m_session, &Session::worldChanged, this, &CustomerPage::makePurchase);
    refreshState();
}

QWidget *CustomerPage::makeColumn(const char *name, QVBoxLayout *&body, QVBoxLayout *&foot)
{
    auto *whole = new QWidget(m_columns);
    auto *area = new QScrollArea(whole);
    area->setObjectName(QLatin1StringView(name));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setProperty("scrolled", true);
    body = new QVBoxLayout(content);
    body->setContentsMargins(0, 0, 0, belowColumn);
    body->setSpacing(0);
    area->setWidget(content);
    keepRoomForBar(area);
    auto *rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(area, 1);
    foot = new QVBoxLayout;
    foot->setContentsMargins(0, 8, barRoom, 12);
    rows->addLayout(foot);
    return whole;
}

void CustomerPage::buildColumns()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, barRoom, 0);
    head->addWidget(m_head);
    m_page->addLayout(head);
    m_page->addWidget(m_columns, 1);
    m_page->addWidget(m_empty, 1, Qt::AlignCenter);

    auto *row = new QHBoxLayout(m_columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(betweenColumns - barRoom);
    m_leftColumn = makeColumn("customerFormColumn", m_left, m_leftFoot);
    QWidget *right = makeColumn("customerStepsColumn", m_right, m_rightFoot);
    right->setMaximumWidth(stepsWidth + barRoom);
    row->addWidget(m_leftColumn);
    row->addWidget(right, 1);
}

void CustomerPage::buildForm()
{
    m_strip = new MessageStrip(MessageStrip::Kind::Failure, this);
    m_strip->setObjectName(u"purchaseFailure"_s);
    m_strip->hide();
    m_people = new CustomerPeople(m_session, m_book, this);
    m_form = new CustomerForm(m_people, this);
    m_left->setSpacing(16);
    m_left->addWidget(m_strip);
    m_left->addWidget(m_form);
    m_left->addStretch();
    m_leftFoot->addWidget(m_form->buttons());
    connect(m_form, &CustomerForm::startRequested, this, &CustomerPage::start);
    connect(m_form, &CustomerForm::browserRequested, this, [this] { begin({}); });
    connect(m_form, &CustomerForm::anotherRequested, this, &CustomerPage::anotherCustomer);
    connect(m_form, &CustomerForm::kindChanged, this, &CustomerPage::refreshPurchase);
    connect(m_people, &CustomerPeople::chosen, this, &CustomerPage::choose);
    connect(m_people, &CustomerPeople::problemChanged, m_form, &CustomerForm::setCustomersProblem);
    connect(m_people, &CustomerPeople::useRequested, &m_session, &Session::useSubscription);
}

void CustomerPage::buildSteps()
{
    m_steps = new CustomerSteps(m_session, this);
    m_right->addWidget(m_steps);
    connect(m_steps, &CustomerSteps::payRequested, this, &CustomerPage::payAgain);
    connect(m_steps, &CustomerSteps::browserRequested, this, &CustomerPage::openInBrowser);
    connect(m_steps, &CustomerSteps::generateRequested, this, &CustomerPage::generateRequested);
    connect(m_steps, &CustomerSteps::checkRequested, this, [this] { m_purchase->checkNow(); });
    connect(m_steps, &CustomerSteps::stopRequested, this, [this] { m_purchase->stopWaiting(); });
}

void CustomerPage::showMode()
{
    m_head->setSub(m_session.inSandbox()
            ? tr("Buy the product as a test customer. Usage counts only for an active subscription.")
            : tr("Who buys the product. Usage counts only for an active subscription."));
    m_form->setPlace(m_session.mode(), m_session.world());
}

// The old one's answers, if some are on their way, reach nobody.
void CustomerPage::makePurchase()
{
    m_purchase = std::make_unique<Purchase>(m_session);
    m_purchase->setPace(m_pace);
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
        m_book.reload();
        refreshPurchase();
    });
    m_purchase->resume();
    refreshPurchase();
}

void CustomerPage::refreshState()
{
    const ServiceState &state = m_session.state();
    const bool nothingToBuy = state.loaded && state.products.isEmpty() && !state.subscription;
    m_empty->setVisible(nothingToBuy);
    m_columns->setVisible(!nothingToBuy);
    m_form->setProducts(state.products, playedProduct(m_session));
    followCustomer();
    refreshPurchase();
}

// A control that is pressed and goes would hand the focus to whatever stands first in the window.
void CustomerPage::keepFocus(const QWidget *held)
{
    if (!held || held->isVisible() || !isVisible())
        return;
    if (showsSubscription())
        m_steps->focusNext();
    else
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

// Another page may choose another customer; then the steps of the last purchase are no longer theirs.
void CustomerPage::followCustomer()
{
    const ServiceState &state = m_session.state();
    const bool bought = m_bought && state.subscription && state.subscription->id == *m_bought;
    if (m_seen && !bought && !m_purchase->running() && !m_purchase->waitsForBrowser())
        makePurchase();
    m_seen = bought;
    const CustomerId now = state.customer() ? state.customer()->id : CustomerId{};
    if (now == m_shownCustomer)
        return;
    m_shownCustomer = now;
    if (state.customer())
        m_form->showCustomer(*state.customer());
}

// With an active subscription it is played (CustomerPeople asks for it); without one the next purchase is for
// this customer, and the steps of the last one are no longer theirs.
void CustomerPage::choose(const CustomerId &)
{
    m_strip->hide();
    if (!m_purchase->running() && !m_purchase->waitsForBrowser() && !m_purchase->steps().isEmpty())
        makePurchase();
    refreshPurchase();
}

bool CustomerPage::shopsForAnother() const
{
    const Customer *played = m_session.state().customer();
    return m_form->existing() && m_people->current() && (!played || played->id != *m_people->current());
}

void CustomerPage::refreshPurchase()
{
    if (!m_price && !m_purchase->steps().isEmpty()) { // taken up after a start: the products come later
        if (const Product *product = productToBuy())
            m_price = product->is.price;
    }
    QWidget *focused = window()->focusWidget();
    const QPointer<QWidget> held = isAncestorOf(focused) ? focused : nullptr;
    m_steps->showPurchase(*m_purchase, m_price,
        showsSubscription() ? CustomerSteps::Outcome::Shown : CustomerSteps::Outcome::Hidden);
    m_active->setVisible(showsSubscription());
    m_form->setBusy(m_purchase->running());
    m_form->setWaiting(m_purchase->waitsForBrowser());
    m_form->setStage(showsSubscription() ? CustomerForm::Stage::Bought : CustomerForm::Stage::Before);
    keepFocus(held);
    if (m_openWhenMade && !m_purchase->checkoutUrl().isEmpty()) {
        m_openWhenMade = false;
        openPage();
    }
}

bool CustomerPage::showsSubscription() const
{
    const auto &subscription = m_session.state().subscription;
    return subscription && !shopsForAnother()
        && (m_purchase->steps().isEmpty() || (m_bought && *m_bought == subscription->id));
}

bool CustomerPage::unpaid() const
{
    return !m_purchase->checkoutUrl().isEmpty()
        && m_purchase->stateOf(Kind::Paid) == PurchaseStep::State::Failed;
}

QSize CustomerPage::minimumSizeHint() const
{
    return {640, 320};
}

void CustomerPage::primaryAction()
{
    if (!m_columns->isVisible())
        Q_EMIT productRequested();
    else if (m_purchase->waitsForBrowser())
        m_purchase->checkNow();
    else if (showsSubscription())
        Q_EMIT generateRequested();
    else if (unpaid())
        payAgain();
    else
        start();
}

void CustomerPage::setOpenUrl(const OpenUrl &open)
{
    m_openUrl = open;
}

void CustomerPage::setPace(const PurchasePace &pace)
{
    m_pace = pace;
    m_purchase->setPace(pace);
}

void CustomerPage::focusQuery()
{
    if (m_form->existing())
        m_people->focusSearch();
}

void CustomerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshState(); // another product may have been chosen meanwhile
    if (!focusWidget() && m_form->isVisibleTo(this)) // without a product there is no form
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

// The form as wide as its text needs, the steps up to their most, then margins at both sides.
void CustomerPage::spread()
{
    const bool compact = width() < scaled(roomy.width()) || height() < scaled(roomy.height());
    const bool narrow = width() < scaled(narrowBelow);
    const int least = narrow ? narrowForm : formWidth;
    const int form = std::clamp(scaled(least), least, std::max(width() * 45 / 100, least));
    const int side = std::max((width() - form - betweenColumns - stepsWidth) / 2, sideMargin);
    m_page->setContentsMargins(side, 0, side - barRoom, 0);
    m_page->setSpacing(compact ? 12 : 20);
    m_leftColumn->setFixedWidth(form + barRoom);
    m_form->setDensity(compact ? CustomerForm::Density::Compact : CustomerForm::Density::Roomy);
    m_steps->setDensity(narrow ? CustomerSteps::Density::Narrow
            : compact          ? CustomerSteps::Density::Compact
                               : CustomerSteps::Density::Roomy);
    m_steps->setNextPlace(compact ? m_rightFoot : nullptr);
}

void CustomerPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    spread();
}

void CustomerPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // another text size
        spread();
}
