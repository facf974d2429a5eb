// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/button.h"

#include <QList>

#include <optional>

class EventLog;
class GeneratePopup;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

// A query under a name.
struct SavedQuery {
    QString name;
    QString query;

    friend bool operator==(const SavedQuery &, const SavedQuery &) = default;
};

// The button with the queries that are kept: choose one, keep the one that is typed, rename, delete. A few
// are there from the start.
class EventLogSaved : public Button {
    Q_OBJECT

public:
    static constexpr int most = 100;

    EventLogSaved(EventLog &log, QWidget *parent = nullptr);

    const QList<SavedQuery> &saved() const { return m_saved; }
    void setQuery(const QString &query); // the one that is typed: it can be kept

Q_SIGNALS:
    void chosen(const QString &query);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPopup();
    void buildKeep();
    void buildList();
    void open();
    void keepQuery();
    void choose(QListWidgetItem *item);
    void rename(QListWidgetItem *item);
    void removeCurrent();
    void undoRemove();
    void list(int current);
    void showButtons();
    void store();

    EventLog &m_log;
    QList<SavedQuery> m_saved;
    QString m_query;
    std::optional<std::pair<int, SavedQuery>> m_removed; // the last one, and where it stood
    GeneratePopup *m_popup;
    QLineEdit *m_name;
    Button *m_keep;
    QListWidget *m_list;
    QLabel *m_none;
    Button *m_rename;
    Button *m_remove;
    Button *m_undo;
};
