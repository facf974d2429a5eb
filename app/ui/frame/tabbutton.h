// SPDX-License-Identifier: MIT
#pragma once

#include "ui/frame/tabbar.h"

#include <QAbstractButton>

// One numbered tab: "4 Generate ✓". Too narrow a bar shows the number and the tick alone. What is no page has
// an icon for the number and keeps its words.
class TabButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Words { Full, NumberOnly };

    TabButton(int number, const QString &text, QWidget *parent);
    TabButton(IconName icon, const QString &text, QWidget *parent);
    void setTick(TabBar::Tick tick);
    TabBar::Tick tick() const { return m_tick; }
    void setWords(Words words);
    int fullWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void setUp();
    void describe();
    int leadWidth() const; // of the number or the icon

    QString m_number;
    IconName m_icon = IconName::None;
    TabBar::Tick m_tick = TabBar::Tick::Absent;
    Words m_words = Words::Full;
};
