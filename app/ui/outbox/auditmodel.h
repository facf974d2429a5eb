// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/outbox.h"

#include <QAbstractTableModel>

// Every call to a live account, newest first, read page by page as it is scrolled into sight. A text narrows
// it on the disk already.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { At, What, Request, Status, Events, Retry, Failure, ColumnCount };

    explicit AuditModel(Outbox &outbox, QObject *parent = nullptr); // must outlive it

    void refresh(); // what came since; the first time: the newest
    void setText(const QString &text); // what was shown stays until the answer is there
    const QString &text() const { return m_text; }
    const AuditRow *row(int index) const; // null past the end
    bool isLoaded() const { return m_loaded; }
    bool isEmpty() const { return !m_any; } // whatever the text

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const Error &error);

private:
    enum class Purpose { Anew, Newer, Older };

    void read(Purpose purpose);
    void add(Purpose purpose, const QList<AuditRow> &page);
    void begin(const QList<AuditRow> &page);
    void addOlder(const QList<AuditRow> &page);
    void addNewer(const QList<AuditRow> &page);
    QString cell(const AuditRow &row, int column) const;

    Outbox &m_outbox;
    QList<AuditRow> m_rows; // newest first
    QString m_text;
    qint64 m_newest = 0; // the last one that is known
    int m_round = 0; // an answer for another text is dropped
    bool m_any = false; // there is a call at all
    bool m_more = false;
    bool m_reading = false;
    bool m_loaded = false;
};
