// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/generatepopup.h"
#include "ui/parts/messagestrip.h"

class EventLog;
class LogModel;
class QLabel;
class QLineEdit;

// How much of the log is kept: what there is now, and the limits by number and by age. Clears it too, and
// brings back what was cleared.
class EventLogKeeping : public GeneratePopup {
    Q_OBJECT

public:
    static constexpr qint64 fewestRows = 1000;
    static constexpr qint64 mostRows = 10'000'000;
    static constexpr int mostDays = 3650;

    EventLogKeeping(EventLog &log, const LogModel &model, MessageStrip &strip, QWidget *anchor);

    void openSheet();
    void clear();
    void undoClear();

private:
    void refresh();
    void apply();
    void say(const QString &title, const QString &text, MessageStrip::Kind kind);

    EventLog &m_log;
    const LogModel &m_model;
    MessageStrip &m_strip;
    QLabel *m_kept;
    QLineEdit *m_rows;
    QLineEdit *m_days;
    QLabel *m_note;
    Button *m_apply;
};
