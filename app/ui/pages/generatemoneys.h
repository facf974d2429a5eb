// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/card.h"

class PixelRow;
class QLabel;
struct GenerateForecast;

// Both moneys before the click: the customer's first and large, with one square a unit, then what a provider
// would charge.
class GenerateMoneys : public Card {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact };

    explicit GenerateMoneys(QWidget *parent = nullptr);
    void setForecast(const GenerateForecast &forecast);
    void setDensity(Density density);
    void setPicturesOnly(bool on); // the provider's money alone

private:
    QWidget *m_customer;
    QLabel *m_used;
    QLabel *m_price;
    PixelRow *m_pixels;
    QLabel *m_note;
    QWidget *m_rule;
    QWidget *m_providerRow;
    QLabel *m_provider;
    bool m_picturesOnly = false;
    bool m_compact = false;
};
