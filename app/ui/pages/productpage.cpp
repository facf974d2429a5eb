// SPDX-License-Identifier: MIT
#include "ui/pages/productpage.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/formcolumns.h"
#include "ui/pages/productamounts.h"
#include "ui/pages/productform.h"
#include "ui/pages/productmeters.h"
#include "ui/pages/productpricing.h"
#include "ui/pages/productsummary.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pagehead.h"

#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr auto createdShown = 4s; // look.md, "Done"
constexpr int lowWindow = 700;

NewProduct emptyProduct()
{
    NewProduct product;
    product.price = UsagePrice{};
    return product;
}

QString shortPrice(const Price &price)
{
    const QByteArray &currency = basicsOf(price).currency;
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        return displayMoney(Decimal(once->price), currency);
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return displayMoney(Decimal(recurring->price), currency);
    const auto &usage = std::get<UsagePrice>(price);
    return usage.meters.size() == 1 ? priceWords(usage.meters.first(), currency)
                                    : ProductPage::tr("%1 meters").arg(usage.meters.size());
}

QString cycleOf(const Price &price)
{
    if (const auto *usage = std::get_if<UsagePrice>(&price))
        return ProductPage::tr("every %1").arg(cycleWords(usage->frequency));
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return ProductPage::tr("every %1").arg(cycleWords(recurring->frequency));
    return ProductPage::tr("once");
}

QList<CatalogueItem> itemsOf(const QList<Product> &products, CatalogueItem::State state)
{
    QList<CatalogueItem> items;
    for (const Product &product : products)
        items.append({.id = product.id.string(),
            .name = product.is.name,
            .second = product.id.string(),
            .right = shortPrice(product.is.price),
            .rightSecond = cycleOf(product.is.price),
            .state = state});
    return items;
}

const Product *productIn(const ProductId &id, const QList<Product> &products)
{
    const auto at = std::ranges::find(products, id, &Product::id);
    return at == products.end() ? nullptr : &*at;
}

} // namespace

ProductPage::ProductPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_head(new PageHead(this))
{
    setObjectName(u"productPage"_s);
    buildHead();
    m_columns = new FormColumns(m_head, this);
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_columns);
    buildForm();
    buildSide();
    connectSession();
    setMode(Mode::Form);
    refreshState();
}

void ProductPage::buildHead()
{
    m_createdId = new ElidedLabel({}, TextRole::Mono, Ink::Dim, this);
    m_createdId->setElideMode(Qt::ElideMiddle);
    m_copyId = new CopyButton(tr("Copy id"), this);
    m_archive = new Button(tr("Archive"), ButtonRole::Danger, this);
    m_edit = new Button(tr("Edit"), ButtonRole::Secondary, this);
    m_new = new Button(tr("New product"), ButtonRole::Secondary, this);
    m_close = new Button(tr("Close"), ButtonRole::Secondary, this);
    m_add = new Button(tr("Add Product"), ButtonRole::Primary, this);
    m_createdId->setObjectName(u"createdProductId"_s);
    m_archive->setObjectName(u"archiveProduct"_s);
    m_edit->setObjectName(u"editProduct"_s);
    m_new->setObjectName(u"newProduct"_s);
    m_close->setObjectName(u"closeProduct"_s);
    m_add->setObjectName(u"addProduct"_s);
    m_add->setToolTip(tr("Ctrl+Return"));
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_createdId, m_copyId, m_archive, m_edit, m_new, m_close, m_add})
        m_head->addWidget(widget);

    connect(m_add, &QAbstractButton::clicked, this, &ProductPage::add);
    connect(m_close, &QAbstractButton::clicked, this,
        [this] { m_mode == Mode::Edit &&m_shown ? showProduct(m_shown->id) : showForm(emptyProduct()); });
    connect(m_new, &QAbstractButton::clicked, this, [this] { showForm(emptyProduct()); });
    connect(m_edit, &QAbstractButton::clicked, this, &ProductPage::edit);
    connect(m_archive, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            setArchived(m_shown->id, m_shownArchived ? Listing::Current : Listing::Archived);
    });
    m_createdEnd.setSingleShot(true);
    connect(&m_createdEnd, &QTimer::timeout, this, [this] { setMode(m_mode); });
}

