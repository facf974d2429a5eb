// SPDX-License-Identifier: MIT
#include "ui/outbox/comparemodel.h"

#include "ui/outbox/comparewords.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/rowdelegate.h"

void CompareModel::setRows(const QList<ReconcileRow> &rows)
{
    m_rows = rows;
    narrow();
}

void CompareModel::setKinds(const Kinds &kinds)
{
    m_kinds = kinds;
    narrow();
}

void CompareModel::narrow()
{
    beginResetModel();
    m_shown.clear();
    for (const ReconcileRow &row : std::as_const(m_rows)) {
        if (m_kinds.isEmpty() || m_kinds.contains(row.kind))
            m_shown.append(row);
    }
    endResetModel();
}

const ReconcileRow *CompareModel::row(int index) const
{
    return index >= 0 && index < m_shown.size() ? &m_shown[index] : nullptr;
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    const ReconcileRow *found = index.isValid() ? row(index.row()) : nullptr;
    if (!found)
        return {};
    const int column = index.column();
    if (role == ChipRole)
        return column == Kind ? QVariant::fromValue(comparewords::chip(found->kind)) : QVariant();
    if (role == FontRole)
        return column == Customer || column == At || column == Id ? QVariant(int(TextRole::MonoSmall))
                                                                  : QVariant();
    if (role == InkRole)
        return int(column == Name || column == Why ? Ink::Text : Ink::Dim);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole
        && !(role == Qt::ToolTipRole && (column == Why || column == Id)))
        return {};
    switch (column) {
    case Kind:
        return comparewords::chip(found->kind).text;
    case Name:
        return QString::fromUtf8(found->name);
    case Customer:
        return found->customer.string();
    case At:
        return queuewords::made(found->at);
    case Why:
        return comparewords::why(*found);
    case Id:
        return found->id.string();
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const heads[] = {QT_TR_NOOP("Found"), QT_TR_NOOP("Event name"), QT_TR_NOOP("Customer"),
        QT_TR_NOOP("Made at"), QT_TR_NOOP("What it means"), QT_TR_NOOP("Event id")};
    return tr(heads[section]);
}
