// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "ui/eventlog/eventlogexport.h"

class QLabel;

// Reads a file of requests into the log: asked for, or dropped on the page, which then says what the drop
// will do. What came of it stands in the strip.
class EventLogImport : public QWidget {
    Q_OBJECT

public:
    EventLogImport(EventLog &log, MessageStrip &strip, QWidget *over);

    void setAskFile(AskLogFile ask) { m_ask = std::move(ask); }
    void ask();
    void read(const QString &path);
    bool stop(); // what is being read; false when nothing is

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void done(const QString &name, const Result<int> &count);

    EventLog &m_log;
    MessageStrip &m_strip;
    QWidget *m_over;
    QLabel *m_words;
    AskLogFile m_ask;
    std::optional<Call<int>> m_reading;
    int m_run = 0; // the latest one answers
};
