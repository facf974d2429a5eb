// SPDX-License-Identifier: MIT
#include "ui/pages/usagepage.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/usageclock.h"
#include "ui/pages/usagecustomers.h"
#include "ui/pages/usagepaidlist.h"
#include "ui/pages/usagepaper.h"
#include "ui/pages/usageperiods.h"
#include "ui/pages/usagewords.h"
#include "ui/parts/button.h"
#include "ui/parts/charts.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/figuretile.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int rightColumn = 428;
constexpr int narrowRight = 380; // beside the guide's panel
constexpr int narrowBelow = 1040;
constexpr int besideTiles = 2 * 24 + 16 + 12; // margins, gap and the column's scroll bar

QString day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).toLocalTime().date(), u"d MMM yyyy"_s);
}

} // namespace

UsagePage::UsagePage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(this))
    , m_events(session)
    , m_closedEvents(session)
    , m_sentence(makeLabel({}, TextRole::Section, Ink::Text, this))
    , m_used(new FigureTile(tr("Used this period"), this))
    , m_free(new FigureTile(tr("Free"), this))
    , m_billable(new FigureTile(tr("Billable"), this))
    , m_bill(new FigureTile(tr("Bill so far"), this))
    , m_chartCard(new Card(tr("Quantity"), this))
    , m_more(new Button(tr("Load more"), ButtonRole::Secondary, this))
    , m_chart(new UsageChart(this))
    , m_customers(new UsageCustomers(session, this))
    , m_periods(new UsagePeriods(this))
    , m_paper(new UsagePaper(this))
    , m_paid(new UsagePaidList(session, this))
{
    auto *customer = m_empty->addButton(tr("Go to Customer"));
    customer->setObjectName(u"usageGoToCustomer"_s);
    connect(customer, &QAbstractButton::clicked, this, &UsagePage::customerRequested);
    auto *empty = new QWidget(this);
    auto *middle = new QVBoxLayout(empty);
    middle->setContentsMargins(24, 16, 24, 24);
    middle->addWidget(m_empty, 0, Qt::AlignCenter);

    m_stack->setSizeConstraint(QLayout::SetNoConstraint);
    auto *page = new QWidget(this);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(24, 16, 24, 16);
    columns->setSpacing(16);
    columns->addWidget(makeLeft(), 1);
    columns->addWidget(makeRight());
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    connectSession();
    connect(m_paper, &UsagePaper::eventsRequested, this, [this](const MeterUsage &) {
        const Meter *meter = m_session.meterOfThisProgram();
        Q_EMIT eventsRequested(meter ? u"event:"_s + meter->is.eventName : QString());
    });
    connect(m_paper, &UsagePaper::eventRequested, this,
        [this](const EventId &id) { Q_EMIT eventsRequested(u"event:"_s + id.string()); });
    connect(m_periods, &UsagePeriods::chosen, this, &UsagePage::refresh);
    connect(m_paid, &UsagePaidList::found, m_paper, &UsagePaper::setPaid);
    connect(m_customers, &UsageCustomers::eventsRequested, this,
        [this](const CustomerId &id) { Q_EMIT eventsRequested(u"customer:"_s + id.string()); });
    spread();
    showMode();
    refresh();
}

void UsagePage::connectSession()
{
    connect(&m_session, &Session::usageChanged, this, &UsagePage::refresh);
    connect(&m_session, &Session::modeChanged, this, &UsagePage::showMode);
    connect(&m_session, &Session::worldChanged, this, &UsagePage::enterWorld);
    connect(&m_events, &EventPages::changed, this, &UsagePage::showEvents);
    connect(&m_closedEvents, &EventPages::changed, this, &UsagePage::showClosed);
    connect(m_more, &QAbstractButton::clicked, &m_events, &EventPages::readMore);
}

// Time is the sandbox's to move; a real service makes its invoices itself.
void UsagePage::showMode()
{
    const bool sandbox = m_session.inSandbox();
    m_empty->setContent(IconName::ReceiptText, tr("Nothing billed yet"),
        sandbox ? tr("Buy the product as a test customer. Usage counts from then on.")
                : tr("Choose a customer with an active subscription, or sell the product."));
    m_clock->setVisible(sandbox);
    m_paper->setFrom(sandbox ? UsagePaper::From::Sandbox : UsagePaper::From::Service);
}

