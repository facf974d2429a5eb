// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "ui/parts/iconbutton.h"

class EventLogMarks;
class EventLogRows;
class MessageStrip;

// Asks where the log is written; calls back with the file's path when there is one. Replaced by tests.
using AskLogFile = std::function<void(
    QWidget *parent, const QString &suggested, std::function<void(const QString &)> chosen)>;

// The button that writes the log to a file: all of it, what is listed, or the chosen rows. The file's suffix
// says the format. What came of it stands in the strip.
class EventLogExport : public IconButton {
    Q_OBJECT

public:
    EventLogExport(EventLog &log, const EventLogRows &rows, MessageStrip &strip, QWidget *parent = nullptr);

    void setMarks(const EventLogMarks &marks) { m_marks = &marks; } // knows the chosen rows
    void setAskFile(AskLogFile ask) { m_ask = std::move(ask); }
    void writeChosen();
    bool stop(); // what is being written; false when nothing is

Q_SIGNALS:
    void importRequested();

private:
    enum class What { All, Listed, Chosen };
    using Only = std::optional<QSet<QUuid>>; // nullopt: all of them

    void openMenu();
    void ask(What what);
    QList<qint64> numbers(What what) const;
    void begin(const QString &path, What what);
    void collect(const QString &path, LogFormat format, QList<qint64> numbers, const QSet<QUuid> &found);
    void write(const QString &path, LogFormat format, const Only &only);
    void written(const QString &path, const Result<int> &count);
    void fail(const QString &why);

    EventLog &m_log;
    const EventLogRows &m_rows;
    MessageStrip &m_strip;
    const EventLogMarks *m_marks = nullptr;
    AskLogFile m_ask;
    std::optional<Call<QList<LogRow>>> m_collecting;
    std::optional<Call<int>> m_writing;
    int m_run = 0; // the latest one answers
};
