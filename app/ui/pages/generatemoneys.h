// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generatespent.h"
#include "ui/parts/card.h"

class Button;
class PixelRow;
class QLabel;

// Both moneys before the click: the customer's first and large, with one square a unit, then what the
// provider charges, and what it has cost so far. An order that may not go is told why here.
class GenerateMoneys : public Card {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact };

    explicit GenerateMoneys(QWidget *parent = nullptr);
    void setForecast(const GenerateForecast &forecast);
    void setSpent(const std::optional<GenerateSpent::Sums> &sums); // nullopt: not shown
    void setRefusal(const QString &sentence, const QString &remedy); // empty: none
    void setMode(Destination::Mode mode); // what "charged" means there
    void setDensity(Density density);
    void setPicturesOnly(bool on); // the provider's money alone

Q_SIGNALS:
    void capRequested();
    void remedyRequested(); // the button of the refusal

private:
    QWidget *makeCustomer();
    QWidget *makeProvider();
    QWidget *makeRefusal();
    void showProvider();
    void showTerms();

    QWidget *m_customer = nullptr;
    QLabel *m_used = nullptr;
    QLabel *m_price = nullptr;
    PixelRow *m_pixels = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_terms = nullptr;
    QWidget *m_rule;
    QWidget *m_providerRow = nullptr;
    QLabel *m_providerWords = nullptr;
    QLabel *m_provider = nullptr;
    GenerateSpent *m_spent;
    QWidget *m_refusal = nullptr;
    QLabel *m_refusalText = nullptr;
    Button *m_remedy = nullptr;
    GenerateForecast m_forecast;
    Destination::Mode m_mode = Destination::Mode::Sandbox;
    bool m_picturesOnly = false;
    bool m_compact = false;
    bool m_spentWanted = false;
};
