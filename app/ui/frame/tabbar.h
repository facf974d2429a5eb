// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;
class TabButton;

// The six numbered tabs, each with a tick that the service's state sets; the current one underlined in lime.
// One Tab stop, arrow keys move. At the right end stands what is no page and may be on or off.
class TabBar : public QWidget {
    Q_OBJECT

public:
    enum class Tick { Absent, Present };

    explicit TabBar(QWidget *parent = nullptr);
    int addTab(const QString &text, const QString &objectName);
    QAbstractButton *addEnd(IconName icon, const QString &text, const QString &objectName); // checkable
    int indexOf(const QString &objectName) const; // -1 when there is no such tab
    void setTick(int index, Tick tick);
    Tick tick(int index) const;
    int current() const;
    void setCurrent(int index); // does not signal
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int index); // by the user

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void fold();

    QHBoxLayout *m_row;
    QButtonGroup *m_group;
    QList<TabButton *> m_tabs;
    TabButton *m_end = nullptr;
};
