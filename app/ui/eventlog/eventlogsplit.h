// SPDX-License-Identifier: MIT
#pragma once

#include <QSplitter>

class EventLogDetail;

// The table over the detail pane. Until someone moves the line between them it follows the room there is:
// while events are sent, the rows that come in matter more than one's detail.
class EventLogSplit : public QSplitter {
    Q_OBJECT

public:
    explicit EventLogSplit(QWidget *parent = nullptr);

    void setParts(QWidget *table, EventLogDetail *detail); // takes them
    // `page` is all the log has; `above` is the height of what stands over this.
    void fit(const QSize &page, int above, bool sending);

private:
    EventLogDetail *m_detail = nullptr;
    bool m_byHand = false;
};
