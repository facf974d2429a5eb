// SPDX-License-Identifier: MIT
#include "ui/pages/productmeters.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/pages/productamounts.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

ProductMeterRow::ProductMeterRow(int number, QWidget *parent)
    : Card(parent)
    , m_name(new ElidedLabel({}, TextRole::Body, Ink::Text, this))
    , m_facts(new ElidedLabel({}, TextRole::Small, Ink::Dim, this))
    , m_event(new ElidedLabel({}, TextRole::MonoSmall, Ink::Dim, this))
    , m_edit(new IconButton(IconName::Pencil, tr("Edit meter"), this))
{
    setObjectName(u"meterRow%1"_s.arg(number));
    m_edit->setObjectName(u"editMeter%1"_s.arg(number));
    m_edit->setLook(IconButton::Look::Raised);
    m_event->setElideMode(Qt::ElideMiddle);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(12);
    facts->addWidget(m_facts);
    facts->addWidget(m_event, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_name);
    words->addLayout(facts);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new IconMark(IconName::Gauge, Ink::Dim, IconMark::Look::Tile, this));
    row->addLayout(words, 1);
    row->addWidget(m_edit);
    body()->setContentsMargins(16, 11, 12, 11);
    body()->addLayout(row);
    connect(m_edit, &QAbstractButton::clicked, this, &ProductMeterRow::editRequested);
}

QWidget *ProductMeterRow::editButton() const
{
    return m_edit;
}

void ProductMeterRow::show(
    const MeterPrice &price, const QString &eventName, const QByteArray &currency, bool edited)
{
    m_name->setText(price.name);
    const QString free = displayCount(Decimal(price.freeThreshold.value_or(0)));
    m_facts->setText(tr("%1  |  Free Threshold: %2").arg(priceWords(price, currency), free));
    m_facts->setInk(price.pricePerUnit || price.creditEntitlementId ? Ink::Dim : Ink::Amber);
    m_event->setText(eventName);
    m_edit->setName(tr("Edit %1").arg(price.name));
    setAccessibleName(u"%1, %2"_s.arg(price.name, m_facts->text()));
    setEdge(edited ? Edge::Control : Edge::Line);
    setBar(edited ? Bar::Shown : Bar::Hidden);
}

void ProductMeterRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT editRequested();
}

