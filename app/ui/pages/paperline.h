// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QStringList>

// Four cells of the bill: item, quantity, price, amount. The last three are right-aligned in fixed columns.
class PaperLine : public QWidget {
    Q_OBJECT

public:
    enum class Weight { Head, Line };

    PaperLine(const QStringList &cells, Weight weight, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_cells;
    Weight m_weight;
};

// A metered line: the cells, how the amount came about, and a way to its events. Reached by keyboard.
class PaperMeterLine : public QAbstractButton {
    Q_OBJECT

public:
    PaperMeterLine(
        const QStringList &cells, const QString &arithmetic, const QString &link, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QStringList m_cells;
    QString m_arithmetic;
    QString m_link;
};

class PaperRule : public QWidget {
    Q_OBJECT

public:
    explicit PaperRule(const QColor &colour, QWidget *parent = nullptr);
    static QColor faint(); // a divider between lines

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
};
