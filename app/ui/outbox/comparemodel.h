// SPDX-License-Identifier: MIT
#pragma once

#include "session/reconcile.h"

#include <QAbstractTableModel>

// What a comparison found, narrowed to some kinds.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Name, Customer, At, Why, Id, ColumnCount };
    using Kinds = QList<ReconcileRow::Kind>;

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ReconcileRow> &rows);
    void setKinds(const Kinds &kinds); // empty: all
    const ReconcileRow *row(int index) const; // null past the end

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void narrow();

    QList<ReconcileRow> m_rows;
    QList<ReconcileRow> m_shown;
    Kinds m_kinds;
};