void UsagePage::enterWorld()
{
    m_receivedBy = {};
    m_paid->forget();
    refresh();
}

QSize UsagePage::minimumSizeHint() const
{
    return {640, 320};
}

QWidget *UsagePage::makeTiles()
{
    auto *tiles = new QWidget(this);
    m_tiles = new QGridLayout(tiles);
    m_tiles->setContentsMargins(0, 0, 0, 0);
    m_tiles->setSpacing(12);
    m_used->setObjectName(u"usageUsed"_s);
    m_free->setObjectName(u"usageFree"_s);
    m_billable->setObjectName(u"usageBillable"_s);
    m_bill->setObjectName(u"usageBill"_s);
    return tiles;
}

QScrollArea *UsagePage::makeScroll(QWidget *content)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

QWidget *UsagePage::makeLeft()
{
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_chart->setObjectName(u"usageChart"_s);
    m_chart->setMinimumHeight(160);
    m_more->setObjectName(u"usageMoreEvents"_s);
    m_more->setButtonSize(ButtonSize::Small);
    m_more->hide();
    m_chartCard->addHeadWidget(m_more);
    m_chartCard->body()->addWidget(m_chart);
    m_sentence->setObjectName(u"usageSentence"_s);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    column->addWidget(makeTiles());
    column->addWidget(m_chartCard, 1);
    column->addWidget(m_customers);
    left->setProperty("scrolled", true);
    auto *scroll = makeScroll(left);
    scroll->setObjectName(u"usageColumn"_s);
    return scroll;
}

QWidget *UsagePage::makeRight()
{
    auto *right = new QWidget(this);
    m_right = right;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_clock = new UsageClock(m_session, right);
    column->addWidget(m_clock);
    column->addWidget(m_periods);
    column->addWidget(makeScroll(m_paper), 1);
    return right;
}

void UsagePage::refresh()
{
    const auto bill = m_session.bill();
    m_stack->setCurrentIndex(bill ? 1 : 0);
    if (!bill)
        return;
    const auto &state = m_session.state();
    m_periods->setUsage(state.subscription->id, state.usage);
    showPaper();
    showTiles(*bill);
    if (m_receivedBy == state.subscription->id) // until the events are read anew
        m_sentence->setText(
            usageSentence(*bill, m_session.meterOfThisProgram(), m_events.events(), m_events.more()));
    readEvents();
}

// Of the period that is chosen; all else on the page is the open one's.
void UsagePage::showPaper()
{
    const auto &state = m_session.state();
    if (!state.subscription || state.usage.isEmpty())
        return;
    const auto closed = m_periods->closed();
    const auto product = std::ranges::find(state.products, state.subscription->product, &Product::id);
    m_paid->forget();
    m_paper->setBill(*state.subscription,
        billSoFar(*state.subscription, closed ? *closed : state.usage.first()),
        product == state.products.end() ? tr("Subscription") : product->is.name,
        closed ? UsagePaper::Kind::Invoice : UsagePaper::Kind::SoFar);
    if (closed)
        readClosed(*closed);
}

void UsagePage::readClosed(const UsagePeriod &closed)
{
    m_then = *m_session.state().subscription;
    m_then.previousBillingDate = closed.period.start;
    m_then.nextBillingDate = closed.period.end;
    m_closedEvents.read({.customer = m_then.customer.id,
        .eventName = {},
        .meter = {},
        .start = closed.period.start,
        .end = closed.period.end});
}

void UsagePage::showClosed()
{
    const auto closed = m_periods->closed();
    if (m_closedEvents.loaded() && closed && closed->period.start == m_closedEvents.filter().start)
        findPaid(m_then, m_closedEvents, *closed);
}

// The lines of the paper open to these.
void UsagePage::findPaid(const Subscription &subscription, const EventPages &pages, const UsagePeriod &usage)
{
    if (const Meter *meter = m_session.meterOfThisProgram())
        m_paid->find(*meter, subscription.currency,
            paidUnits(subscription, *meter, readOf(subscription, *meter, pages, usage)));
}

