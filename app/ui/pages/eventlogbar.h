// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class IconButton;
class PrefixedEdit;
class QLabel;
class Segments;

// The row above the log: the query with its count, what is listed, the button that opens the strip to send
// events, and the one that gives the log a window of its own.
class EventLogBar : public QWidget {
    Q_OBJECT

public:
    enum class Place { InWindow, OnItsOwn };

    explicit EventLogBar(QWidget *parent = nullptr);

    QString query() const;
    void setQuery(const QString &query);
    void setCount(int shown, int total); // "12 of 29"
    void setPlace(Place place);
    void focusQuery();
    void focusSend();

Q_SIGNALS:
    void queryChanged(const QString &query);
    void scopeChanged(int index); // 0 Events, 1 All requests
    void sendRequested();
    void detachRequested();

private:
    PrefixedEdit *m_query;
    QLabel *m_count;
    IconButton *m_clear;
    Segments *m_scope;
    Button *m_send;
    IconButton *m_detach;
};
