// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class EventLogCompleter;
class IconButton;
class LogModel;
class PrefixedEdit;
class QHBoxLayout;
class QLabel;
class Segments;

// The row above the log: the query with its count, what is listed, the button that opens the strip to send
// events, and the one that gives the log a window of its own.
class EventLogBar : public QWidget {
    Q_OBJECT

public:
    enum class Place { InWindow, OnItsOwn };

    explicit EventLogBar(const LogModel &log, QWidget *parent = nullptr);

    QString query() const;
    void setQuery(const QString &query);
    void setCount(int shown, int total); // "12 of 29"
    void setUnread(const QStringList &words); // of the query: asked for nothing; said at the line
    void addBeforeDetach(QWidget *button); // takes it
    void setPlace(Place place);
    void focusQuery();
    void focusSend();

Q_SIGNALS:
    void queryChanged(const QString &query);
    void scopeChanged(int index); // 0 Events, 1 All requests
    void sendRequested();
    void detachRequested();

private:
    void buildQuery();

    const LogModel &m_log;
    EventLogCompleter *m_completer;
    QHBoxLayout *m_row;
    PrefixedEdit *m_query;
    QLabel *m_unread;
    QLabel *m_count;
    IconButton *m_clear;
    Segments *m_scope;
    Button *m_send;
    IconButton *m_detach;
};
