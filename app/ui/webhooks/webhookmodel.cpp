// SPDX-License-Identifier: MIT
#include "ui/webhooks/webhookmodel.h"

#include "ui/parts/chip.h"
#include "ui/parts/rowdelegate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 1000; // as the receiver keeps

ChipLook chipOf(const ReceivedWebhook &delivery)
{
    using Kind = ReceivedWebhook::Kind;
    switch (delivery.kind) {
    case Kind::Taken:
        return {ChipLook::Kind::Done, WebhookModel::tr("Taken")};
    case Kind::SentBefore:
        return {ChipLook::Kind::SentBefore, WebhookModel::tr("Sent before")};
    case Kind::NotKept:
        return {ChipLook::Kind::NotCounted, delivery.why};
    case Kind::Unsigned:
    case Kind::Refused:
        break;
    }
    return {ChipLook::Kind::Refused, delivery.why};
}

} // namespace

WebhookModel::WebhookModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void WebhookModel::set(const QList<ReceivedWebhook> &oldestFirst)
{
    beginResetModel();
    m_rows = oldestFirst;
    std::ranges::reverse(m_rows);
    endResetModel();
}

void WebhookModel::add(const ReceivedWebhook &delivery)
{
    beginInsertRows({}, 0, 0);
    m_rows.prepend(delivery);
    endInsertRows();
    if (m_rows.size() <= mostRows)
        return;
    beginRemoveRows({}, mostRows, mostRows);
    m_rows.removeLast();
    endRemoveRows();
}

const ReceivedWebhook *WebhookModel::row(int index) const
{
    return index >= 0 && index < m_rows.size() ? &m_rows[index] : nullptr;
}

int WebhookModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int WebhookModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WebhookModel::cell(const ReceivedWebhook &delivery, int column) const
{
    switch (column) {
    case At:
        return toDateTime(delivery.at).toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    case Type:
        return delivery.type.isEmpty() ? tr("None") : delivery.type;
    case MessageId:
        return QString::fromLatin1(delivery.id);
    case Status:
        return delivery.status == 0 ? tr("None") : QString::number(delivery.status);
    default:
        return chipOf(delivery).text;
    }
}

QVariant WebhookModel::data(const QModelIndex &index, int role) const
{
    const ReceivedWebhook *delivery = row(index.row());
    if (!delivery)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(*delivery, column);
    case Qt::ToolTipRole:
        return column == Verdict ? delivery->why : QString();
    case ChipRole:
        return column == Verdict ? QVariant::fromValue(chipOf(*delivery)) : QVariant();
    case FontRole:
        return int(column == At || column == MessageId ? TextRole::MonoSmall : TextRole::Small);
    case InkRole:
        return int(column == At || column == MessageId || (column == Type && delivery->type.isEmpty())
                ? Ink::Dim
                : Ink::Text);
    default:
        return {};
    }
}

QVariant WebhookModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("Time");
    case Type:
        return tr("Type");
    case MessageId:
        return tr("Message");
    case Verdict:
        return tr("Verdict");
    default:
        return tr("Answer");
    }
}
