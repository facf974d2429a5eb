// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodel.h"
#include "session/logfollower.h"
#include "ui/frame/pageactions.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class EmptyState;
class EventLogBar;
class EventLogChoice;
class EventLogColumnList;
class EventLogDetail;
class EventLogEmpty;
class EventLogExport;
class EventLogImport;
class EventLogKeeping;
class EventLogMarks;
class EventLogNote;
class EventLogRows;
class EventLogSaved;
class EventLogSend;
class EventLogSplit;
class EventLogTable;
class EventLogWindow;
class MessageStrip;
class PayloadEditor;
class QStackedLayout;
class QVBoxLayout;
struct NewMeter;

// Tab 5: every exchange, newest at the bottom, and of the chosen one why it counted or not, what was sent and
// what came back. Can stand in a window of its own.
class EventLogPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    EventLogPage(
        Session &session, EventLog &log, LogModel &model, LogFollower &follower, QWidget *parent = nullptr);
    ~EventLogPage() override;

    QSize minimumSizeHint() const override; // it folds
    void primaryAction() override; // Send again; in the parts that send events, their own
    void focusQuery() override;
    bool cancel() override; // what runs first, then what is open, the query last

    void showEvent(const EventId &event); // chooses its row, now or when it arrives
    void showQuery(const QString &query);
    EventLogExport &exporter() const { return *m_export; }
    EventLogImport &importer() const { return *m_import; }

Q_SIGNALS:
    void generateRequested();
    void meterRequested(); // the page of meters
    void customerRequested(); // the page of the customer
    void meterMendRequested(const NewMeter &mended, const MeterId &old);
    void meterChosen(const MeterId &meter);
    void productChosen(const ProductId &product);
    void customerChosen(const CustomerId &customer);
    void invoiceRequested();
    void pictureRequested(const EventId &event);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildContent();
    void buildTable();
    void buildBar();
    void buildEmpty();
    void fillMenu();
    void judgeAgain();
    void sayMissed(qint64 count);
    void connectRows();
    void connectBar();
    void connectDetail();
    void connectSend();
    void setQuery(const QString &query);
    void setListed(int listed);
    void togglePause();
    void refreshRows();
    void refreshBusy();
    void replay(const QList<QUuid> &exchanges);
    void openEditor(const QByteArray &event);
    void showRow(const QUuid &exchange);
    void awaitAgain(const EventId &event);
    void fit();
    void detach();
    void attach();

    Session &m_session;
    EventLog &m_log;
    LogModel &m_model;
    EventLogRows *m_rows;
    EventId m_awaited; // to choose as soon as it arrives
    bool m_keepsQuery = false; // also where the query leaves it out

    QVBoxLayout *m_column;
    QWidget *m_content; // all of it: moves to the window of its own
    EmptyState *m_away; // stands here meanwhile
    EventLogBar *m_bar;
    MessageStrip *m_strip;
    EventLogExport *m_export;
    EventLogImport *m_import;
    EventLogSaved *m_saved;
    EventLogKeeping *m_keeping;
    EventLogSend *m_send;
    PayloadEditor *m_editor;
    QStackedLayout *m_stack;
    EventLogSplit *m_split;
    EventLogTable *m_table;
    EventLogColumnList *m_columns;
    EventLogMarks *m_marks;
    EventLogNote *m_note;
    EventLogDetail *m_detail;
    EventLogChoice *m_choice;
    EventLogEmpty *m_empty;
    EmptyState *m_noMatch;
    QPointer<EventLogWindow> m_window;
    bool m_paused = false;
    QTimer m_percent; // of a search, read while it lasts
};
