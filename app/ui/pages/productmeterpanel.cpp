// SPDX-License-Identifier: MIT
#include "ui/pages/productmeterpanel.h"

#include "billing/bill.h"
#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/productamounts.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr int perChoices[]{0, 3, 6}; // per 1, 1,000 and 1,000,000 units
constexpr qint64 fewUnits = 100; // who gives more away does not mean cents

} // namespace

ProductMeterPanel::ProductMeterPanel(QWidget *parent)
    : Card(u" "_s, parent)
    , m_amount(new PrefixedEdit)
    , m_exampleUnits(new ComboBox(this))
    , m_free(new QLineEdit)
    , m_useSlip(new Button({}, ButtonRole::Outlined, this))
    , m_example(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_wire(makeLabel({}, TextRole::Help, Ink::Mute, this))
{
    auto *remove = new IconButton(IconName::Trash, tr("Remove meter from the product"), this);
    remove->setObjectName(u"removeMeter"_s);
    addHeadWidget(remove);
    connect(remove, &QAbstractButton::clicked, this, &ProductMeterPanel::removeRequested);
    body()->setSpacing(12);
    buildFields();
    buildExample();
    buildFoot();
}

void ProductMeterPanel::buildFields()
{
    m_amount->lineEdit()->setObjectName(u"pricePerUnit"_s);
    m_amount->setPlaceholderText(u"0.05"_s);
    QComboBox *per = m_amount->setUnits(
        {tr("per 1"), tr("per 1,000"), tr("per 1,000,000")}, tr("Price is per how many units"));
    per->setObjectName(u"pricePer"_s);
    m_free->setObjectName(u"freeThreshold"_s);

    m_amountField = new Field(tr("Price per unit"), m_amount, Field::Need::Required, this);
    m_amountField->setCheck([this] {
        const Result<Decimal> price = typedPrice();
        return price ? FieldNote{} : FieldNote{FieldNote::Kind::Error, price.error().message};
    });
    m_freeField = new Field(tr("Free Threshold"), m_free, Field::Need::Required, this);
    m_freeField->setHelp(tr("Units nobody pays for, each period anew."));
    m_freeField->setCheck([this] {
        const Result<qint64> free = typedFree();
        return free ? FieldNote{} : FieldNote{FieldNote::Kind::Error, free.error().message};
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_amountField, 3, Qt::AlignTop); // holds "0.00001" beside its two units
    row->addWidget(m_freeField, 2, Qt::AlignTop);
    body()->addLayout(row);
    m_useSlip->setObjectName(u"useSmallerPrice"_s);
    m_useSlip->setButtonSize(ButtonSize::Small);
    body()->addWidget(m_useSlip, 0, Qt::AlignLeft);

    connect(m_amount->lineEdit(), &QLineEdit::textChanged, this, &ProductMeterPanel::recheck);
    connect(per, &QComboBox::currentIndexChanged, this, &ProductMeterPanel::recheck);
    connect(m_free, &QLineEdit::textChanged, this, &ProductMeterPanel::recheck);
    connect(m_useSlip, &QAbstractButton::clicked, this, [this] {
        if (const auto slip = probableSlip(m_amount->text(), m_currency, perPlaces())) {
            m_amount->setText(*slip);
            m_amount->lineEdit()->setFocus(Qt::OtherFocusReason);
        }
    });
}

void ProductMeterPanel::buildExample()
{
    m_exampleUnits->setObjectName(u"exampleUnits"_s);
    m_exampleUnits->setAccessibleName(tr("Units in the example"));
    m_exampleUnits->setSmall();
    for (const int units : {10, 100, 1000, 10000, 100000, 1000000})
        m_exampleUnits->addItem(QString::number(units), units);
    m_exampleUnits->setCurrentIndex(2);
    m_example->setObjectName(u"exampleCost"_s);
    m_example->setTextFormat(Qt::RichText);
    m_example->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_exampleUnits);
    row->addWidget(m_example, 1);
    body()->addLayout(row);
    connect(m_exampleUnits, &QComboBox::currentIndexChanged, this, &ProductMeterPanel::showExample);
}

void ProductMeterPanel::buildFoot()
{
    auto *cancel = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    auto *save = new Button(tr("Save Changes"), ButtonRole::Outlined, this);
    cancel->setObjectName(u"cancelMeterPrice"_s);
    save->setObjectName(u"saveMeterPrice"_s);
    cancel->setButtonSize(ButtonSize::Small);
    save->setButtonSize(ButtonSize::Small);
    m_wire->setObjectName(u"priceOnTheWire"_s);
    m_wire->setTextFormat(Qt::RichText);
    m_wire->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_wire, 1);
    row->addWidget(cancel);
    row->addWidget(save);
    body()->addLayout(row);
    connect(cancel, &QAbstractButton::clicked, this, &ProductMeterPanel::cancelled);
    connect(save, &QAbstractButton::clicked, this, &ProductMeterPanel::save);
    for (QLineEdit *edit : {m_amount->lineEdit(), m_free})
        connect(edit, &QLineEdit::returnPressed, this, &ProductMeterPanel::save);
}

