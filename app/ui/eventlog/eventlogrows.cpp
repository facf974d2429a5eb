// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogrows.h"

#include "ui/eventlog/eventlogmarks.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/parts/rowdelegate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Ink inkOf(int column, const LogRow &row)
{
    switch (column) {
    case LogModel::Request:
    case LogModel::EventName:
        return Ink::Text;
    case LogModel::Status:
        return row.failed() ? Ink::Red : Ink::Dim;
    default:
        return Ink::Dim;
    }
}

bool isPlain(int column)
{
    return column == LogModel::From || column == LogModel::VerdictColumn;
}

// One line, whatever was typed.
QString oneLine(const QString &note)
{
    return note.simplified();
}

} // namespace

QVariant EventLogRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (eventAt(index.row())) {
        if (const std::optional<QVariant> own = event(index.row(), column, role))
            return *own;
    }
    switch (role) {
    case MarksRole:
        return column == LogModel::EventName ? oddLetters(index) : QVariant();
    case FoundRole:
        return found(index);
    case Qt::TextAlignmentRole:
        // The times stand under one another at their ends: days have one digit or two.
        if (column == LogModel::Time)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        break;
    default:
        if (role >= ChipRole)
            return look(index.row(), column, role);
    }
    return LogView::data(index, role);
}

// What belongs to the request stands in its own row, above the events.
std::optional<QVariant> EventLogRows::event(int row, int column, int role) const
{
    const bool ofRequest = column <= LogModel::Latency;
    if (role == Qt::DisplayRole && column == LogModel::Request)
        return tr("event %1").arg(*eventAt(row) + 1);
    if (role == Qt::DisplayRole && ofRequest)
        return u""_s;
    if (role == InkRole && column == LogModel::Request)
        return int(Ink::Mute);
    if (role == FoundRole && ofRequest)
        return QVariant();
    if (role == IconRole || role == EdgeRole || role == TrailIconsRole || role == TrailTextRole)
        return QVariant();
    return std::nullopt;
}

QVariant EventLogRows::look(int row, int column, int role) const
{
    switch (role) {
    case ChipRole:
        return column == LogModel::VerdictColumn ? chip(row) : QVariant();
    case InkRole:
        return int(inkOf(column, this->row(row)));
    case FontRole:
        return int(isPlain(column) ? TextRole::Small : TextRole::MonoSmall);
    case IconRole:
        return column == LogModel::From ? QVariant(int(logwords::senderIcon(this->row(row).sender)))
                                        : QVariant();
    case EdgeRole: {
        const int colour = this->row(row).mark.colour;
        return colour > 0 ? QVariant(EventLogMarks::colour(colour)) : QVariant();
    }
    case BranchRole:
        return branch(row);
    case TrailIconsRole: {
        const LogMark mark = this->row(row).mark;
        QList<int> icons;
        if (mark.pinned)
            icons.append(int(IconName::Pin));
        if (!mark.note.isEmpty())
            icons.append(int(IconName::Pencil));
        return icons.isEmpty() ? QVariant() : QVariant::fromValue(icons);
    }
    case TrailTextRole:
        return oneLine(this->row(row).mark.note);
    default:
        return {};
    }
}

QVariant EventLogRows::chip(int row) const
{
    const RowVerdict is = verdict(row);
    return is.kind == RowVerdict::Kind::None ? QVariant() : QVariant::fromValue(logwords::chip(is));
}

QVariant EventLogRows::oddLetters(const QModelIndex &index) const
{
    const QVariant check = LogView::data(index, LogModel::NameCheckRole);
    return check.canConvert<NameCheck>() ? QVariant::fromValue(check.value<NameCheck>().oddInTyped)
                                         : QVariant();
}

QVariant EventLogRows::found(const QModelIndex &index) const
{
    if (filter().isEmpty())
        return {};
    const QStringList words = filter().highlights();
    const QString text = LogView::data(index, Qt::DisplayRole).toString();
    const auto stands = [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); };
    return std::ranges::any_of(words, stands) ? QVariant(words) : QVariant();
}

QVariant EventLogRows::branch(int row) const
{
    if (eventAt(row))
        return int(Branch::Leaf);
    if (!isExpandable(row))
        return {};
    return int(isExpanded(row) ? Branch::Open : Branch::Closed);
}
