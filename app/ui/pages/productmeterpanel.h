// SPDX-License-Identifier: MIT
#pragma once

#include "billing/price.h"
#include "ui/parts/card.h"

class Button;
class ComboBox;
class Field;
class PrefixedEdit;
class QLineEdit;

// The side panel of one meter in a product: price per unit, free units, what so many units cost.
class ProductMeterPanel : public Card {
    Q_OBJECT

public:
    explicit ProductMeterPanel(QWidget *parent = nullptr);

    void open(const MeterPrice &price, const QByteArray &currency); // fills it
    void setCurrency(const QByteArray &currency);
    const MeterId &meter() const { return m_price.meter; }
    std::optional<MeterPrice> price() const; // as typed; nullopt while something is wrong
    bool save(); // shows what is wrong, or emits saved()
    void showError(const QString &text); // at the price

Q_SIGNALS:
    void edited(); // while typing
    void saved(const MeterPrice &price);
    void cancelled();
    void removeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildFields();
    void buildExample();
    void buildFoot();
    int perPlaces() const;
    Result<Decimal> typedPrice() const;
    Result<qint64> typedFree() const;
    void recheck();
    void showSlip();
    void showExample();
    void showWire();
    QString costOf(const MeterPrice &price, const Decimal &units) const;

    MeterPrice m_price;
    QByteArray m_currency = "USD";
    PrefixedEdit *m_amount;
    ComboBox *m_exampleUnits;
    QLineEdit *m_free;
    Field *m_amountField = nullptr;
    Field *m_freeField = nullptr;
    Button *m_useSlip;
    QLabel *m_example;
    QLabel *m_wire;
};
