// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/price.h"
#include "ui/parts/card.h"

class Button;
class ElidedLabel;
class IconButton;

// One meter of the product being made: its name, its price, and the pencil that opens it at the right.
class ProductMeterRow : public Card {
    Q_OBJECT

public:
    explicit ProductMeterRow(int number, QWidget *parent = nullptr);
    QWidget *editButton() const;
    void show(const MeterPrice &price, const QString &eventName, const QByteArray &currency, bool edited);

Q_SIGNALS:
    void editRequested();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    ElidedLabel *m_event;
    IconButton *m_edit;
};

// "Associated Meters": the product's meter prices, up to 10, picked from the live meters.
class ProductMeters : public QWidget {
    Q_OBJECT

public:
    explicit ProductMeters(QWidget *parent = nullptr);

    void setLiveMeters(const QList<Meter> &meters);
    void setAbsentWords(const QString &words) { m_absent = words; } // of a meter that is not among these
    void setCurrency(const QByteArray &currency);
    void setPrices(const QList<MeterPrice> &prices);
    const QList<MeterPrice> &prices() const { return m_prices; }
    const MeterPrice *price(const MeterId &id) const;
    void setPrice(const MeterPrice &price);
    void showDraft(const MeterPrice &price); // in its row, not yet kept
    void remove(const MeterId &id);
    void setCurrent(const std::optional<MeterId> &id); // the one open at the right
    bool check(); // says what is missing
    void showError(const QString &text);
    Button *addButton() const { return m_add; }

Q_SIGNALS:
    void changed();
    void editRequested(const MeterId &id);

private:
    void buildHead();
    void openMenu();
    void add(const Meter &meter);
    QList<Meter> addable() const;
    const Meter *meter(const MeterId &id) const;
    void rebuild();

    QList<Meter> m_live;
    QList<MeterPrice> m_prices;
    QString m_absent = tr("archived");
    QByteArray m_currency = "USD";
    std::optional<MeterId> m_current;
    QLabel *m_count;
    Button *m_add;
    QLabel *m_note;
    QVBoxLayout *m_column;
    QList<ProductMeterRow *> m_rows;
};
