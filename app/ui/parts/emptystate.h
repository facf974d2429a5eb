// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

// What is missing and what fills it: icon, bold words, a sentence, one button and perhaps a quiet one.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    enum class Edge { Dashed, None };

    explicit EmptyState(QWidget *parent = nullptr);
    void setContent(IconName icon, const QString &title, const QString &text);
    Button *addButton(const QString &text, ButtonRole role = ButtonRole::Secondary);
    void setEdge(Edge edge);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showIcon();

    Edge m_edge = Edge::Dashed;
    IconName m_iconName = IconName::Scroll;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

// Still grey rows while a list loads for more than 100 ms.
class SkeletonRows : public QWidget {
    Q_OBJECT

public:
    explicit SkeletonRows(QWidget *parent = nullptr);
    void setRows(int rows);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_rows = 4;
};