void ProductMeterPanel::open(const MeterPrice &price, const QByteArray &currency)
{
    m_price = price;
    m_currency = currency;
    setTitle(price.name);
    m_amount->setPrefix(currencySign(currency).trimmed());
    m_amount->unitCombo()->setCurrentIndex(0);
    m_amount->setText(price.pricePerUnit ? unitPriceTyped(*price.pricePerUnit, currency, 0) : QString());
    m_free->setText(QString::number(price.freeThreshold.value_or(0)));
    m_amountField->clearNote();
    m_freeField->clearNote();
    recheck();
    m_amount->lineEdit()->setFocus(Qt::OtherFocusReason);
    m_amount->lineEdit()->end(false);
    m_amount->lineEdit()->home(true); // all selected, seen from its start
}

void ProductMeterPanel::setCurrency(const QByteArray &currency)
{
    if (currency == m_currency)
        return;
    m_currency = currency;
    m_amount->setPrefix(currencySign(currency).trimmed());
    recheck();
}

int ProductMeterPanel::perPlaces() const
{
    return perChoices[std::max(m_amount->unitCombo()->currentIndex(), 0)];
}

Result<Decimal> ProductMeterPanel::typedPrice() const
{
    return unitPrice(m_amount->text(), m_currency, perPlaces());
}

Result<qint64> ProductMeterPanel::typedFree() const
{
    return wholeNumber(m_free->text(), 0, std::numeric_limits<qint64>::max());
}

std::optional<MeterPrice> ProductMeterPanel::price() const
{
    const Result<Decimal> amount = typedPrice();
    const Result<qint64> free = typedFree();
    if (!amount || !free)
        return std::nullopt;
    MeterPrice price = m_price;
    price.pricePerUnit = *amount;
    price.freeThreshold = *free;
    return price;
}

void ProductMeterPanel::recheck()
{
    showSlip();
    showExample();
    showWire();
    Q_EMIT edited();
}

void ProductMeterPanel::showSlip()
{
    const Result<Decimal> price = typedPrice();
    const bool fewFree = typedFree().valueOr(0) <= fewUnits;
    const auto slip
        = price && fewFree ? probableSlip(m_amount->text(), m_currency, perPlaces()) : std::nullopt;
    m_useSlip->setVisible(slip.has_value());
    if (slip) {
        m_useSlip->setText(tr("Use %1").arg(*slip));
        m_amountField->setWarning(tr("%1 %2: is that meant?")
                                      .arg(displayMoney(*price, m_currency), oneOf(m_price.measurementUnit)));
    } else if (m_amountField->note().kind == FieldNote::Kind::Warning) {
        m_amountField->clearNote();
    }
}

QString ProductMeterPanel::costOf(const MeterPrice &price, const Decimal &units) const
{
    const Result<BillLine> line = billLine(price, units);
    return line ? displayMoney(Decimal(line->rounded), m_currency) : QString();
}

void ProductMeterPanel::showExample()
{
    const Decimal units(m_exampleUnits->currentData().toLongLong());
    const std::optional<MeterPrice> typed = price();
    if (!typed) {
        m_example->setText(tr("units: their cost stands here once the price can be read."));
        return;
    }
    MeterPrice withoutFree = *typed;
    withoutFree.freeThreshold = 0;
    const QString before = costOf(withoutFree, units);
    const QString after = costOf(*typed, units);
    if (before.isEmpty() || after.isEmpty()) {
        m_example->setText(tr("units cost more than the service can state."));
        return;
    }
    const auto strong = [](const QString &amount) {
        return u"<b style=\"color:%1\">%2</b>"_s.arg(theme().text.name(), amount.toHtmlEscaped());
    };
    const QString words = tr("units cost %1 before free units, %2 after them.");
    m_example->setText(words.arg(strong(before), strong(after)));
    m_example->setAccessibleName(u"%1 %2"_s.arg(m_exampleUnits->currentText(), words.arg(before, after)));
}

void ProductMeterPanel::showWire()
{
    const Result<Decimal> price = typedPrice();
    m_wire->setVisible(price.ok());
    if (!price)
        return;
    const bool cents = m_currency == "USD" || m_currency == "EUR";
    const QString line = u"\"price_per_unit\": \"%1\""_s.arg(price->toString());
    m_wire->setText(
        u"%1 <span style=\"font-family:'JetBrains Mono','DejaVu Sans Mono',monospace;color:%2\">%3</span>"_s
            .arg(cents ? tr("Sent in cents:") : tr("Sent in the smallest unit:"), theme().json.string.name(),
                line.toHtmlEscaped()));
}

bool ProductMeterPanel::save()
{
    const bool amountFine = typedPrice().ok() || m_amountField->check();
    const bool freeFine = m_freeField->check();
    if (!amountFine || !freeFine) {
        (amountFine ? m_free : m_amount->lineEdit())->setFocus(Qt::OtherFocusReason);
        return false;
    }
    m_price = price().value_or(m_price);
    Q_EMIT saved(m_price);
    return true;
}

void ProductMeterPanel::showError(const QString &text)
{
    m_amountField->setError(text);
}

void ProductMeterPanel::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() != QEvent::StyleChange || !m_freeField)
        return;
    showExample(); // amounts and the line as sent carry a colour
    showWire();
}
