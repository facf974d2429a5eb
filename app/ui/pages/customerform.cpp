// SPDX-License-Identifier: MIT
#include "ui/pages/customerform.h"

#include "ui/pages/customercards.h"
#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/segments.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

FieldNote errorNote(const QString &sentence)
{
    return sentence.isEmpty() ? FieldNote{} : FieldNote{FieldNote::Kind::Error, sentence};
}

} // namespace

CustomerForm::CustomerForm(QWidget *parent)
    : Card(tr("Test purchase"), parent)
    , m_kind(new Segments(this))
    , m_name(new QLineEdit(tr("Test customer"), this))
    , m_email(new QLineEdit(u"customer@example.com"_s, this))
    , m_existing(new ComboBox(this))
    , m_product(new ComboBox(this))
    , m_cards(new CustomerCards(this))
    , m_buttons(new QWidget(this))
    , m_start(new Button(tr("Start checkout"), ButtonRole::Primary, m_buttons))
    , m_browser(new Button(tr("Pay in a browser"), ButtonRole::Quiet, m_buttons))
    , m_again(new Button(tr("Buy again"), ButtonRole::Secondary, m_buttons))
    , m_another(new Button(tr("Another customer"), ButtonRole::Secondary, m_buttons))
{
    setObjectName(u"testPurchase"_s);
    buildWho();
    buildWhat();
    buildButtons();
    setChecks();
    setDensity(Density::Roomy);
    setStage(Stage::Before);
    showKind();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CustomerForm::buildWho()
{
    m_kind->setObjectName(u"customerKind"_s);
    m_kind->setAccessibleName(tr("Customer"));
    m_kind->addSegment(tr("New customer"));
    m_kind->addSegment(tr("Existing customer"));
    m_kind->segment(0)->setObjectName(u"kindNew"_s);
    m_kind->segment(1)->setObjectName(u"kindExisting"_s);
    m_name->setObjectName(u"customerName"_s);
    m_email->setObjectName(u"customerEmail"_s);
    m_email->setPlaceholderText(u"customer@example.com"_s);
    m_existing->setObjectName(u"existingCustomer"_s);
    m_nameField = new Field(tr("Name"), m_name, Field::Need::Required, this);
    m_emailField = new Field(tr("Email"), m_email, Field::Need::Required, this);
    m_existingField = new Field(tr("Customer"), m_existing, Field::Need::Required, this);
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_kind, m_nameField, m_emailField, m_existingField})
        body()->addWidget(widget);
    connect(m_kind, &Segments::currentChanged, this, &CustomerForm::showKind);
}

void CustomerForm::buildWhat()
{
    m_product->setObjectName(u"buyProduct"_s);
    m_productField = new Field(tr("Product"), m_product, Field::Need::Required, this);
    m_payField = new Field(tr("Pay as"), m_cards, Field::Need::Optional, this);
    body()->addWidget(m_productField);
    body()->addWidget(m_payField);
    connect(m_product, &QComboBox::currentIndexChanged, this, &CustomerForm::showPlan);
    connect(m_product, &QComboBox::activated, this, [this] { m_productChosen = true; });
}

void CustomerForm::buildButtons()
{
    m_start->setObjectName(u"startCheckout"_s);
    m_start->setToolTip(tr("Ctrl+Return"));
    m_browser->setObjectName(u"payInBrowser"_s);
    m_browser->setIconName(IconName::ExternalLink);
    m_again->setObjectName(u"buyAgain"_s);
    m_again->setIconName(IconName::RotateCcw);
    m_another->setObjectName(u"anotherCustomer"_s);
    m_another->setIconName(IconName::UserPlus);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_start, 1);
    row->addWidget(m_browser);
    row->addWidget(m_again, 1);
    row->addWidget(m_another, 1);
    connect(m_start, &QAbstractButton::clicked, this, &CustomerForm::startRequested);
    connect(m_again, &QAbstractButton::clicked, this, &CustomerForm::startRequested);
    connect(m_browser, &QAbstractButton::clicked, this, &CustomerForm::browserRequested);
    connect(m_another, &QAbstractButton::clicked, this, &CustomerForm::anotherRequested);
}

void CustomerForm::setChecks()
{
    m_nameField->setCheck([this] { return errorNote(customer::nameProblem(m_name->text())); });
    m_emailField->setCheck([this] { return errorNote(customer::emailProblem(m_email->text())); });
    m_existingField->setCheck([this] {
        return errorNote(
            m_existing->currentIndex() < 0 ? tr("No customer yet. Choose New customer.") : QString());
    });
    m_productField->setCheck([this] {
        return errorNote(product() ? QString() : tr("No product can be bought. Make one in tab 2."));
    });
}

QList<Field *> CustomerForm::fields() const
{
    if (existing())
        return {m_existingField, m_productField};
    return {m_nameField, m_emailField, m_productField};
}

bool CustomerForm::existing() const
{
    return m_kind->current() == 1;
}

