// SPDX-License-Identifier: MIT
#include "ui/outbox/auditmodel.h"

#include "ui/outbox/queuewords.h"
#include "ui/parts/rowdelegate.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 500;

ChipLook chipOf(const AuditRow &row)
{
    if (row.status == 0)
        return {ChipLook::Kind::Refused, AuditModel::tr("No answer")};
    const QString status = QString::number(row.status);
    return {row.status < 300 ? ChipLook::Kind::Done : ChipLook::Kind::Refused, status};
}

} // namespace

AuditModel::AuditModel(Outbox &outbox, QObject *parent)
    : QAbstractTableModel(parent)
    , m_outbox(outbox)
{
}

void AuditModel::refresh()
{
    read(0);
}

void AuditModel::read(qint64 before)
{
    if (m_reading)
        return;
    m_reading = true;
    whenDone(m_outbox.audit(pageSize, before), this, [this, before](const Result<QList<AuditRow>> &page) {
        m_reading = false;
        if (!page)
            return Q_EMIT failed(page.error());
        before == 0 && m_loaded ? addNewer(*page) : addOlder(*page);
        m_loaded = true;
        Q_EMIT loaded();
        if (!m_text.isEmpty() && m_more)
            read(m_rows.last().seq);
    });
}

void AuditModel::addOlder(const QList<AuditRow> &page)
{
    m_more = page.size() == pageSize;
    const int known = int(m_rows.size());
    m_rows += page;
    QList<int> fitting;
    for (int i = known; i < m_rows.size(); ++i) {
        if (fits(m_rows[i]))
            fitting.append(i);
    }
    if (fitting.isEmpty())
        return;
    beginInsertRows({}, int(m_shown.size()), int(m_shown.size() + fitting.size()) - 1);
    m_shown += fitting;
    endInsertRows();
}

void AuditModel::addNewer(const QList<AuditRow> &page)
{
    const qint64 newest = m_rows.isEmpty() ? 0 : m_rows.first().seq;
    const auto end = std::ranges::find_if(page, [newest](const AuditRow &row) { return row.seq <= newest; });
    const int count = int(end - page.begin());
    if (count == 0)
        return;
    if (count == page.size() && !m_rows.isEmpty()) { // more came than one page: begin anew
        beginResetModel();
        m_rows = page;
        m_more = true;
        m_shown.clear();
        for (int i = 0; i < m_rows.size(); ++i) {
            if (fits(m_rows[i]))
                m_shown.append(i);
        }
        return endResetModel();
    }
    QList<int> fitting;
    for (int i = 0; i < count; ++i) {
        if (fits(page[i]))
            fitting.append(i);
    }
    m_rows = page.first(count) + m_rows;
    for (int &index : m_shown)
        index += count;
    if (fitting.isEmpty())
        return;
    beginInsertRows({}, 0, int(fitting.size()) - 1);
    m_shown = fitting + m_shown;
    endInsertRows();
}

void AuditModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    beginResetModel();
    m_text = text;
    m_shown.clear();
    for (int i = 0; i < m_rows.size(); ++i) {
        if (fits(m_rows[i]))
            m_shown.append(i);
    }
    endResetModel();
    Q_EMIT loaded();
    if (!m_text.isEmpty() && m_more)
        read(m_rows.last().seq);
}

bool AuditModel::fits(const AuditRow &row) const
{
    if (m_text.isEmpty())
        return true;
    for (int column = 0; column < ColumnCount; ++column) {
        if (cell(row, column).contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

const AuditRow *AuditModel::row(int index) const
{
    return index >= 0 && index < m_shown.size() ? &m_rows[m_shown[index]] : nullptr;
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool AuditModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_reading;
}

void AuditModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(m_rows.last().seq);
}

QString AuditModel::cell(const AuditRow &row, int column) const
{
    switch (column) {
    case At:
        return queuewords::made(row.at);
    case What:
        return row.what;
    case Request:
        return QString::fromUtf8(row.method + ' ' + row.target);
    case Status:
        return chipOf(row).text;
    case Events:
        return row.events > 0 ? queuewords::number(row.events) : QString();
    case Retry:
        return row.retry > 0 ? queuewords::number(row.retry) : QString();
    case Failure:
        return row.failure;
    default:
        return {};
    }
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const AuditRow *found = index.isValid() ? row(index.row()) : nullptr;
    if (!found)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(*found, column);
    case Qt::ToolTipRole:
        return column == Request || column == Failure ? cell(*found, column) : QVariant();
    case ChipRole:
        return column == Status ? QVariant::fromValue(chipOf(*found)) : QVariant();
    case FontRole:
        return column == At || column == Request ? QVariant(int(TextRole::MonoSmall)) : QVariant();
    case InkRole:
        return int(column == What ? Ink::Text : column == Failure ? Ink::Red : Ink::Dim);
    case Qt::TextAlignmentRole:
        return column == Events || column == Retry ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(
            (section == Events || section == Retry ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const heads[] = {QT_TR_NOOP("Time"), QT_TR_NOOP("Call"), QT_TR_NOOP("Request"),
        QT_TR_NOOP("Answer"), QT_TR_NOOP("Events"), QT_TR_NOOP("Retry"), QT_TR_NOOP("What failed")};
    return tr(heads[section]);
}
