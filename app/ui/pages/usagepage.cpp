// SPDX-License-Identifier: MIT
#include "ui/pages/usagepage.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/usageclock.h"
#include "ui/pages/usagecustomers.h"
#include "ui/pages/usagedays.h"
#include "ui/pages/usagepaidlist.h"
#include "ui/pages/usagepaper.h"
#include "ui/pages/usageperiods.h"
#include "ui/pages/usagewords.h"
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
constexpr int daysShown = 14; // bars; a whole month would be too thin to read

QString day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).toLocalTime().date(), u"d MMM yyyy"_s);
}

double place(const Decimal &units)
{
    return units.toText().toDouble();
}

// Three to five round grid values that hold `top`.
QList<AxisMark> marksUpTo(double top)
{
    double step = 1;
    for (const double factor : {2.0, 2.5, 2.0}) {
        if (top / step <= 4)
            break;
        step *= factor;
    }
    while (top / step > 4)
        step *= 2;
    QList<AxisMark> marks;
    for (double value = 0; marks.size() < 2 || value < top + step; value += step)
        marks.append({value, QLocale::c().toString(value, 'f', 0)});
    return marks;
}

} // namespace

UsagePage::UsagePage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(this))
    , m_sentence(makeLabel({}, TextRole::Section, Ink::Text, this))
    , m_used(new FigureTile(tr("Used this period"), this))
    , m_free(new FigureTile(tr("Free"), this))
    , m_billable(new FigureTile(tr("Billable"), this))
    , m_bill(new FigureTile(tr("Bill so far"), this))
    , m_chartCard(new Card(tr("Quantity"), this))
    , m_chart(new UsageChart(this))
    , m_customers(new UsageCustomers(session, this))
    , m_periods(new UsagePeriods(this))
    , m_paper(new UsagePaper(this))
    , m_paid(new UsagePaidList(session, this))
{
    m_empty->setContent(IconName::ReceiptText, tr("Nothing billed yet"),
        tr("Buy the product as a test customer. Usage counts from then on."));
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
    connect(&session, &Session::usageChanged, this, &UsagePage::refresh);
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
    if (m_session.sandbox())
        column->addWidget(new UsageClock(m_session, right));
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
        m_sentence->setText(usageSentence(*bill, m_session.meterOfThisProgram(), m_received));
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
    Subscription then = *m_session.state().subscription;
    then.previousBillingDate = closed.period.start;
    then.nextBillingDate = closed.period.end;
    const EventFilter own{.customer = then.customer.id,
        .eventName = {},
        .meter = {},
        .start = closed.period.start,
        .end = closed.period.end};
    whenDone(m_session.client().events(own), this, [this, then, closed](const Result<QList<Event>> &events) {
        if (events && m_periods->closed() == closed)
            findPaid(then, *events);
    });
}

// The lines of the paper open to these.
void UsagePage::findPaid(const Subscription &subscription, const QList<Event> &events)
{
    if (const Meter *meter = m_session.meterOfThisProgram())
        m_paid->find(*meter, subscription.currency, paidUnits(subscription, *meter, events));
}

void UsagePage::showTiles(const BillSoFar &bill)
{
    const QString amount = displayMoney(Decimal(bill.total), bill.currency);
    m_bill->setFigure(amount, tr("period ends %1").arg(day(bill.period.end)), Ink::Accent);
    if (bill.meters.size() != 1) {
        const QString several = tr("%n meters", nullptr, int(bill.meters.size()));
        for (FigureTile *tile : {m_used, m_free, m_billable})
            tile->setFigure(several, tr("see the bill's lines"));
        return;
    }
    const MeterUsage &usage = bill.meters.first();
    m_used->setFigure(displayUnits(bill.consumed(), bill.unit), usage.name);
    m_free->setFigure(displayCount(bill.freeUsed()),
        bill.freeLeft().isZero() ? tr("all of %1 used").arg(displayCount(Decimal(usage.freeThreshold)))
                                 : tr("%1 left").arg(displayCount(bill.freeLeft())));
    m_billable->setFigure(displayCount(bill.chargeable()), tr("beyond the free units"));
}

