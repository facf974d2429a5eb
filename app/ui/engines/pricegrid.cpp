// SPDX-License-Identifier: MIT
#include "ui/engines/pricegrid.h"

#include "ui/fonts.h"
#include "ui/parts/card.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PriceGrid::PriceGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_note(makeLabel({}, TextRole::Help, Ink::Mute, this))
{
    setObjectName(u"enginePrices"_s);
    m_note->setObjectName(u"enginePriceNote"_s);
    m_note->setWordWrap(true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(0, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(makeLabel(tr("Price per picture"), TextRole::Section, Ink::Text, this));
    column->addLayout(m_grid);
    column->addWidget(m_note);
}

void PriceGrid::addCell(int row, int column, QWidget *cell, Qt::Alignment where)
{
    m_grid->addWidget(cell, row, column, where);
    m_cells.append(cell);
    cell->show();
}

void PriceGrid::setTable(const PriceTable &table)
{
    qDeleteAll(m_cells);
    m_cells.clear();
    QStringList spoken;
    const auto columns = int(table.columns.size());
    for (int i = 0; i < columns; ++i) {
        const PriceTable::Column &column = table.columns[i];
        const QString head
            = column.asked.isEmpty() ? column.title : tr("%1 (%2)").arg(column.title, column.asked);
        addCell(0, i + 1, makeLabel(head, TextRole::Help, Ink::Dim, this), Qt::AlignRight);
    }
    auto *rule = makeRule(this);
    m_grid->addWidget(rule, 1, 0, 1, columns + 1);
    m_cells.append(rule);
    for (int row = 0; row < int(table.rows.size()); ++row) {
        QLabel *size = makeLabel(table.rows[row].size, TextRole::Small, Ink::Dim, this);
        size->setWordWrap(true);
        addCell(row + 2, 0, size, {});
        for (int i = 0; i < columns; ++i) {
            const QString price = table.rows[row].prices.value(i);
            const bool known = price.startsWith(u'$');
            addCell(row + 2, i + 1, makeLabel(price, TextRole::Small, known ? Ink::Text : Ink::Mute, this),
                Qt::AlignRight | Qt::AlignTop);
            spoken << tr("%1, %2: %3").arg(table.rows[row].size, table.columns[i].title, price);
        }
    }
    m_note->setText(table.note);
    setAccessibleName(tr("Price per picture"));
    setAccessibleDescription(spoken.join(u"; "_s));
}
