// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "ui/parts/card.h"

class Button;
class ComboBox;
class CustomerCards;
class CustomerPeople;
class Field;
class Segments;
class QLabel;
class QLineEdit;

// The purchase: who buys what, in the sandbox with which card. Sends nothing itself.
class CustomerForm : public Card {
    Q_OBJECT

public:
    enum class Stage { Before, Bought }; // which buttons it ends with
    enum class Density { Roomy, Compact };

    explicit CustomerForm(CustomerPeople *people, QWidget *parent = nullptr); // takes it

    // What was typed waits for the place it was typed in: it names somebody there.
    void setPlace(Destination::Mode mode, const QByteArray &world);
    void setProducts(const QList<Product> &products, const Product *suggested);
    void setCustomersProblem(const QString &sentence); // empty: none
    void setWaiting(bool waiting); // for a payment in a browser: nothing else is begun meanwhile
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
    void kindChanged();

private:
    struct Who {
        QString name;
        QString email;
    };
    void buildWho();
    void buildWhat();
    void buildButtons();
    void setChecks();
    void showKind();
    void showPlan();
    void showWho();
    void showTitle();
    QList<Field *> fields() const;

    QList<Product> m_products;
    Destination::Mode m_mode = Destination::Mode::Sandbox;
    QByteArray m_world;
    QHash<QByteArray, Who> m_drafts; // typed, by the world
    Density m_density = Density::Roomy;
    bool m_waiting = false;
    bool m_productChosen = false; // by the user, so that a reload keeps it

    Segments *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_email;
    CustomerPeople *m_people;
    ComboBox *m_product;
    CustomerCards *m_cards;
    Field *m_nameField = nullptr;
    Field *m_emailField = nullptr;
    Field *m_existingField = nullptr;
    Field *m_productField = nullptr;
    Field *m_payField = nullptr;
    QLabel *m_terms; // outside the sandbox, where no card is chosen here
    QWidget *m_buttons;
    Button *m_start;
    Button *m_browser;
    Button *m_again;
    Button *m_another;
};
