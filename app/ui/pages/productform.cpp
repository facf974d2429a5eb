// SPDX-License-Identifier: MIT
#include "ui/pages/productform.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/productadvanced.h"
#include "ui/pages/productamounts.h"
#include "ui/pages/productmeters.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/radiocards.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr Interval intervals[]{Interval::Day, Interval::Week, Interval::Month, Interval::Year};
constexpr qint64 mostCycles = 1000;

QHBoxLayout *pair(QWidget *left, int leftShare, QWidget *right, int rightShare)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(left, leftShare, Qt::AlignTop);
    row->addWidget(right, rightShare, Qt::AlignTop);
    return row;
}

template<typename T>
FieldNote noteOf(const Result<T> &result)
{
    return result ? FieldNote{} : FieldNote{FieldNote::Kind::Error, result.error().message};
}

} // namespace

ProductForm::ProductForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_tax(new ComboBox)
    , m_pricing(new RadioCards(this))
    , m_pricingNote(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_amount(new PrefixedEdit)
    , m_discount(new QLineEdit)
    , m_repeat(new PrefixedEdit)
    , m_period(new PrefixedEdit)
    , m_meters(new ProductMeters)
    , m_advanced(new ProductAdvanced)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    buildName(column);
    buildPricing(column);
    buildAmounts(column);
    buildCycles(column);
    column->addWidget(m_meters);
    column->addWidget(m_advanced);
    column->addStretch(1);
    setChecks();
    connectAll();
    clear();
}

void ProductForm::buildName(QVBoxLayout *column)
{
    m_name->setObjectName(u"productName"_s);
    m_tax->setObjectName(u"taxCategory"_s);
    for (const QByteArray &category : taxCategories())
        m_tax->addItem(taxCategoryWords(category), category);
    m_nameField = new Field(tr("Product Name"), m_name, Field::Need::Required, this);
    m_nameField->setHelp(tr("The line that customers read on the invoice."));
    m_taxField = new Field(tr("Tax Category"), m_tax, Field::Need::Required, this);
    column->addLayout(pair(m_nameField, 8, m_taxField, 5));
}

void ProductForm::buildPricing(QVBoxLayout *column)
{
    m_pricing->setObjectName(u"pricingType"_s);
    m_pricing->setAccessibleName(tr("Pricing Type"));
    m_pricing->addCard(tr("Single Payment"), tr("Charge a one-time fee"))->setObjectName(u"pricingSingle"_s);
    m_pricing->addCard(tr("Subscription"), tr("Charge an ongoing fee"))
        ->setObjectName(u"pricingSubscription"_s);
    m_pricing->addCard(tr("Usage Based Billing"), tr("Charge for what was used"))
        ->setObjectName(u"pricingUsage"_s);
    m_pricingNote->setObjectName(u"pricingNote"_s);
    m_pricingNote->setWordWrap(true);
    auto *group = new QVBoxLayout;
    group->setSpacing(10);
    group->addWidget(makeLabel(tr("Pricing Type"), TextRole::Section, Ink::Text, this));
    group->addWidget(m_pricing);
    group->addWidget(m_pricingNote);
    column->addLayout(group);
}

void ProductForm::buildAmounts(QVBoxLayout *column)
{
    QStringList codes;
    for (const QByteArray &code : currencies())
        codes.append(QString::fromLatin1(code));
    m_amount->lineEdit()->setObjectName(u"fixedPrice"_s);
    m_amount->setUnits(codes, tr("Currency"))->setObjectName(u"currency"_s);
    m_discount->setObjectName(u"discount"_s);
    m_discount->setPlaceholderText(u"10%"_s);
    m_amountField = new Field(tr("Fixed price"), m_amount, Field::Need::Required, this);
    m_discountField = new Field(tr("Discount Applicable (%)"), m_discount, Field::Need::Optional, this);
    column->addLayout(pair(m_amountField, 1, m_discountField, 1));
}

Field *ProductForm::makeCycle(PrefixedEdit *edit, const QString &label, const QString &name)
{
    edit->lineEdit()->setObjectName(name + u"Count"_s);
    edit->setUnits({tr("Days"), tr("Weeks"), tr("Months"), tr("Years")}, tr("%1: unit of time").arg(label))
        ->setObjectName(name + u"Interval"_s);
    return new Field(label, edit, Field::Need::Required, this);
}

void ProductForm::buildCycles(QVBoxLayout *column)
{
    m_repeatField = makeCycle(m_repeat, tr("Repeat payment every"), u"repeat"_s);
    m_periodField = makeCycle(m_period, tr("Subscription Period"), u"period"_s);
    m_periodField->setHelp(tr("How long the subscription stays active."));
    column->addLayout(pair(m_repeatField, 1, m_periodField, 1));
}

