// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include <QAbstractButton>

#include <optional>

// One line: what the provider's pictures cost today and this month, beside the caps. A click leads to them.
class GenerateSpent : public QAbstractButton {
    Q_OBJECT

public:
    struct Sums {
        Decimal today;
        Decimal month;
        std::optional<Decimal> dayCap = {};
        std::optional<Decimal> monthCap = {};
        bool exact = true; // else an estimate is among them

        friend bool operator==(const Sums &, const Sums &) = default;
    };

    explicit GenerateSpent(QWidget *parent = nullptr);
    void setSums(const Sums &sums);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_today;
    QString m_month;
};
