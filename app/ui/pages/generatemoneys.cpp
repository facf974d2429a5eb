// SPDX-License-Identifier: MIT
#include "ui/pages/generatemoneys.h"

#include "ui/fonts.h"
#include "ui/pages/generateforecast.h"
#include "ui/parts/pixelrow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GenerateMoneys::GenerateMoneys(QWidget *parent)
    : Card(parent)
    , m_customer(new QWidget(this))
    , m_used(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_price(makeLabel({}, TextRole::CardBill, Ink::Text, this))
    , m_pixels(new PixelRow(this))
    , m_note(makeLabel({}, TextRole::Help, Ink::Amber, this))
    , m_rule(makeRule(this))
    , m_providerRow(new QWidget(this))
    , m_provider(makeLabel({}, TextRole::Help, Ink::Dim, this))
{
    setAccessibleName(tr("What it costs"));
    m_used->setObjectName(u"freeUsed"_s);
    m_price->setObjectName(u"customerPrice"_s);
    m_note->setObjectName(u"notCountedNote"_s);
    m_provider->setObjectName(u"providerPrice"_s);
    m_note->setWordWrap(true);

    QSizePolicy wrapping = m_pixels->sizePolicy(); // as high as its rows need at this width
    wrapping.setVerticalPolicy(QSizePolicy::Minimum);
    m_pixels->setSizePolicy(wrapping);

    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("To your customer"), TextRole::Small, Ink::Dim, this));
    head->addStretch();
    head->addWidget(m_used);
    head->addWidget(m_price);
    auto *customer = new QVBoxLayout(m_customer);
    customer->setContentsMargins(0, 0, 0, 0);
    customer->setSpacing(8);
    customer->addLayout(head);
    customer->addWidget(m_pixels);
    customer->addWidget(m_note);

    auto *provider = new QHBoxLayout(m_providerRow);
    provider->setContentsMargins(0, 0, 0, 0);
    provider->setSpacing(6);
    QLabel *would = makeLabel(tr("A real image service would charge you"), TextRole::Help, Ink::Mute, this);
    would->setObjectName(u"providerWords"_s);
    would->setWordWrap(true);
    provider->addWidget(would, 1); // the amount stays whole
    provider->addWidget(m_provider, 0, Qt::AlignBottom);
    body()->addWidget(m_customer);
    body()->addWidget(m_rule);
    body()->addWidget(m_providerRow);
    setDensity(Density::Roomy);
}

void GenerateMoneys::setForecast(const GenerateForecast &forecast)
{
    using Kind = GenerateForecast::Kind;
    const bool counts = forecast.kind == Kind::Free || forecast.kind == Kind::Charged;
    m_price->setText(forecast.price);
    setTextRole(m_price, forecast.kind == Kind::Charged ? TextRole::CardBill : TextRole::Section);
    setInk(m_price, forecast.kind == Kind::Charged ? Ink::Amber : counts ? Ink::Text : Ink::Dim);
    m_used->setText(forecast.freeUsed);
    m_used->setVisible(!forecast.freeUsed.isEmpty() && !m_compact);
    m_note->setText(forecast.note);
    setInk(m_note, forecast.kind == Kind::NotCounted ? Ink::Amber : Ink::Mute);
    m_note->setVisible(!forecast.note.isEmpty());
    m_pixels->setUnits(forecast.free, forecast.billable, forecast.next);
    if (!forecast.unit.isEmpty())
        m_pixels->setUnitName(forecast.unit);
    m_pixels->setVisible(forecast.free + forecast.billable + forecast.next > 0);
    m_provider->setText(forecast.provider);
    m_providerRow->setVisible(!forecast.provider.isEmpty());
    m_rule->setVisible(m_customer->isVisibleTo(this) && !forecast.provider.isEmpty() && !m_compact);
}

void GenerateMoneys::setDensity(Density density)
{
    m_compact = density == Density::Compact;
    body()->setSpacing(m_compact ? 8 : 10);
    const int side = m_compact ? 14 : 16;
    body()->setContentsMargins(side, m_compact ? 8 : 12, side, m_compact ? 8 : 12);
    m_used->setVisible(!m_used->text().isEmpty() && !m_compact);
    m_rule->setVisible(!m_picturesOnly && !m_compact);
}

void GenerateMoneys::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    m_customer->setVisible(!on);
    m_rule->setVisible(!on && !m_compact);
}