void ProductForm::setChecks()
{
    m_nameField->setCheck([this] {
        const qsizetype length = m_name->text().trimmed().size();
        return length == 0 ? FieldNote{FieldNote::Kind::Error, tr("Write a name for the product.")}
            : length > 100 ? FieldNote{FieldNote::Kind::Error, tr("At most 100 letters.")}
                           : FieldNote{};
    });
    m_amountField->setCheck([this] { return noteOf(fixedAmount(m_amount->text(), currency())); });
    m_discountField->setCheck([this] { return noteOf(withDiscount({}, m_discount->text())); });
    for (Field *field : {m_repeatField, m_periodField}) {
        const auto *edit = field == m_repeatField ? m_repeat : m_period;
        field->setCheck([edit] { return noteOf(wholeNumber(edit->text(), 1, mostCycles)); });
    }
}

void ProductForm::connectAll()
{
    const auto touched = [this] {
        showHelp();
        Q_EMIT changed();
    };
    for (QLineEdit *edit : lines())
        connect(edit, &QLineEdit::textChanged, this, touched);
    for (PrefixedEdit *edit : {m_repeat, m_period})
        connect(edit->unitCombo(), &QComboBox::currentIndexChanged, this, touched);
    connect(m_amount->unitCombo(), &QComboBox::currentIndexChanged, this, &ProductForm::currencyChosen);
    connect(m_pricing, &RadioCards::currentChanged, this, &ProductForm::pricingChosen);
    connect(m_meters, &ProductMeters::changed, this, &ProductForm::changed);
    connect(m_advanced, &ProductAdvanced::changed, this, &ProductForm::changed);
}

ProductForm::Pricing ProductForm::pricing() const
{
    return Pricing(std::max(m_pricing->current(), 0));
}

QByteArray ProductForm::currency() const
{
    return m_amount->unitCombo()->currentText().toLatin1();
}

void ProductForm::pricingChosen()
{
    const Pricing type = pricing();
    m_repeatField->setVisible(type != Pricing::Single);
    m_periodField->setVisible(type != Pricing::Single);
    m_meters->setVisible(type == Pricing::Usage);
    m_pricingNote->setVisible(type != Pricing::Usage);
    m_pricingNote->setText(tr("This type bills no usage. Usage needs the third type."));
    m_amountField->setLabel(type == Pricing::Usage ? tr("Fixed price") : tr("Price"));
    m_advanced->setTrial(
        type == Pricing::Subscription ? ProductAdvanced::Trial::Offered : ProductAdvanced::Trial::Absent);
    showHelp();
    Q_EMIT changed();
}

void ProductForm::currencyChosen()
{
    m_amount->setPrefix(currencySign(currency()).trimmed());
    m_meters->setCurrency(currency());
    if (m_amountField->note().kind == FieldNote::Kind::Error)
        m_amountField->check();
    showHelp();
    Q_EMIT changed();
}

void ProductForm::showHelp()
{
    const QString money = m_amount->text().trimmed().isEmpty()
        ? currencySign(currency()).trimmed()
        : currencySign(currency()) + m_amount->text().trimmed();
    const QString every = tr("%1 every %2").arg(money, cycleWords(cycleOf(m_repeat)));
    const bool usage = pricing() == Pricing::Usage;
    m_amountField->setHelp(usage           ? tr("Charged every cycle whatever the usage. May be 0.")
            : pricing() == Pricing::Single ? tr("Charged once.")
                                           : tr("Charged every cycle."));
    m_discountField->setHelp(
        usage ? tr("Taken off the fixed price and the usage.") : tr("Taken off the price."));
    m_repeatField->setHelp(usage ? tr("%1 + meter charges.").arg(every) : every + u'.');
}

Cycle ProductForm::cycleOf(const PrefixedEdit *edit)
{
    return {int(wholeNumber(edit->text(), 1, mostCycles).valueOr(1)),
        intervals[std::max(edit->unitCombo()->currentIndex(), 0)]};
}

void ProductForm::setCycle(PrefixedEdit *edit, const Cycle &cycle)
{
    edit->setText(QString::number(cycle.count));
    edit->unitCombo()->setCurrentIndex(
        int(std::ranges::find(intervals, cycle.interval) - std::begin(intervals)));
}

PriceBasics ProductForm::basics() const
{
    PriceBasics basics;
    basics.currency = currency();
    return m_advanced->apply(withDiscount(basics, m_discount->text()).valueOr(basics));
}

qint64 ProductForm::amount() const
{
    return fixedAmount(m_amount->text(), currency()).valueOr(0);
}

UsagePrice ProductForm::usagePrice() const
{
    return {.basics = basics(),
        .fixedPrice = amount(),
        .frequency = cycleOf(m_repeat),
        .period = cycleOf(m_period),
        .meters = m_meters->prices()};
}

