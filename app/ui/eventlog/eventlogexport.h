// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "ui/parts/iconbutton.h"

class EventLogRows;
class MessageStrip;
class QAction;

// Asks where the log is written; calls back with the file's path when there is one. Replaced by tests.
using AskLogFile = std::function<void(
    QWidget *parent, const QString &suggested, std::function<void(const QString &)> chosen)>;

// The button that writes the log to a file: all of it, what is listed, or the chosen row. The file's suffix
// says the format. What came of it stands in the strip.
class EventLogExport : public IconButton {
    Q_OBJECT

public:
    EventLogExport(EventLog &log, const EventLogRows &rows, MessageStrip &strip, QWidget *parent = nullptr);

    void setChosen(const QUuid &exchange); // null: no row is chosen
    void setAskFile(AskLogFile ask) { m_ask = std::move(ask); }
    bool hideStrip(); // also stops what is being written; false when there was nothing

private:
    enum class What { All, Listed, Chosen };
    void openMenu();
    void ask(What what);
    void write(const QString &path, const QSet<QUuid> &only);
    void written(const QString &path, const Result<int> &count);

    EventLog &m_log;
    const EventLogRows &m_rows;
    MessageStrip &m_strip;
    AskLogFile m_ask;
    QUuid m_chosen;
    std::optional<Call<int>> m_writing;
};
