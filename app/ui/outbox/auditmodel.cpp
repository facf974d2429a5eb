// SPDX-License-Identifier: MIT
#include "ui/outbox/auditmodel.h"

#include "ui/outbox/queuewords.h"
#include "ui/parts/rowdelegate.h"

#include <algorithm>

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
    if (!m_loaded)
        return read(Purpose::Anew);
    // A search looks through the whole table: only when there is something new.
    whenDone(m_outbox.audit(1), this, [this](const Result<QList<AuditRow>> &last) {
        if (!last)
            return Q_EMIT failed(last.error());
        const qint64 newest = last->isEmpty() ? 0 : last->first().seq;
        if (m_reading || newest == m_newest)
            return;
        m_newest = newest;
        read(Purpose::Newer);
    });
}

void AuditModel::read(Purpose purpose)
{
    if (m_reading)
        return;
    m_reading = true;
    const qint64 before = purpose == Purpose::Older && !m_rows.isEmpty() ? m_rows.last().seq : 0;
    whenDone(m_outbox.audit(pageSize, before, m_text), this,
        [this, purpose, round = m_round](const Result<QList<AuditRow>> &page) {
            if (round != m_round)
                return;
            if (page)
                add(purpose, *page); // still reading: a view asks for more amid it
            m_reading = false;
            if (page)
                return Q_EMIT loaded();
            m_newest = 0; // it is asked for again
            Q_EMIT failed(page.error());
        });
}

void AuditModel::add(Purpose purpose, const QList<AuditRow> &page)
{
    if (purpose == Purpose::Anew)
        begin(page);
    else
        purpose == Purpose::Newer ? addNewer(page) : addOlder(page);
    m_loaded = true;
    m_any = m_any || !m_rows.isEmpty();
}

void AuditModel::begin(const QList<AuditRow> &page)
{
    beginResetModel();
    m_rows = page;
    m_more = page.size() == pageSize;
    endResetModel();
}

void AuditModel::addOlder(const QList<AuditRow> &page)
{
    m_more = page.size() == pageSize;
    if (page.isEmpty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + page.size()) - 1);
    m_rows += page;
    endInsertRows();
}

void AuditModel::addNewer(const QList<AuditRow> &page)
{
    const qint64 newest = m_rows.isEmpty() ? 0 : m_rows.first().seq;
    const auto end = std::ranges::find_if(page, [newest](const AuditRow &row) { return row.seq <= newest; });
    const qsizetype count = end - page.begin();
    if (count == pageSize)
        return begin(page); // more came than one page
    if (count == 0)
        return;
    beginInsertRows({}, 0, int(count) - 1);
    m_rows = page.first(count) + m_rows;
    endInsertRows();
}

void AuditModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    ++m_round;
    m_reading = false;
    read(Purpose::Anew);
}

const AuditRow *AuditModel::row(int index) const
{
    return index >= 0 && index < m_rows.size() ? &m_rows[index] : nullptr;
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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
        read(Purpose::Older);
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