PeriodEvents UsagePage::readOf(const Subscription &subscription, const Meter &meter, const EventPages &pages,
    const UsagePeriod &usage) const
{
    PeriodEvents read{.events = pages.events(), .unread = {}};
    const auto line = std::ranges::find(usage.meters, meter.id, &MeterUsage::id);
    if (pages.more() && line != usage.meters.end())
        read.unread = unreadUnits(subscription, meter, read.events, line->consumedUnits);
    return read;
}

void UsagePage::showTiles(const BillSoFar &bill)
{
    const QString amount = displayMoney(Decimal(bill.total), bill.currency);
    m_bill->setFigure(amount, tr("period ends %1").arg(day(bill.period.end)), Ink::Accent);
    if (bill.meters.size() != 1) {
        const QString several = tr("%n meters", nullptr, int(bill.meters.size()));
        for (FigureTile *tile : {m_used, m_free, m_billable})
            tile->setFigure(several, tr("see the bill's lines"));
        return spread();
    }
    const MeterUsage &usage = bill.meters.first();
    m_used->setFigure(displayUnits(bill.consumed(), bill.unit), usage.name);
    m_free->setFigure(displayCount(bill.freeUsed()),
        bill.freeLeft().isZero() ? tr("all of %1 used").arg(displayCount(Decimal(usage.freeThreshold)))
                                 : tr("%1 left").arg(displayCount(bill.freeLeft())));
    m_billable->setFigure(displayCount(bill.chargeable()), tr("beyond the free units"));
    spread();
}

// The customer's events of the period: what the sentence counts, the chart draws and the lines open to.
void UsagePage::readEvents()
{
    const auto &state = m_session.state();
    const Meter *meter = m_session.meterOfThisProgram();
    m_chartCard->setVisible(meter && !state.subscription->meters.isEmpty());
    showRead();
    m_events.read({.customer = state.subscription->customer.id,
        .eventName = {},
        .meter = {},
        .start = state.subscription->previousBillingDate,
        .end = {}});
}

void UsagePage::showEvents()
{
    const auto &subscription = m_session.state().subscription;
    const Meter *meter = m_session.meterOfThisProgram();
    const auto bill = m_session.bill();
    showRead();
    if (!subscription || !bill || bill->meters.isEmpty() || !m_events.loaded() || m_events.loading())
        return;
    m_receivedBy = subscription->id;
    m_sentence->setText(usageSentence(*bill, meter, m_events.events(), m_events.more()));
    if (!meter)
        return;
    if (!m_periods->closed())
        findPaid(*subscription, m_events, m_session.state().usage.first());
    drawChart();
}

// In the sandbox all are read; of a real account it is said how many.
void UsagePage::showRead()
{
    m_events.loading() ? m_more->startBusy() : m_more->stopBusy();
    m_more->setVisible(m_events.more());
    const Meter *meter = m_session.meterOfThisProgram();
    const QString name = meter ? meter->is.name : QString();
    if (m_session.inSandbox() || !m_events.loaded())
        return m_chartCard->setSub(name);
    m_chartCard->setSub(eventsReadWords(m_events.events().size(), m_events.more(), m_events.newestFirst()));
}

// Beside the guide the bill is narrower; the figures stand two by two there, and where they are too long.
void UsagePage::spread()
{
    const bool narrow = width() < scaled(narrowBelow);
    const int right = std::min(scaled(narrow ? narrowRight : rightColumn), width() * 45 / 100);
    m_right->setFixedWidth(right);
    const QList<FigureTile *> tiles{m_used, m_free, m_billable, m_bill};
    int needed = int(tiles.size() - 1) * m_tiles->spacing();
    for (const FigureTile *tile : tiles)
        needed += tile->minimumSizeHint().width();
    const int across = narrow || needed > width() - right - besideTiles ? 2 : 4;
    for (int i = 0; i < tiles.size(); ++i) {
        m_tiles->addWidget(tiles[i], i / across, i % across);
        m_tiles->setColumnStretch(i, i < across ? 1 : 0);
    }
}

void UsagePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    spread();
}

void UsagePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // another text size
        spread();
}
