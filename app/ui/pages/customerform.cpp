// SPDX-License-Identifier: MIT
#include "ui/pages/customerform.h"

#include "ui/fonts.h"
#include "ui/pages/customercards.h"
#include "ui/pages/customerpeople.h"
#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/segments.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QLabel>
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

CustomerForm::CustomerForm(CustomerPeople *people, QWidget *parent)
    : Card(tr("Test purchase"), parent)
    , m_kind(new Segments(this))
    , m_name(new QLineEdit(tr("Test customer"), this))
    , m_email(new QLineEdit(u"customer@example.com"_s, this))
    , m_people(people)
    , m_product(new ComboBox(this))
    , m_cards(new CustomerCards(this))
    , m_terms(makeLabel({}, TextRole::Small, Ink::Dim, this))
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
    m_people->setObjectName(u"existingCustomer"_s);
    m_nameField = new Field(tr("Name"), m_name, Field::Need::Required, this);
    m_emailField = new Field(tr("Email"), m_email, Field::Need::Required, this);
    m_existingField = new Field(tr("Customer"), m_people, Field::Need::Required, this);
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
    m_terms->setObjectName(u"payTerms"_s);
    m_terms->setWordWrap(true);
    m_terms->hide();
    body()->addWidget(m_terms);
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
    markSending(m_start);
    markSending(m_again);
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
        return errorNote(m_people->current() ? QString() : tr("Choose a customer, or New customer."));
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
    return existing() ? static_cast<QWidget *>(m_people) : m_name;
}

void CustomerForm::showKind()
{
    m_nameField->setVisible(!existing());
    m_emailField->setVisible(!existing());
    m_existingField->setVisible(existing());
    if (existing())
        m_people->open();
    Q_EMIT kindChanged();
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
    const QString terms = customer::payTerms(m_mode);
    m_terms->setText(chosen ? terms + u' ' + customer::dueLine(chosen->is.price) : terms);
    setInk(m_terms, m_mode == Destination::Mode::Live ? Ink::Red : Ink::Dim);
}

// Outside the sandbox the payment page asks for the card, in a browser.
void CustomerForm::setPlace(Destination::Mode mode, const QByteArray &world)
{
    if (m_name->isModified() || m_email->isModified())
        m_drafts.insert(m_world, {m_name->text(), m_email->text()});
    m_mode = mode;
    m_world = world;
    m_productChosen = false;
    const bool sandbox = mode == Destination::Mode::Sandbox;
    m_payField->setVisible(sandbox);
    m_terms->setVisible(!sandbox);
    m_start->setIconName(sandbox ? IconName::None : IconName::ExternalLink);
    m_browser->setVisible(sandbox && m_start->isVisibleTo(m_buttons));
    showWho();
    for (Field *field : {m_nameField, m_emailField, m_existingField, m_productField})
        field->clearNote();
    showTitle();
    showPlan();
}

void CustomerForm::showWho()
{
    const auto draft = m_drafts.constFind(m_world);
    const bool typed = draft != m_drafts.cend();
    const bool live = m_mode == Destination::Mode::Live; // nobody real is called that
    m_name->setText(typed ? draft->name : live ? QString() : tr("Test customer"));
    m_email->setText(typed ? draft->email : live ? QString() : u"customer@example.com"_s);
    for (QLineEdit *edit : {m_name, m_email})
        edit->setModified(typed);
}

void CustomerForm::showTitle()
{
    const bool compact = m_density == Density::Compact;
    const bool live = m_mode == Destination::Mode::Live;
    const QString title = live ? tr("Purchase with real money") : tr("Test purchase");
    setTitle(compact ? QString() : title); // the page's head says it too
    const QString help = m_mode == Destination::Mode::Sandbox
        ? tr("Nothing is mailed from the sandbox.")
        : tr("The service knows the customer by it, and may write to it.");
    m_emailField->setHelp(compact ? QString() : help);
}

void CustomerForm::setWaiting(bool waiting)
{
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    const QString why = waiting ? tr("This program waits for a payment. Stop waiting first.") : QString();
    for (Button *button : {m_start, m_again, m_another})
        button->setOffReason(why);
    if (!waiting)
        m_start->setToolTip(tr("Ctrl+Return"));
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

void CustomerForm::setCustomersProblem(const QString &sentence)
{
    if (sentence.isEmpty())
        m_existingField->clearNote();
    else
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
    m_people->clear();
    for (Field *field : {m_nameField, m_emailField, m_existingField, m_productField})
        field->clearNote();
    m_name->setFocus(Qt::OtherFocusReason);
}

void CustomerForm::setStage(Stage stage)
{
    const bool bought = stage == Stage::Bought;
    m_start->setVisible(!bought);
    m_browser->setVisible(!bought && m_mode == Destination::Mode::Sandbox);
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
    m_density = density;
    const bool compact = density == Density::Compact;
    showTitle();
    m_people->setRowsShown(compact ? 3 : 5);
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
    if (existing())
        order.existing = m_people->current();
    order.customer.name = m_name->text().trimmed();
    order.customer.email = m_email->text().trimmed();
    if (const Product *chosen = product())
        order.product = chosen->id;
    order.card = m_cards->card();
    return order;
}
