// SPDX-License-Identifier: MIT
#pragma once

#include "ui/payload/payloadfoot.h"

class IconButton;

// Rows of the log, to be sent once more: which ids, and what became of it.
class PayloadReplay : public QWidget {
    Q_OBJECT

public:
    explicit PayloadReplay(QWidget *parent = nullptr);

    // Live, one row may be sent again as it was; nothing is made anew.
    void setRows(int rows, bool live);
    PayloadFoot *foot() const { return m_foot; }

Q_SIGNALS:
    void closeRequested();

private:
    QLabel *m_title;
    PayloadFoot *m_foot;
    IconButton *m_close;
};
