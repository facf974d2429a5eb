// SPDX-License-Identifier: MIT
#pragma once

#include "billing/product.h"
#include "session/session.h"
#include "ui/frame/pageactions.h"
#include "ui/pages/productform.h"

#include <QTimer>
#include <QWidget>

class Button;
class CatalogueList;
class CopyButton;
class ElidedLabel;
class FormColumns;
class MessageStrip;
class PageHead;
class ProductPricing;
class ProductSummary;

// Tab 2: the product form, the panel of the meter being priced, the bill preview, and the products there are.
class ProductPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    explicit ProductPage(Session &session, QWidget *parent = nullptr);

    void primaryAction() override; // Add Product, Save Changes, or New product
    void focusQuery() override; // the list's
    bool cancel() override; // closes the meter panel, or goes back to the form

    void showForm(const NewProduct &product); // filled, nothing sent
    void showProduct(const ProductId &id); // its summary
    bool holdsDraft() const; // something typed is in sight: it gives way to nothing that was not asked for

Q_SIGNALS:
    void created(const Product &product);
    void keysRequested(); // where keys and connections are

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Mode { Form, Edit, Summary };

    void buildHead();
    void buildForm();
    void buildSide();
    void connectSession();
    void leaveWorld();
    void enterWorld();
    void refreshList();
    void useShown();
    void setMode(Mode mode);
    void fillForm(const ProductForm::Draft &draft);
    void endCreated();
    void refreshState();
    void refreshSummary();
    void add();
    void create();
    void save();
    void reload(const ProductId &id);
    void finished(const Product &product, const QString &done);
    void failed(const QString &title, const Error &error);
    void strip(const QString &title, const Error &error, const std::function<void()> &again);
    void setArchived(const ProductId &id, Listing to);
    void edit();

    Session &m_session;
    Mode m_mode = Mode::Form;
    std::optional<Product> m_shown; // in the summary, or being edited
    bool m_shownArchived = false;
    bool m_moved = false; // to another service
    ProductForm::Draft m_blank; // what the form says while nothing is typed
    QByteArray m_place; // the world that the form is for
    QHash<QByteArray, ProductForm::Draft> m_drafts; // typed, and left for another world
    int m_world = 0; // an answer of an older one is not shown

    PageHead *m_head;
    Button *m_close;
    Button *m_add;
    Button *m_archive;
    Button *m_edit;
    Button *m_new;
    ElidedLabel *m_createdId;
    CopyButton *m_copyId;
    QTimer m_createdEnd;
    FormColumns *m_columns;
    MessageStrip *m_strip;
    ProductForm *m_form;
    ProductSummary *m_summary;
    ProductPricing *m_pricing;
    CatalogueList *m_list;
};
