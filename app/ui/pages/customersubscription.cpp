// SPDX-License-Identifier: MIT
#include "ui/pages/customersubscription.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/figuretile.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int wideEnough = 560; // for four facts in a row
constexpr int idSize = 16; // px at 100 % text

MeterUsage usageOf(const MeterPrice &meter, const std::optional<BillSoFar> &bill)
{
    const QList<MeterUsage> lines = bill ? bill->meters : QList<MeterUsage>();
    const auto line = std::ranges::find(lines, meter.meter, &MeterUsage::id);
    return line == lines.end() ? MeterUsage{} : *line;
}

} // namespace

CustomerSubscription::CustomerSubscription(QWidget *parent)
    : Card(parent)
    , m_customerId(new QLabel(this))
    , m_copy(new Button(tr("Copy"), ButtonRole::Outlined, this))
    , m_grid(new QGridLayout)
    , m_meters(new FactRows(this))
{
    setObjectName(u"subscriptionCard"_s);
    setEdge(Edge::Accent);
    body()->setSpacing(16);
    buildIdRow();
    body()->addWidget(makeRule(this));
    buildFacts();
    body()->addLayout(m_grid);
    body()->addWidget(m_meters);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CustomerSubscription::buildIdRow()
{
    m_customerId->setObjectName(u"customerId"_s);
    m_customerId->setTextFormat(Qt::PlainText);
    m_customerId->setTextInteractionFlags(Qt::TextSelectableByMouse);
    showIdFont();
    if (themeHost())
        connect(themeHost(), &ThemeHost::changed, this, &CustomerSubscription::showIdFont);
    m_copy->setObjectName(u"copyCustomerId"_s);
    m_copy->setAccessibleName(tr("Copy the customer id"));
    m_copy->setButtonSize(ButtonSize::Small);
    m_copy->setIconName(IconName::Copy);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_customerId->text());
        m_copy->showDone(tr("Copied"));
    });
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(
        makeLabel(tr("Customer id, the one that your events carry"), TextRole::Help, Ink::Mute, this));
    words->addWidget(m_customerId);
    auto *row = new QHBoxLayout;
    row->addLayout(words, 1);
    row->addWidget(m_copy);
    body()->addLayout(row);
}

CustomerSubscription::Fact CustomerSubscription::makeFact(const QString &name, const char *objectName)
{
    auto *box = new QWidget(this);
    Fact fact{.box = box,
        .name = makeLabel(name, TextRole::Help, Ink::Mute, box),
        .value = new ElidedLabel({}, TextRole::Small, Ink::Text, box)};
    fact.value->setObjectName(QLatin1StringView(objectName));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(fact.name);
    column->addWidget(fact.value);
    return fact;
}

void CustomerSubscription::buildFacts()
{
    m_facts = {makeFact(tr("Subscription"), "subscriptionId"), makeFact(tr("Period starts"), "periodStarts"),
        makeFact(tr("Next billing date"), "nextBillingDate"), makeFact(tr("Due now"), "dueNow"),
        makeFact(tr("Meter"), "boughtMeter"), makeFact(tr("Used"), "usedUnits"),
        makeFact(tr("Free"), "freeUnits"), makeFact(tr("Then"), "thenPrice")};
    m_facts[Id].value->setRole(TextRole::MonoSmall);
    m_facts[Id].value->setElideMode(Qt::ElideMiddle);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(16);
    arrange(4);
}

void CustomerSubscription::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < FactCount; ++i)
        m_grid->addWidget(m_facts[i].box, i / columns, i % columns);
    for (int i = 0; i < 4; ++i)
        m_grid->setColumnStretch(i, i == 0 ? 3 : i < columns ? 2 : 0);
}

// The id is what a merchant takes from here, so it is larger than other mono text.
void CustomerSubscription::showIdFont()
{
    QFont font = fontOf(TextRole::Mono);
    font.setPixelSize(scaled(idSize));
    m_customerId->setFont(font);
}

void CustomerSubscription::setSubscription(
    const Subscription &subscription, const std::optional<BillSoFar> &bill)
{
    m_customerId->setText(subscription.customer.id.string());
    m_facts[Id].value->setText(subscription.id.string());
    m_facts[Starts].value->setText(customer::day(subscription.previousBillingDate));
    m_facts[NextBilling].value->setText(customer::day(subscription.nextBillingDate));
    m_facts[Due].value->setText(
        displayMoney(Decimal(subscription.recurringPreTaxAmount), subscription.currency));
    const bool one = subscription.meters.size() == 1;
    for (int i = MeterName; i < FactCount; ++i)
        m_facts[i].box->setVisible(one);
    m_meters->setVisible(subscription.meters.size() > 1);
    if (one)
        showOnlyMeter(subscription, bill);
    else
        showEachMeter(subscription, bill);
}

void CustomerSubscription::showOnlyMeter(
    const Subscription &subscription, const std::optional<BillSoFar> &bill)
{
    const MeterPrice &meter = subscription.meters.first();
    const QString &unit = meter.measurementUnit;
    m_facts[MeterName].value->setText(meter.name);
    m_facts[Used].value->setText(customer::units(usageOf(meter, bill).consumedUnits, unit));
    m_facts[Free].value->setText(customer::units(Decimal(meter.freeThreshold.value_or(0)), unit));
    m_facts[Then].value->setText(customer::thenPrice(meter, subscription.currency));
}

void CustomerSubscription::showEachMeter(
    const Subscription &subscription, const std::optional<BillSoFar> &bill)
{
    m_meters->clear();
    int row = 0;
    for (const MeterPrice &meter : subscription.meters)
        m_meters->setRow(row++, meter.name,
            tr("%1 used, %2 free, then %3")
                .arg(customer::units(usageOf(meter, bill).consumedUnits, meter.measurementUnit),
                    displayCount(Decimal(meter.freeThreshold.value_or(0))),
                    customer::thenPrice(meter, subscription.currency)));
}

void CustomerSubscription::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    arrange(width() < scaled(wideEnough) ? 2 : 4);
}
