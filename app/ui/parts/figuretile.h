// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/card.h"
#include "ui/theme.h"

class QGridLayout;

// A labelled figure: "Used this period", 12 images, "all time 12".
class FigureTile : public Card {
    Q_OBJECT

public:
    explicit FigureTile(QWidget *parent = nullptr);
    explicit FigureTile(const QString &label, QWidget *parent = nullptr);
    void setFigure(const QString &figure, const QString &sub, Ink ink = Ink::Text);
    QString figure() const;

private:
    QLabel *m_label;
    QLabel *m_figure;
    QLabel *m_sub;
};

// Rows of a muted name and a value at the right: a receipt, the arithmetic of a bill.
class FactRows : public QWidget {
    Q_OBJECT

public:
    enum class Look { Text, Mono, Bold };

    explicit FactRows(QWidget *parent = nullptr);
    void setRow(int row, const QString &name, const QString &value, Look look = Look::Text);
    QString value(int row) const;
    void clear();

private:
    QGridLayout *m_grid;
};
