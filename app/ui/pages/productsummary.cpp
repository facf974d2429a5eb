// SPDX-License-Identifier: MIT
#include "ui/pages/productsummary.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/productamounts.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

QString pricingWords(const Price &price)
{
    if (std::holds_alternative<OneTimePrice>(price))
        return ProductSummary::tr("Single Payment");
    return std::holds_alternative<RecurringPrice>(price) ? ProductSummary::tr("Subscription")
                                                         : ProductSummary::tr("Usage Based Billing");
}

ProductSummary::ProductSummary(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_id(new ElidedLabel({}, TextRole::Mono, Ink::Dim, this))
    , m_copy(new CopyButton(tr("Copy id"), this))
    , m_facts(new FactRows(this))
    , m_meterCard(new Card(tr("Associated Meters"), this))
    , m_meters(new FactRows(this))
    , m_note(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_use(new Button(tr("Use this product"), ButtonRole::Outlined, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto *idRow = new QHBoxLayout;
    m_id->setElideMode(Qt::ElideMiddle);
    m_id->setObjectName(u"productSummaryId"_s);
    idRow->addWidget(m_id, 1);
    idRow->addWidget(m_copy);
    m_card->body()->setSpacing(12);
    m_card->body()->addLayout(idRow);
    m_card->body()->addWidget(m_facts);
    m_meterCard->body()->addWidget(m_meters);
    m_note->setObjectName(u"productSummaryNote"_s);
    m_note->setWordWrap(true);
    column->addWidget(m_card);
    column->addWidget(m_meterCard);
    column->addWidget(m_note);
    m_use->setObjectName(u"useProduct"_s);
    m_use->setButtonSize(ButtonSize::Small);
    column->addWidget(m_use, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_use, &QAbstractButton::clicked, this, &ProductSummary::useRequested);
}

void ProductSummary::setProduct(const Product &product, State state, Use use)
{
    m_card->setTitle(product.is.name);
    m_card->setSub(state == State::Archived ? tr("archived") : QString());
    m_id->setText(product.id.string());
    m_copy->setContent(product.id.string());
    m_facts->clear();
    m_facts->setRow(0, tr("Pricing Type"), pricingWords(product.is.price));
    m_facts->setRow(1, tr("Tax Category"), taxCategoryWords(product.is.taxCategory));
    showPrice(product.is.price);
    const auto *usage = std::get_if<UsagePrice>(&product.is.price);
    m_meterCard->setVisible(usage != nullptr);
    if (usage)
        showMeters(*usage);
    m_note->setText(state == State::Archived
            ? tr("An archived product cannot be bought. Unarchive it to sell it again.")
            : use == Use::Played ? tr("In use: tab 3 sells it, and this program sends its meter's events.")
            : usage              ? tr("A customer can buy it now. Use it to sell it in tab 3.")
                                 : tr("This type bills no usage. Usage needs the third type."));
    m_use->setVisible(state == State::Live && use == Use::Playable);
}

void ProductSummary::showPrice(const Price &price)
{
    const PriceBasics &basics = basicsOf(price);
    const auto money = [&basics](qint64 minor) { return displayMoney(Decimal(minor), basics.currency); };
    int row = 2;
    const auto repeated = [&](const QString &name, qint64 amount, const Cycle &every, const Cycle &period) {
        m_facts->setRow(row++, name, tr("%1 every %2").arg(money(amount), cycleWords(every)));
        m_facts->setRow(row++, tr("Subscription Period"), cycleWords(period));
    };
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        m_facts->setRow(row++, tr("Price"), money(once->price));
    else if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        repeated(tr("Price"), recurring->price, recurring->frequency, recurring->period);
    else if (const auto *usage = std::get_if<UsagePrice>(&price))
        repeated(tr("Fixed price"), usage->fixedPrice, usage->frequency, usage->period);
    if (discountBps(basics) > 0)
        m_facts->setRow(row++, tr("Discount Applicable (%)"), discountTyped(basics));
}

void ProductSummary::showMeters(const UsagePrice &price)
{
    m_meterCard->setSub(tr("%1 of %2").arg(price.meters.size()).arg(metersPerProduct));
    m_meters->clear();
    int row = 0;
    for (const MeterPrice &meter : price.meters) {
        m_meters->setRow(row++, meter.name,
            tr("%1, %2 free")
                .arg(priceWords(meter, price.basics.currency),
                    displayCount(Decimal(meter.freeThreshold.value_or(0)))));
    }
}
