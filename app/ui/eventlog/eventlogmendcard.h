// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogmendcalls.h"

#include <QWidget>

class Button;
class IconMark;
class QLabel;
class QVBoxLayout;

// The meter's side of a mend: what stays for good, what the new meter does otherwise, and the calls it takes,
// named before they are made. Each then gets its tick or the service's refusal.
class EventLogMendCard : public QWidget {
    Q_OBJECT

public:
    EventLogMendCard(Session &session, const NewMeter &made, const Meter &old, QWidget *parent = nullptr);

    const MeterId &meter() const { return m_calls->old().id; }
    bool started() const { return m_calls->started(); }

Q_SIGNALS:
    void formRequested(const NewMeter &mended, const MeterId &old);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        IconMark *mark;
        QLabel *request;
        QLabel *answer;
    };

    void addSentences(QVBoxLayout *column, const Session &session);
    void addCalls(QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);
    void refresh();
    void refreshLine(const Line &line, const EventLogMendCalls::Call &call);

    EventLogMendCalls *m_calls;
    QList<Line> m_lines;
    QLabel *m_ending = nullptr;
    Button *m_make = nullptr;
    Button *m_form = nullptr;
    Button *m_close = nullptr;
};
