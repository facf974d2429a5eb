// SPDX-License-Identifier: MIT
#include "ui/pages/productpricing.h"

#include "ui/pages/productform.h"
#include "ui/pages/productmeterpanel.h"
#include "ui/pages/productmeters.h"
#include "ui/pages/productpreview.h"
#include "ui/parts/button.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ProductPricing::ProductPricing(ProductForm &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_panel(new ProductMeterPanel(this))
    , m_preview(new ProductPreview(this))
{
    m_panel->setObjectName(u"meterPanel"_s);
    m_panel->hide();
    m_preview->setObjectName(u"billPreview"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(m_panel);
    column->addWidget(m_preview);
    connect(&m_form, &ProductForm::changed, this, &ProductPricing::refresh);
    connect(m_form.meters(), &ProductMeters::editRequested, this, &ProductPricing::openPanel);
    connectPanel();
}

void ProductPricing::connectPanel()
{
    connect(m_panel, &ProductMeterPanel::edited, this, &ProductPricing::refresh);
    connect(m_panel, &ProductMeterPanel::saved, this, [this](const MeterPrice &price) {
        m_form.meters()->setPrice(price);
        panelClosedByUser();
    });
    connect(m_panel, &ProductMeterPanel::cancelled, this, &ProductPricing::cancelPanel);
    connect(m_panel, &ProductMeterPanel::removeRequested, this, [this] {
        m_form.meters()->remove(m_panel->meter());
        panelClosedByUser();
    });
}

void ProductPricing::followForm()
{
    m_following = true;
    refresh();
}

void ProductPricing::showPrice(const Price &price)
{
    m_following = false;
    closePanel();
    const auto *usage = std::get_if<UsagePrice>(&price);
    m_preview->setVisible(usage != nullptr);
    if (usage)
        m_preview->setProduct(
            *usage, usage->meters.isEmpty() ? std::nullopt : std::optional(usage->meters.first().meter));
}

void ProductPricing::refresh()
{
    if (!m_following)
        return;
    const bool usage = m_form.pricing() == ProductForm::Pricing::Usage;
    m_preview->setVisible(usage);
    if (!usage) {
        closePanel();
        return;
    }
    UsagePrice price = m_form.usagePrice();
    std::optional<MeterId> varied;
    if (!price.meters.isEmpty())
        varied = price.meters.first().meter;
    if (!m_panel->isHidden()) {
        varied = m_panel->meter();
        m_panel->setCurrency(m_form.currency());
        for (MeterPrice &meter : price.meters) {
            if (meter.meter != *varied)
                continue;
            meter = m_panel->price().value_or(meter);
            m_form.meters()->showDraft(meter);
        }
    }
    m_preview->setProduct(price, varied);
}

void ProductPricing::openPanel(const MeterId &id)
{
    ProductMeters *meters = m_form.meters();
    if (!meters->price(id) || (!m_panel->isHidden() && m_panel->meter() == id))
        return;
    if (!m_panel->isHidden() && m_panel->price()) // an unsaved price of another row is not lost
        meters->setPrice(*m_panel->price());
    meters->setCurrent(id);
    m_panel->show();
    m_panel->open(*meters->price(id), m_form.currency());
    refresh();
}

void ProductPricing::closePanel()
{
    if (m_panel->isHidden())
        return;
    m_panel->hide();
    m_form.meters()->setCurrent(std::nullopt);
    refresh();
}

void ProductPricing::panelClosedByUser()
{
    closePanel();
    m_form.meters()->addButton()->setFocus(Qt::OtherFocusReason);
}

// A row that never had a price goes with its panel.
bool ProductPricing::cancelPanel()
{
    if (m_panel->isHidden())
        return false;
    const MeterId id = m_panel->meter();
    const MeterPrice *price = m_form.meters()->price(id);
    const bool neverPriced = price && !price->pricePerUnit && !price->creditEntitlementId;
    panelClosedByUser();
    if (neverPriced)
        m_form.meters()->remove(id);
    return true;
}

bool ProductPricing::settle()
{
    return m_panel->isHidden() || m_panel->save();
}
