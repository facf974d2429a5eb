// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

// A bordered surface with an optional 44 px head (title, muted second text, buttons) over a body.
class Card : public QWidget {
    Q_OBJECT

public:
    enum class Edge { Line, Control, Accent, Amber, Red };
    enum class Bar { Hidden, Shown };

    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title); // empty: no head
    void setSub(const QString &text);
    void setEdge(Edge edge);
    void addHeadWidget(QWidget *widget); // at the right end
    QWidget *head() const { return m_head; }
    QVBoxLayout *body() const { return m_body; } // margins 16; set 0 for tables and lists
    void setBar(Bar bar); // lime bar at the left: the row being edited

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_head;
    QHBoxLayout *m_headRow;
    QLabel *m_title;
    QLabel *m_sub;
    QVBoxLayout *m_body;
    Edge m_edge = Edge::Line;
    Bar m_bar = Bar::Hidden;
};

QWidget *makeRule(QWidget *parent = nullptr); // a 1 px divider
