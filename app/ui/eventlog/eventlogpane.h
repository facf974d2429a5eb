// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class ElidedLabel;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

// One part of the log's detail: a head with title and muted words over a body. Behind tabs the title gives
// its place to them.
class EventLogPane : public QWidget {
    Q_OBJECT

public:
    explicit EventLogPane(const QString &title, QWidget *parent = nullptr);

    void setSub(const QString &text);
    QString sub() const;
    void addHeadWidget(QWidget *widget); // at the right end
    void setTabsWidth(int width); // room for the tabs in the head; 0 shows the title
    QVBoxLayout *body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *m_head;
    QHBoxLayout *m_headRow;
    QLabel *m_title;
    ElidedLabel *m_sub;
    QVBoxLayout *m_body;
};
