// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QStringList>

#include <array>

// The widths of quantity, price and amount on one bill: each as wide as its widest words, so that the item
// has all the rest.
class PaperColumns {
public:
    void fit(const QStringList &cells);
    int width(int column) const { return m_widths[size_t(column - 1)]; } // 1 to 3
    int item(int whole) const; // what is left of a line `whole` wide

private:
    std::array<int, 3> m_widths{};
};

// Four cells of the bill: item, quantity, price, amount. The last three are right-aligned; a long item wraps
// once. A second line below says more.
class PaperLine : public QWidget {
    Q_OBJECT

public:
    enum class Weight { Head, Line };
    static constexpr int margin = 12; // beside the words; a metered line's ground reaches that far out

    PaperLine(
        const QStringList &cells, const PaperColumns &columns, Weight weight, QWidget *parent = nullptr);
    void setBelow(const QString &text);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_cells;
    QString m_below;
    PaperColumns m_columns;
    Weight m_weight;
};

// A metered line: the cells, how the amount came about, and a way to its events. Reached by keyboard.
class PaperMeterLine : public QAbstractButton {
    Q_OBJECT

public:
    PaperMeterLine(const QStringList &cells, const PaperColumns &columns, const QString &arithmetic,
        const QString &link, QWidget *parent = nullptr);
    void setLink(const QString &link);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QStringList m_cells;
    PaperColumns m_columns;
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
