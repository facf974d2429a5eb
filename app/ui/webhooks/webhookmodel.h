// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/webhookreceiver.h"

#include <QAbstractTableModel>

// What came to the receiver, newest first, with the reason where it was refused.
class WebhookModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { At, Type, MessageId, Verdict, Status, ColumnCount };

    explicit WebhookModel(QObject *parent = nullptr);

    void set(const QList<ReceivedWebhook> &oldestFirst);
    void add(const ReceivedWebhook &delivery);
    const ReceivedWebhook *row(int index) const; // null past the end

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const ReceivedWebhook &delivery, int column) const;

    QList<ReceivedWebhook> m_rows; // newest first
};