void ProductPage::buildForm()
{
    m_strip = new MessageStrip(MessageStrip::Kind::Failure, this);
    m_strip->setObjectName(u"productFailure"_s);
    m_strip->hide();
    m_form = new ProductForm(this);
    m_summary = new ProductSummary(this);
    m_summary->setObjectName(u"productSummary"_s);
    m_columns->form()->addWidget(m_strip);
    m_columns->form()->addWidget(m_form);
    m_columns->form()->addWidget(m_summary);
    m_columns->form()->addStretch(1);
}

void ProductPage::buildSide()
{
    m_pricing = new ProductPricing(*m_form, this);
    m_list = new CatalogueList(tr("Products"), IconName::Package, this);
    m_list->setObjectName(u"productList"_s);
    m_list->setEmptyText(tr("No product yet. Add Product makes the first one."));
    m_columns->side()->addWidget(m_pricing);
    m_columns->side()->addWidget(m_list);
    m_columns->side()->addStretch(1);
    connect(
        m_list, &CatalogueList::chosen, this, [this](const QString &id) { showProduct(ProductId::of(id)); });
    connect(m_list, &CatalogueList::archiveRequested, this,
        [this](const QString &id) { setArchived(ProductId::of(id), Listing::Archived); });
    connect(m_list, &CatalogueList::unarchiveRequested, this,
        [this](const QString &id) { setArchived(ProductId::of(id), Listing::Current); });
}

void ProductPage::connectSession()
{
    connect(&m_session, &Session::changed, this, &ProductPage::refreshState);
    connect(&m_session, &Session::worldChanged, this, [this] { showForm(emptyProduct()); });
}

void ProductPage::setMode(Mode mode)
{
    m_mode = mode;
    const bool summary = mode == Mode::Summary;
    const bool justCreated = m_createdEnd.isActive();
    m_form->setVisible(!summary);
    m_summary->setVisible(summary);
    m_close->setVisible(!summary);
    m_add->setVisible(!summary || justCreated);
    m_add->setText(mode == Mode::Edit ? tr("Save Changes") : tr("Add Product"));
    m_createdId->setVisible(justCreated);
    m_copyId->setVisible(justCreated);
    m_archive->setVisible(summary);
    m_edit->setVisible(summary && !m_shownArchived);
    m_new->setVisible(summary);
    m_head->setTitle(summary ? tr("Product") : mode == Mode::Edit ? tr("Edit product") : tr("New product"));
    m_head->setSub(tr("A product puts a price on what meters count."));
    m_list->setCurrent(mode == Mode::Form || !m_shown ? QString() : m_shown->id.string());
    if (summary && m_shown)
        m_pricing->showPrice(m_shown->is.price);
    else
        m_pricing->followForm();
}

// "Created" gives way at once when something else is looked at.
void ProductPage::endCreated()
{
    m_createdEnd.stop();
    m_add->startBusy(); // takes the words of the last success away
    m_add->stopBusy();
}