Price ProductForm::price() const
{
    switch (pricing()) {
    case Pricing::Single:
        return OneTimePrice{
            .basics = basics(), .price = amount(), .payWhatYouWant = false, .suggestedPrice = {}};
    case Pricing::Subscription:
        return RecurringPrice{.basics = basics(),
            .price = amount(),
            .frequency = cycleOf(m_repeat),
            .period = cycleOf(m_period),
            .trialPeriodDays = m_advanced->trialDays()};
    case Pricing::Usage:
        break;
    }
    return usagePrice();
}

NewProduct ProductForm::value() const
{
    NewProduct product = m_kept;
    product.name = m_name->text().trimmed();
    product.taxCategory = m_tax->currentData().toByteArray();
    product.price = price();
    return product;
}

void ProductForm::setPrice(const Price &price)
{
    const PriceBasics &shared = basicsOf(price);
    m_amount->unitCombo()->setCurrentText(QString::fromLatin1(shared.currency));
    m_discount->setText(discountTyped(shared));
    int trial = 0;
    qint64 fixed = 0;
    QList<MeterPrice> meterPrices;
    Cycle repeat{1, Interval::Month};
    Cycle period{10, Interval::Year};
    if (const auto *once = std::get_if<OneTimePrice>(&price)) {
        fixed = once->price;
    } else if (const auto *recurring = std::get_if<RecurringPrice>(&price)) {
        fixed = recurring->price;
        repeat = recurring->frequency;
        period = recurring->period;
        trial = recurring->trialPeriodDays;
    } else {
        const auto &usage = std::get<UsagePrice>(price);
        fixed = usage.fixedPrice;
        repeat = usage.frequency;
        period = usage.period;
        meterPrices = usage.meters;
    }
    m_amount->setText(fixed == 0 ? u"0"_s : mainFromMinor(Decimal(fixed), shared.currency));
    setCycle(m_repeat, repeat);
    setCycle(m_period, period);
    m_advanced->setValues(shared, trial);
    m_meters->setPrices(meterPrices);
    m_pricing->setCurrent(int(price.index()));
}

void ProductForm::setValue(const NewProduct &product)
{
    m_kept = product;
    m_name->setText(product.name);
    m_tax->setCurrentIndex(m_tax->findData(product.taxCategory));
    setPrice(product.price);
    for (Field *field : fields())
        field->clearNote();
    currencyChosen();
    pricingChosen();
}

ProductForm::Draft ProductForm::draft() const
{
    Draft draft{.product = value(), .typed = {}};
    for (const QLineEdit *line : lines())
        draft.typed.append(line->text());
    return draft;
}

void ProductForm::setDraft(const Draft &draft)
{
    setValue(draft.product);
    const QList<QLineEdit *> into = lines();
    for (qsizetype i = 0; i < std::min(into.size(), draft.typed.size()); ++i)
        into[i]->setText(draft.typed[i]);
}

void ProductForm::clear()
{
    NewProduct empty;
    empty.price = UsagePrice{};
    setValue(empty);
}

QList<Field *> ProductForm::fields() const
{
    return {m_nameField, m_taxField, m_amountField, m_discountField, m_repeatField, m_periodField};
}

QList<QLineEdit *> ProductForm::lines() const
{
    return {m_name, m_amount->lineEdit(), m_discount, m_repeat->lineEdit(), m_period->lineEdit(),
        m_advanced->trialEdit()};
}

bool ProductForm::check()
{
    QWidget *wrong = nullptr;
    for (Field *field : fields()) {
        if (!field->isHidden() && !field->check() && !wrong)
            wrong = field->editor();
    }
    if (!m_advanced->check() && !wrong)
        wrong = m_advanced;
    if (wrong) {
        wrong->setFocus(Qt::OtherFocusReason);
        return false;
    }
    return pricing() != Pricing::Usage || m_meters->check();
}

bool ProductForm::showError(const Error &error)
{
    const std::pair<QLatin1StringView, Field *> places[]{{"name"_L1, m_nameField},
        {"tax_category"_L1, m_taxField}, {"price.fixed_price"_L1, m_amountField},
        {"price.price"_L1, m_amountField}, {"price.currency"_L1, m_amountField},
        {"price.discount"_L1, m_discountField}, {"price.discount_bps"_L1, m_discountField},
        {"price.payment_frequency_count"_L1, m_repeatField},
        {"price.subscription_period_count"_L1, m_periodField}};
    for (const auto &[path, field] : places) {
        if (error.field != path)
            continue;
        field->setError(error.message);
        field->editor()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (!error.field.startsWith("price.meters"_L1))
        return false;
    m_meters->showError(error.message);
    return true;
}

QWidget *ProductForm::firstField() const
{
    return m_name;
}
