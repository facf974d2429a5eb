// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/card.h"
#include "ui/theme.h"

class Button;
class ElidedLabel;
class IconButton;
class QLabel;

// The receipt of the picture shown: what its event says and what it cost. One row that opens at 1280×720.
class GenerateReceipt : public Card {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact };
    struct Content {
        QString eventId;
        bool sent = false; // an event went with it: it can be shown
        QString customer;
        QString period;
        QString engine; // "Demo painter, seed 7"
        QString providerCost; // what the provider took; empty where it takes nothing
        QString price;
        Ink priceInk = Ink::Text;
    };

    explicit GenerateReceipt(QWidget *parent = nullptr);
    void setContent(const Content &content);
    void setDensity(Density density);
    void setSavedInside(bool inside); // the switch of the picture's menu
    void setPicturesOnly(bool on); // without customer, period, price

Q_SIGNALS:
    void showEventRequested();

private:
    struct Line {
        QLabel *label = nullptr;
        ElidedLabel *value = nullptr;
        bool money = false; // of the customer's bill
    };
    enum LineName { EventLine, CustomerLine, PeriodLine, EngineLine, ProviderLine, PriceLine, LineCount };

    QWidget *makeHead();
    void makeLines(QWidget *inside);
    void showLines();
    void applyDensity();

    QWidget *m_rule;
    QWidget *m_inside;
    QWidget *m_saved = nullptr;
    ElidedLabel *m_shortId = nullptr;
    Button *m_show = nullptr;
    IconButton *m_fold = nullptr;
    Line m_lines[LineCount] = {};
    bool m_compact = false;
    bool m_open = false;
    bool m_picturesOnly = false;
};
