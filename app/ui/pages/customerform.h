// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "ui/parts/card.h"

class Button;
class ComboBox;
class CustomerCards;
class Field;
class Segments;
class QLineEdit;

// The test purchase: who buys what with which card. Sends nothing itself.
class CustomerForm : public Card {
    Q_OBJECT

public:
    enum class Stage { Before, Bought }; // which buttons it ends with
    enum class Density { Roomy, Compact };

    explicit CustomerForm(QWidget *parent = nullptr);

    void setProducts(const QList<Product> &products, const Product *suggested);
    void setCustomers(const QList<Customer> &customers);
    void setCustomersProblem(const QString &sentence);
    void showCustomer(const Customer &customer); // unless something was typed
    void startOver(); // another customer: nobody's name, a card that works
    void setStage(Stage stage);
    void setBusy(bool busy);
    void setDensity(Density density);
    QWidget *buttons() const { return m_buttons; } // stand below the card, always in sight

    bool check(); // shows what is wrong and puts the keyboard there
    bool showError(const Error &error); // at the field it names
    Purchase::Order order() const;
    const Product *product() const;
    bool existing() const;
    QWidget *firstField() const;

Q_SIGNALS:
    void startRequested(); // in this window, with the chosen card
    void browserRequested();
    void anotherRequested();
    void customersNeeded();

private:
    void buildWho();
    void buildWhat();
    void buildButtons();
    void setChecks();
    void showKind();
    void showPlan();
    QList<Field *> fields() const;

    QList<Product> m_products;
    QList<Customer> m_customers;
    bool m_productChosen = false; // by the user, so that a reload keeps it

    Segments *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_email;
    ComboBox *m_existing;
    ComboBox *m_product;
    CustomerCards *m_cards;
    Field *m_nameField = nullptr;
    Field *m_emailField = nullptr;
    Field *m_existingField = nullptr;
    Field *m_productField = nullptr;
    Field *m_payField = nullptr;
    QWidget *m_buttons;
    Button *m_start;
    Button *m_browser;
    Button *m_again;
    Button *m_another;
};
