// SPDX-License-Identifier: MIT
#include "ui/pages/productpage.h"

#include "ui/fonts.h"
#include "ui/pages/catalogueitems.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/formcolumns.h"
#include "ui/pages/playedproduct.h"
#include "ui/pages/productform.h"
#include "ui/pages/productmeters.h"
#include "ui/pages/productpricing.h"
#include "ui/pages/productsummary.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pagehead.h"
#include "ui/parts/sendingmark.h"

#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int lowWindow = 700;

NewProduct emptyProduct()
{
    NewProduct product;
    product.price = UsagePrice{};
    return product;
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
    , m_place(session.world())
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
    markSending(m_add);
    markSending(m_archive);
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
    m_blank = m_form->draft();
    m_summary = new ProductSummary(this);
    m_summary->setObjectName(u"productSummary"_s);
    m_columns->form()->addWidget(m_strip);
    m_columns->form()->addWidget(m_form);
    m_columns->form()->addWidget(m_summary);
    m_columns->form()->addStretch(1);
    connect(m_summary, &ProductSummary::useRequested, this, &ProductPage::useShown);
}

void ProductPage::buildSide()
{
    m_pricing = new ProductPricing(*m_form, this);
    m_list = new CatalogueList(tr("Products"), IconName::Package, this);
    m_list->setObjectName(u"productList"_s);
    m_list->setSearchHint(tr("Name or id"));
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
    connect(m_list, &CatalogueList::moreRequested, this, [this](CatalogueItem::State of) {
        m_session.readMore(
            of == CatalogueItem::State::Archived ? ServiceList::ArchivedProducts : ServiceList::Products);
    });
    connect(&m_session, &Session::failed, m_list, &CatalogueList::stopLoading);
}

void ProductPage::connectSession()
{
    connect(&m_session, &Session::changed, this, &ProductPage::refreshState);
    connect(&m_session, &Session::eventNameChanged, this, &ProductPage::refreshState);
    connect(&m_session, &Session::modeChanged, this, &ProductPage::leaveWorld);
    connect(&m_session, &Session::worldChanged, this, &ProductPage::enterWorld);
}

// Another service: what was shown of this one goes, and an edit of it; what is typed anew waits here until
// one comes back. Its meters are of this one.
void ProductPage::leaveWorld()
{
    m_moved = true;
    if (m_mode == Mode::Form)
        m_drafts.insert(m_place, m_form->draft());
}

void ProductPage::enterWorld()
{
    ++m_world;
    m_add->stopBusy();
    m_place = m_session.world();
    if (std::exchange(m_moved, false))
        fillForm(m_drafts.contains(m_place) ? m_drafts.take(m_place) : m_blank);
    else
        showForm(emptyProduct());
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
    fillForm({.product = product, .typed = {}});
    if (isVisible())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void ProductPage::fillForm(const ProductForm::Draft &draft)
{
    endCreated();
    m_strip->hide();
    m_shown.reset();
    m_pricing->closePanel();
    m_form->setDraft(draft);
    setMode(Mode::Form);
    m_columns->scrollFormToTop();
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

bool ProductPage::holdsDraft() const
{
    return m_mode == Mode::Edit || (m_mode == Mode::Form && m_form->draft() != m_blank);
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

void ProductPage::refreshList()
{
    const ServiceState &state = m_session.state();
    if (!state.loaded)
        return m_list->setLoading();
    const Product *played = playedProduct(m_session);
    m_list->setItems(
        productItems(state.products, CatalogueItem::State::Live, played ? played->id : ProductId{}),
        productItems(state.archivedProducts, CatalogueItem::State::Archived));
    m_list->setMore(
        state.more.contains(ServiceList::Products), state.more.contains(ServiceList::ArchivedProducts));
}

void ProductPage::refreshState()
{
    const ServiceState &state = m_session.state();
    refreshList();
    m_form->meters()->setAbsentWords(
        state.more.contains(ServiceList::Meters) ? tr("not read yet") : tr("archived"));
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
    const Product *played = playedProduct(m_session);
    m_summary->setProduct(*m_shown,
        m_shownArchived ? ProductSummary::State::Archived : ProductSummary::State::Live,
        played && played->id == m_shown->id ? ProductSummary::Use::Played
            : canPlay(*m_shown)             ? ProductSummary::Use::Playable
                                            : ProductSummary::Use::None);
}

void ProductPage::primaryAction()
{
    m_mode == Mode::Summary ? showForm(emptyProduct()) : add();
}

void ProductPage::focusQuery()
{
    m_list->focusSearch();
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