// The customer's events of the period: what the sentence counts, the chart draws and the lines open to.
void UsagePage::readEvents()
{
    const auto &state = m_session.state();
    const Meter *meter = m_session.meterOfThisProgram();
    m_chartCard->setVisible(meter && !state.subscription->meters.isEmpty());
    if (meter)
        m_chartCard->setSub(meter->is.name);
    const EventFilter own{.customer = state.subscription->customer.id,
        .eventName = {},
        .meter = {},
        .start = state.subscription->previousBillingDate,
        .end = {}};
    whenDone(m_session.client().events(own), this, [this](const Result<QList<Event>> &events) {
        if (events)
            showEvents(*events);
    });
}

void UsagePage::showEvents(const QList<Event> &events)
{
    const auto &subscription = m_session.state().subscription;
    const Meter *meter = m_session.meterOfThisProgram();
    const auto bill = m_session.bill();
    if (!subscription || !bill || bill->meters.isEmpty())
        return;
    m_received = events;
    m_receivedBy = subscription->id;
    m_sentence->setText(usageSentence(*bill, meter, events));
    if (!meter)
        return;
    if (!m_periods->closed())
        findPaid(*subscription, events);
    drawChart(events);
}

void UsagePage::drawChart(const QList<Event> &events)
{
    const auto &subscription = m_session.state().subscription;
    const Meter *meter = m_session.meterOfThisProgram();
    const auto bill = m_session.bill();
    if (!subscription || !meter || !bill || bill->meters.isEmpty())
        return;
    const QList<DayUsage> days = usageByDay(*subscription, *meter, events);
    const QDate today = toDateTime(m_session.now()).toLocalTime().date();
    QList<UsageBar> bars;
    for (const DayUsage &one : days) {
        const auto sum = Decimal::add(one.unitsFree, one.unitsPaid).value_or(Decimal());
        UsageBar bar{.label = QLocale::c().toString(one.day, bars.isEmpty() ? u"d MMM"_s : u"d"_s),
            .free = place(one.unitsFree),
            .billable = place(one.unitsPaid),
            .past = one.day <= today};
        bar.value = sum.isZero() ? QString() : displayCount(sum);
        bar.tip = tr("%1: %2 free, %3 billable")
                      .arg(QLocale::c().toString(one.day, u"d MMM"_s), displayCount(one.unitsFree),
                          displayCount(one.unitsPaid));
        bars.append(bar);
    }
    // The newest days that have happened stay in sight.
    const auto past = std::ranges::count_if(bars, &UsageBar::past);
    bars = bars.mid(std::max<qsizetype>(0, qsizetype(past) - daysShown), daysShown);
    const MeterUsage &usage = bill->meters.first();
    const double threshold = double(usage.freeThreshold);
    m_chart->setBars(bars);
    m_chart->setMarks(marksUpTo(std::max(place(usage.consumedUnits), threshold)));
    const QString terms = usage.pricePerUnit.isZero()
        ? tr("Billed in credits")
        : tr("%1 free, %2 each above").arg(displayCount(Decimal(usage.freeThreshold)), unitPriceOf(usage));
    m_chart->setThreshold(AxisMark{threshold, terms});
    m_chart->setLastLabel(tr("%1 so far").arg(displayCount(usage.consumedUnits)));
    m_chart->setDescription(
        tr("%1 %2 used, %3 of them billable")
            .arg(displayCount(usage.consumedUnits), bill->unit, displayCount(usage.chargeableUnits)));
}

// Beside the guide the bill is narrower and the figures stand two by two.
void UsagePage::spread()
{
    const bool narrow = width() < scaled(narrowBelow);
    m_right->setFixedWidth(std::min(scaled(narrow ? narrowRight : rightColumn), width() * 45 / 100));
    const int across = narrow ? 2 : 4;
    const QList<FigureTile *> tiles{m_used, m_free, m_billable, m_bill};
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
