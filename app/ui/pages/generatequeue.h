// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class GenerateLink;
class GenerateOrders;
class GeneratePopup;
class GenerateRun;
class QVBoxLayout;

// One quiet line while orders wait behind the one being made; it opens their list, in which each can be
// cancelled.
class GenerateQueue : public QWidget {
    Q_OBJECT

public:
    explicit GenerateQueue(GenerateOrders &orders, QWidget *parent = nullptr);
    void refresh();

private:
    void fill();
    QWidget *makeRow(GenerateRun *run, int number);

    GenerateOrders &m_orders;
    GenerateLink *m_line;
    GeneratePopup *m_list;
    QWidget *m_rows = nullptr;
    QList<GenerateRun *> m_shown;
};
