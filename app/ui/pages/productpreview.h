// SPDX-License-Identifier: MIT
#pragma once

#include "billing/bill.h"
#include "ui/parts/card.h"

class FactRows;
class PriceChart;
class QLineEdit;
class Slider;
class UnitScale;

// "Bill preview": what one customer's period costs for any usage of one meter, by the service's own rule
// (billing/bill.h). Numbers on the chart are places; every amount is exact.
class ProductPreview : public Card {
    Q_OBJECT

public:
    explicit ProductPreview(QWidget *parent = nullptr);

    // The product as it stands, and the meter whose usage varies. Without a priced meter: says what is
    // missing.
    void setProduct(const UsagePrice &price, const std::optional<MeterId> &meter);

private:
    void buildHead();
    void buildChart();
    const MeterPrice *meter() const;
    Result<Bill> billAt(const Decimal &units) const;
    Decimal units() const;
    void typed();
    void slid(int value);
    void fitRange();
    void showAll();
    QString sentence(const BillLine &line, const QByteArray &currency) const;
    void showLines(const Bill &bill);
    void showChart(const Bill &bill);

    UsagePrice m_price;
    std::optional<MeterId> m_meter;
    qint64 m_range = 50;
    QWidget *m_filled;
    QLabel *m_empty;
    QLabel *m_total;
    QLabel *m_sentence; // units, free ones and what is left to pay, with the figures
    QLineEdit *m_units;
    QLabel *m_unitName;
    PriceChart *m_chart;
    Slider *m_slider;
    UnitScale *m_scale;
    FactRows *m_lines;
    FactRows *m_sum;
};

// The numbers under the slider: six of them, the last with the unit.
class UnitScale : public QWidget {
    Q_OBJECT

public:
    explicit UnitScale(QWidget *parent = nullptr);
    void setRange(qint64 last, const QString &unit);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_last = 50;
    QString m_unit;
};
