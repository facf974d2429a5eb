// SPDX-License-Identifier: MIT
// What the Product page asks of the service.
#include "ui/pages/failurestrip.h"
#include "ui/pages/formcolumns.h"
#include "ui/pages/playedproduct.h"
#include "ui/pages/productform.h"
#include "ui/pages/productpage.h"
#include "ui/pages/productpricing.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"

using namespace Qt::StringLiterals;

namespace {
constexpr auto createdShown = 4s; // look.md, "Done"
} // namespace

void ProductPage::useShown()
{
    if (!m_shown)
        return;
    whenDone(playProduct(m_session, *m_shown), this, [this, world = m_world](const Result<void> &done) {
        if (world != m_world)
            return;
        if (!done)
            strip(tr("The product's meter was not read"), done.error(), [this] { useShown(); });
        refreshState();
    });
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
    whenDone(m_session.client().createProduct(m_form->value()), this,
        [this, world = m_world, place = m_place](const Result<Product> &product) {
            if (world != m_world) {
                if (product)
                    m_drafts.remove(place); // it is made there
                return;
            }
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
        [this, id = m_shown->id, world = m_world](const Result<Done> &done) {
            if (world != m_world)
                return;
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
    whenDone(m_session.client().product(id), this, [this, world = m_world](const Result<Product> &product) {
        if (world != m_world)
            return;
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
    showFailure(*m_strip,
        {.title = title,
            .kept = tr("Nothing is lost: the form keeps what you typed."),
            .error = error,
            .again = again,
            .keys = [this] { Q_EMIT keysRequested(); }});
    m_columns->scrollFormToTop();
}

void ProductPage::setArchived(const ProductId &id, Listing to)
{
    Client &client = m_session.client();
    const bool archive = to == Listing::Archived;
    whenDone(archive ? client.archiveProduct(id) : client.unarchiveProduct(id), this,
        [this, id, to, archive, world = m_world](const Result<Done> &done) {
            if (world != m_world)
                return;
            if (!done)
                strip(archive ? tr("The product was not archived") : tr("The product was not unarchived"),
                    done.error(), [this, id, to] { setArchived(id, to); });
            m_session.refresh();
        });
}
