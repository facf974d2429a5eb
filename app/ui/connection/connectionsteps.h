// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/connectiontest.h"

#include <QWidget>

class IconMark;
class QLabel;

// The steps of a connection test as rows: a shape, the step, what it found or why it failed, how long it
// took.
class ConnectionSteps : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionSteps(ConnectionTest &test, QWidget *parent = nullptr); // which must outlive it

private:
    struct Line {
        QWidget *row;
        IconMark *mark;
        QLabel *fact;
        QLabel *took;
    };
    Line makeLine(ConnectionTest::Step step);
    void refresh();
    void showLine(const Line &line, ConnectionTest::Step step);

    ConnectionTest &m_test;
    std::array<Line, ConnectionTest::stepCount> m_lines;
};
