// SPDX-License-Identifier: MIT
#pragma once

#include <QCompleter>

class LogModel;
class QStringListModel;

// Completes the last word of the log's query: the tokens, and behind a token the values the log holds.
class EventLogCompleter : public QCompleter {
    Q_OBJECT

public:
    explicit EventLogCompleter(QObject *parent = nullptr);

    void learn(const LogModel &log); // the values of its newest rows

    QStringList splitPath(const QString &query) const override;
    QString pathFromIndex(const QModelIndex &index) const override;

private:
    QStringListModel *m_words;
    mutable QString m_before; // what stands before the word that is completed
};