void ProductPage::showForm(const NewProduct &product)
{
    endCreated();
    m_strip->hide();
    m_shown.reset();
    m_pricing->closePanel();
    m_form->setValue(product);
    setMode(Mode::Form);
    m_columns->scrollFormToTop();
    if (isVisible())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void ProductPage::showProduct(const ProductId &id)
{
    const Product *live = productIn(id, m_session.state().products);
    const Product *product = live ? live : productIn(id, m_session.state().archivedProducts);
    if (!product)
        return;
    endCreated();
    m_strip->hide();
    m_pricing->closePanel();
    m_shown = *product;
    refreshSummary();
    setMode(Mode::Summary);
    m_columns->scrollFormToTop();
}

void ProductPage::edit()
{
    if (!m_shown)
        return;
    endCreated();
    m_form->setValue(m_shown->is);
    setMode(Mode::Edit);
    m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void ProductPage::refreshState()
{
    const ServiceState &state = m_session.state();
    if (state.loaded)
        m_list->setItems(itemsOf(state.products, CatalogueItem::State::Live),
            itemsOf(state.archivedProducts, CatalogueItem::State::Archived));
    else
        m_list->setLoading();
    m_form->meters()->setLiveMeters(state.meters);
    refreshSummary();
}

void ProductPage::refreshSummary()
{
    if (!m_shown)
        return;
    m_shownArchived = productIn(m_shown->id, m_session.state().archivedProducts) != nullptr;
    m_archive->setText(m_shownArchived ? tr("Unarchive") : tr("Archive"));
    m_archive->setRole(m_shownArchived ? ButtonRole::Secondary : ButtonRole::Danger);
    m_edit->setVisible(m_mode == Mode::Summary && !m_shownArchived);
    m_summary->setProduct(
        *m_shown, m_shownArchived ? ProductSummary::State::Archived : ProductSummary::State::Live);
}

void ProductPage::add()
{
    if (m_add->isBusy() || m_mode == Mode::Summary)
        return;
    m_strip->hide();
    if (!m_pricing->settle() || !m_form->check())
        return;
    m_add->startBusy();
    m_mode == Mode::Edit ? save() : create();
}

void ProductPage::create()
{
    whenDone(m_session.client().createProduct(m_form->value()), this, [this](const Result<Product> &product) {
        m_add->stopBusy();
        if (product) {
            finished(*product, tr("Created"));
            Q_EMIT created(*product);
        } else {
            failed(tr("The product was not created"), product.error());
        }
    });
}

void ProductPage::save()
{
    const NewProduct value = m_form->value();
    const ProductPatch patch{.name = value.name,
        .description = {},
        .taxCategory = value.taxCategory,
        .price = value.price,
        .metadata = {}};
    whenDone(m_session.client().patchProduct(m_shown->id, patch), this,
        [this, id = m_shown->id](const Result<Done> &done) {
            if (done) {
                reload(id);
                return;
            }
            m_add->stopBusy();
            failed(tr("The product was not changed"), done.error());
        });
}

void ProductPage::reload(const ProductId &id)
{
    whenDone(m_session.client().product(id), this, [this](const Result<Product> &product) {
        m_add->stopBusy();
        if (product)
            finished(*product, tr("Saved"));
        else
            failed(tr("The product was changed, but not read again"), product.error());
    });
}

void ProductPage::finished(const Product &product, const QString &done)
{
    m_shown = product;
    m_form->clear();
    m_createdId->setText(product.id.string());
    m_copyId->setContent(product.id.string());
    m_add->showDone(done);
    m_createdEnd.start(createdShown);
    refreshSummary();
    setMode(Mode::Summary);
    m_columns->scrollFormToTop();
    m_new->setFocus(Qt::OtherFocusReason);
    m_session.refresh();
}

void ProductPage::failed(const QString &title, const Error &error)
{
    if (error.kind != Error::Kind::Cancelled && !m_form->showError(error))
        strip(title, error, [this] { add(); });
}

void ProductPage::strip(const QString &title, const Error &error, const std::function<void()> &again)
{
    m_strip->setKind(
        error.kind == Error::Kind::Network ? MessageStrip::Kind::Offline : MessageStrip::Kind::Failure);
    m_strip->setMessage(title, tr("%1 Nothing is lost: the form keeps what you typed.").arg(error.message));
    m_strip->clearButtons();
    connect(m_strip->addButton(tr("Try again")), &QAbstractButton::clicked, this, again);
    m_strip->show();
    m_columns->scrollFormToTop();
}

void ProductPage::setArchived(const ProductId &id, Listing to)
{
    Client &client = m_session.client();
    const bool archive = to == Listing::Archived;
    whenDone(archive ? client.archiveProduct(id) : client.unarchiveProduct(id), this,
        [this, id, to, archive](const Result<Done> &done) {
            if (!done)
                strip(archive ? tr("The product was not archived") : tr("The product was not unarchived"),
                    done.error(), [this, id, to] { setArchived(id, to); });
            m_session.refresh();
        });
}

void ProductPage::primaryAction()
{
    m_mode == Mode::Summary ? showForm(emptyProduct()) : add();
}

bool ProductPage::cancel()
{
    if (m_pricing->cancelPanel())
        return true;
    if (m_mode == Mode::Edit && m_shown) {
        showProduct(m_shown->id);
        return true;
    }
    if (m_mode == Mode::Form)
        return false;
    showForm(emptyProduct());
    return true;
}

void ProductPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_mode == Mode::Form && !focusWidget())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void ProductPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_list->setRowsShown(event->size().height() < lowWindow ? 3 : 6);
}
