// SPDX-License-Identifier: MIT
#pragma once

#include "billing/product.h"
#include "ui/parts/card.h"

class Button;
class CopyButton;
class ElidedLabel;
class FactRows;
class QLabel;

// A product that exists: its id, its price, and one line for each meter.
class ProductSummary : public QWidget {
    Q_OBJECT

public:
    enum class State { Live, Archived };
    enum class Use { None, Playable, Played }; // whether this program sells it, or could

    explicit ProductSummary(QWidget *parent = nullptr);
    void setProduct(const Product &product, State state, Use use);

Q_SIGNALS:
    void useRequested();

private:
    void showPrice(const Price &price);
    void showMeters(const UsagePrice &price);

    Card *m_card;
    ElidedLabel *m_id;
    CopyButton *m_copy;
    FactRows *m_facts;
    Card *m_meterCard;
    FactRows *m_meters;
    QLabel *m_note;
    Button *m_use;
};

QString pricingWords(const Price &price); // "Usage Based Billing"