QWidget *CustomerForm::firstField() const
{
    return existing() ? static_cast<QWidget *>(m_existing) : m_name;
}

void CustomerForm::showKind()
{
    m_nameField->setVisible(!existing());
    m_emailField->setVisible(!existing());
    m_existingField->setVisible(existing());
    if (existing())
        Q_EMIT customersNeeded();
}

const Product *CustomerForm::product() const
{
    const int index = m_product->currentIndex();
    return index >= 0 && index < m_products.size() ? &m_products[index] : nullptr;
}

void CustomerForm::showPlan()
{
    const Product *chosen = product();
    m_productField->setHelp(chosen ? customer::planLine(chosen->is.price) : QString());
    const QString simulated = tr("Simulated. No card is charged.");
    m_payField->setHelp(chosen ? simulated + u' ' + customer::dueLine(chosen->is.price) : simulated);
}

void CustomerForm::setProducts(const QList<Product> &products, const Product *suggested)
{
    const Product *before = product();
    const ProductId wanted = m_productChosen && before ? before->id : suggested ? suggested->id : ProductId{};
    if (products == m_products && before && before->id == wanted)
        return; // an open list stays open
    const QSignalBlocker quiet(m_product);
    m_products = products;
    m_product->clear();
    for (const Product &each : products)
        m_product->addItem(each.is.name);
    const auto at = std::ranges::find(m_products, wanted, &Product::id);
    if (at != m_products.end())
        m_product->setCurrentIndex(int(at - m_products.begin()));
    showPlan();
}

void CustomerForm::setCustomers(const QList<Customer> &customers)
{
    const int index = m_existing->currentIndex();
    const CustomerId chosen = index >= 0 && index < m_customers.size() ? m_customers[index].id : CustomerId{};
    m_customers = customers;
    m_existing->clear();
    for (const Customer &each : customers)
        m_existing->addItem(u"%1, %2"_s.arg(each.is.name, each.is.email));
    const auto at = std::ranges::find(m_customers, chosen, &Customer::id);
    if (at != m_customers.end())
        m_existing->setCurrentIndex(int(at - m_customers.begin()));
    m_existingField->setHelp(customers.isEmpty() ? tr("No customer yet. Choose New customer.") : QString());
    m_existingField->clearNote();
}

void CustomerForm::setCustomersProblem(const QString &sentence)
{
    m_existingField->setError(tr("The customers were not read. %1").arg(sentence));
}

void CustomerForm::showCustomer(const Customer &customer)
{
    if (m_name->isModified() || m_email->isModified())
        return;
    m_name->setText(customer.is.name);
    m_email->setText(customer.is.email);
}

void CustomerForm::startOver()
{
    m_kind->setCurrent(0);
    showKind();
    m_name->clear();
    m_email->clear();
    m_cards->chooseWorking();
    for (Field *field : {m_nameField, m_emailField, m_existingField, m_productField})
        field->clearNote();
    m_name->setFocus(Qt::OtherFocusReason);
}

void CustomerForm::setStage(Stage stage)
{
    const bool bought = stage == Stage::Bought;
    m_start->setVisible(!bought);
    m_browser->setVisible(!bought);
    m_again->setVisible(bought);
    m_another->setVisible(bought);
}

void CustomerForm::setBusy(bool busy)
{
    for (Button *button : {m_start, m_again})
        busy ? button->startBusy() : button->stopBusy();
    m_browser->setEnabled(!busy);
    m_another->setEnabled(!busy);
}

void CustomerForm::setDensity(Density density)
{
    const bool compact = density == Density::Compact;
    setTitle(compact ? QString() : tr("Test purchase")); // the page's head says it too
    m_emailField->setHelp(compact ? QString() : tr("Nothing is mailed from the sandbox."));
    body()->setSpacing(compact ? 10 : 16);
}

bool CustomerForm::check()
{
    Field *wrong = nullptr;
    for (Field *field : fields()) {
        if (!field->check() && !wrong)
            wrong = field;
    }
    if (wrong)
        wrong->editor()->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

bool CustomerForm::showError(const Error &error)
{
    const QString &path = error.field;
    Field *field = path.contains("email"_L1)    ? m_emailField
        : path.contains("customer_id"_L1)       ? m_existingField
        : path.contains("name"_L1)              ? m_nameField
        : path.startsWith("product_cart"_L1)    ? m_productField
        : error.code == "PRODUCT_IS_DELETED"_L1 ? m_productField
                                                : nullptr;
    if (!field || !fields().contains(field))
        return false;
    field->setError(error.message);
    field->editor()->setFocus(Qt::OtherFocusReason);
    return true;
}

Purchase::Order CustomerForm::order() const
{
    Purchase::Order order;
    if (existing() && m_existing->currentIndex() >= 0)
        order.existing = m_customers[m_existing->currentIndex()].id;
    order.customer.name = m_name->text().trimmed();
    order.customer.email = m_email->text().trimmed();
    if (const Product *chosen = product())
        order.product = chosen->id;
    order.card = m_cards->card();
    return order;
}
