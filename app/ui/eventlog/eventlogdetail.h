// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class EventLogAnswer;
class EventLogRequest;
class EventLogVerdict;
class Segments;

// Verdict, request and answer of the chosen row: side by side, or one at a time behind tabs where the window
// is narrow or low.
class EventLogDetail : public QWidget {
    Q_OBJECT

public:
    enum class Fold { Columns, Tabs };

    explicit EventLogDetail(QWidget *parent = nullptr);

    EventLogVerdict *verdict() const { return m_verdict; }
    EventLogRequest *request() const { return m_request; }
    EventLogAnswer *answer() const { return m_answer; }
    void setFold(Fold fold);
    void setLowest(int height); // at 100 % text

protected:
    bool event(QEvent *event) override;

private:
    void arrange();

    Segments *m_tabs;
    QWidget *m_lines[2];
    EventLogVerdict *m_verdict;
    EventLogRequest *m_request;
    EventLogAnswer *m_answer;
    Fold m_fold = Fold::Columns;
    int m_lowest = 240;
};
