// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/product.h"

#include <QWidget>

class ComboBox;
class Field;
class PrefixedEdit;
class ProductAdvanced;
class ProductMeters;
class RadioCards;
class QLabel;
class QLineEdit;
class QVBoxLayout;

// The dashboard's product form (dodo-api.md 3.6): one form for the three pricing types; usage is billed by
// the third alone.
class ProductForm : public QWidget {
    Q_OBJECT

public:
    enum class Pricing { Single, Subscription, Usage };

    explicit ProductForm(QWidget *parent = nullptr);

    // What stands in the form, also what cannot be read.
    struct Draft {
        NewProduct product;
        QStringList typed; // the lines as they stand
        friend bool operator==(const Draft &, const Draft &) = default;
    };

    NewProduct value() const; // what cannot be read is 0 until check() passes
    UsagePrice usagePrice() const; // whatever the pricing type: for the preview
    void setValue(const NewProduct &product);
    Draft draft() const;
    void setDraft(const Draft &draft);
    void clear();
    bool check(); // shows what is wrong and puts the keyboard there
    bool showError(const Error &error); // at the field it names

    Pricing pricing() const;
    QByteArray currency() const;
    ProductMeters *meters() const { return m_meters; }
    QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    void buildName(QVBoxLayout *column);
    void buildPricing(QVBoxLayout *column);
    void buildAmounts(QVBoxLayout *column);
    void buildCycles(QVBoxLayout *column);
    Field *makeCycle(PrefixedEdit *edit, const QString &label, const QString &name);
    void setChecks();
    void connectAll();
    void pricingChosen();
    void currencyChosen();
    void showHelp();
    Price price() const;
    PriceBasics basics() const;
    qint64 amount() const;
    static Cycle cycleOf(const PrefixedEdit *edit);
    static void setCycle(PrefixedEdit *edit, const Cycle &cycle);
    void setPrice(const Price &price);
    QList<Field *> fields() const;
    QList<QLineEdit *> lines() const;

    QLineEdit *m_name;
    ComboBox *m_tax;
    RadioCards *m_pricing;
    QLabel *m_pricingNote;
    PrefixedEdit *m_amount;
    QLineEdit *m_discount;
    PrefixedEdit *m_repeat;
    PrefixedEdit *m_period;
    ProductMeters *m_meters;
    ProductAdvanced *m_advanced;
    Field *m_nameField = nullptr;
    Field *m_taxField = nullptr;
    Field *m_amountField = nullptr;
    Field *m_discountField = nullptr;
    Field *m_repeatField = nullptr;
    Field *m_periodField = nullptr;
    NewProduct m_kept; // description and metadata of a product being edited
};
