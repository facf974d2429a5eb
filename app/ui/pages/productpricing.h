// SPDX-License-Identifier: MIT
#pragma once

#include "billing/price.h"

#include <QWidget>

class ProductForm;
class ProductMeterPanel;
class ProductPreview;

// The side of the product page that prices: the panel of the meter being edited and the bill preview, which
// follows the form and what the panel holds already.
class ProductPricing : public QWidget {
    Q_OBJECT

public:
    explicit ProductPricing(ProductForm &form, QWidget *parent = nullptr);

    void followForm(); // the preview shows the form's product
    void showPrice(const Price &price); // the preview shows this one; the panel closes
    bool settle(); // saves an open panel; false when something in it is wrong
    bool cancelPanel(); // as its Cancel; false when none was open
    void closePanel();

private:
    void connectPanel();
    void refresh();
    void openPanel(const MeterId &id);
    void panelClosedByUser();

    ProductForm &m_form;
    bool m_following = true;
    ProductMeterPanel *m_panel;
    ProductPreview *m_preview;
};
