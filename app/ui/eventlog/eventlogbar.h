// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class EventLogCompleter;
class IconButton;
class LogModel;
class PrefixedEdit;
class ProgressLine;
class QHBoxLayout;
class QLabel;
class QMenu;
class Segments;

// The rows above the log: the query with its count, or with how far the search is; what is listed; and what
// can be done with it all. In little room the list of what is listed goes into the menu, then the query gets
// a line of its own.
class EventLogBar : public QWidget {
    Q_OBJECT

public:
    enum class Place { InWindow, OnItsOwn };
    enum Listed { Events, AllRequests, PinnedOnly };

    explicit EventLogBar(const LogModel &log, QWidget *parent = nullptr);

    QString query() const;
    bool isUnfinished() const; // its last word is being typed, and may become a place to look in
    void setQuery(const QString &query);
    void setCount(int shown, int total); // "12 of 29"
    void setBusy(bool busy, int percent); // while a search takes its time
    void setUnread(const QStringList &words); // of the query: asked for nothing; said at the line
    void setPaused(bool paused);
    void setListed(Listed listed);
    Listed listed() const;
    void addAfterQuery(QWidget *button); // takes it
    void addBeforeMenu(QWidget *button); // takes it
    QMenu *menu() const { return m_menu; }
    void setPlace(Place place);
    void fit(int width);
    void focusQuery();
    void setSendingOff(const QString &why); // made up events; empty: on again
    void focusSend();
    void focusEditor();
    QWidget *menuButton() const;

Q_SIGNALS:
    void queryChanged(const QString &query);
    void searchCancelled();
    void listedChanged(int listed);
    void editorRequested();
    void sendRequested();
    void pauseRequested();
    void detachRequested();

private:
    void buildQuery();
    void buildButtons();
    void buildMenu();
    void takeQuery();

    const LogModel &m_log;
    EventLogCompleter *m_completer;
    QHBoxLayout *m_line; // of the query, where it has one of its own
    QHBoxLayout *m_row;
    PrefixedEdit *m_query;
    QLabel *m_unread;
    QLabel *m_count;
    Button *m_cancel;
    IconButton *m_clear;
    ProgressLine *m_progress;
    Segments *m_listed;
    Button *m_send;
    Button *m_editor;
    IconButton *m_pause;
    IconButton *m_more;
    IconButton *m_detach;
    QMenu *m_menu;
    QWidget *m_afterQuery = nullptr;
    bool m_typing = false; // by hand, since the query was last taken as it stands
};