ProductMeters::ProductMeters(QWidget *parent)
    : QWidget(parent)
    , m_count(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_add(new Button(tr("Add More"), ButtonRole::Secondary, this))
    , m_note(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    buildHead();
    m_note->setObjectName(u"metersNote"_s);
    m_note->setWordWrap(true);
    m_column->addWidget(m_note);
    connect(m_add, &QAbstractButton::clicked, this, &ProductMeters::openMenu);
    rebuild();
}

void ProductMeters::buildHead()
{
    m_add->setObjectName(u"addMeter"_s);
    m_add->setButtonSize(ButtonSize::Small);
    m_add->setIconName(IconName::Plus);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(makeLabel(tr("Associated Meters"), TextRole::Section, Ink::Text, this));
    head->addWidget(makeLabel(u"*"_s, TextRole::Section, Ink::Red, this));
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(m_add);
    m_column->addLayout(head);
}

QList<Meter> ProductMeters::addable() const
{
    QList<Meter> meters;
    for (const Meter &meter : m_live) {
        if (!price(meter.id))
            meters.append(meter);
    }
    return meters;
}

// A single meter left is added at once; of several one is picked.
void ProductMeters::openMenu()
{
    const QList<Meter> meters = addable();
    if (meters.size() == 1) {
        add(meters.first());
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"addMeterMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Meter &meter : meters) {
        const QString text = u"%1   %2"_s.arg(meter.is.name, meter.is.eventName);
        connect(menu->addAction(text), &QAction::triggered, this, [this, meter] { add(meter); });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
}

void ProductMeters::add(const Meter &meter)
{
    MeterPrice price;
    price.meter = meter.id;
    price.name = meter.is.name;
    price.measurementUnit = meter.is.measurementUnit;
    m_prices.append(price);
    rebuild();
    Q_EMIT changed();
    Q_EMIT editRequested(meter.id);
}

const Meter *ProductMeters::meter(const MeterId &id) const
{
    const auto at = std::ranges::find(m_live, id, &Meter::id);
    return at == m_live.end() ? nullptr : &*at;
}

const MeterPrice *ProductMeters::price(const MeterId &id) const
{
    const auto at = std::ranges::find(m_prices, id, &MeterPrice::meter);
    return at == m_prices.end() ? nullptr : &*at;
}

void ProductMeters::setLiveMeters(const QList<Meter> &meters)
{
    m_live = meters;
    rebuild();
}

void ProductMeters::setCurrency(const QByteArray &currency)
{
    m_currency = currency;
    rebuild();
}

void ProductMeters::setPrices(const QList<MeterPrice> &prices)
{
    m_prices = prices;
    m_current.reset();
    rebuild();
    Q_EMIT changed();
}

void ProductMeters::setPrice(const MeterPrice &price)
{
    const auto at = std::ranges::find(m_prices, price.meter, &MeterPrice::meter);
    if (at == m_prices.end())
        return;
    *at = price;
    rebuild();
    Q_EMIT changed();
}

void ProductMeters::showDraft(const MeterPrice &price)
{
    const Meter *made = meter(price.meter);
    for (qsizetype i = 0; i < m_prices.size(); ++i) {
        if (m_prices[i].meter == price.meter)
            m_rows[i]->show(price, made ? made->is.eventName : m_absent, m_currency, true);
    }
}

void ProductMeters::remove(const MeterId &id)
{
    m_prices.removeIf([&id](const MeterPrice &price) { return price.meter == id; });
    rebuild();
    Q_EMIT changed();
}

void ProductMeters::setCurrent(const std::optional<MeterId> &id)
{
    m_current = id;
    rebuild();
}

bool ProductMeters::check()
{
    if (m_prices.isEmpty()) {
        showError(tr("Add the meter whose units this product charges for."));
        return false;
    }
    for (const MeterPrice &price : std::as_const(m_prices)) {
        if (price.pricePerUnit || price.creditEntitlementId)
            continue;
        showError(tr("Set the price of “%1”.").arg(price.name));
        Q_EMIT editRequested(price.meter);
        return false;
    }
    return true;
}

void ProductMeters::showError(const QString &text)
{
    m_note->setText(text);
    setInk(m_note, Ink::Red);
    m_note->show();
}

// Rows are kept and filled again, so that the keyboard stays on the pencil it pressed.
void ProductMeters::rebuild()
{
    while (m_rows.size() > m_prices.size()) {
        ProductMeterRow *row = m_rows.takeLast();
        row->hide();
        row->deleteLater();
    }
    while (m_rows.size() < m_prices.size()) {
        const qsizetype index = m_rows.size();
        auto *row = new ProductMeterRow(int(index) + 1, this);
        connect(row, &ProductMeterRow::editRequested, this,
            [this, index] { Q_EMIT editRequested(m_prices[index].meter); });
        m_column->insertWidget(m_column->count() - 1, row);
        setTabOrder(m_rows.isEmpty() ? m_add : m_rows.last()->editButton(), row->editButton());
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < m_prices.size(); ++i) {
        const Meter *made = meter(m_prices[i].meter);
        m_rows[i]->show(
            m_prices[i], made ? made->is.eventName : m_absent, m_currency, m_current == m_prices[i].meter);
    }
    m_count->setText(tr("%1 of %2").arg(m_prices.size()).arg(metersPerProduct));
    m_add->setOffReason(m_prices.size() >= metersPerProduct ? tr("A product has at most 10 meters.")
            : m_live.isEmpty()                              ? tr("Create a meter first.")
            : addable().isEmpty()                           ? tr("Every live meter is in already.")
                                                            : QString());
    m_note->setVisible(m_prices.isEmpty());
    setInk(m_note, Ink::Mute);
    m_note->setText(m_live.isEmpty() ? tr("No meter yet. Tab 1 makes one.")
                                     : tr("Add the meter whose units this product charges for."));
}
