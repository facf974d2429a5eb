// SPDX-License-Identifier: MIT
#pragma once

#include "ui/engines/pricetable.h"

#include <QWidget>

class QGridLayout;
class QLabel;

// What a picture costs at the provider, by size and by what the customer buys.
class PriceGrid : public QWidget {
    Q_OBJECT

public:
    explicit PriceGrid(QWidget *parent = nullptr);
    void setTable(const PriceTable &table);

private:
    void addCell(int row, int column, QWidget *cell, Qt::Alignment where);

    QGridLayout *m_grid;
    QLabel *m_note;
    QList<QWidget *> m_cells;
};
