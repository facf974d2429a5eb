// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

// The head of a page: title, one muted sentence, buttons at the right, a divider below. Stays while columns
// scroll.
class PageHead : public QWidget {
    Q_OBJECT

public:
    explicit PageHead(QWidget *parent = nullptr);
    PageHead(const QString &title, const QString &sub, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setSub(const QString &sub);
    void addWidget(QWidget *widget); // at the right end, in reading order

private:
    QHBoxLayout *m_row;
    QLabel *m_title;
    QLabel *m_sub;
};
