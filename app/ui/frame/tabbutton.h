// SPDX-License-Identifier: MIT
#pragma once

#include "ui/frame/tabbar.h"

#include <QAbstractButton>

// One numbered tab: "4 Generate ✓". Too narrow a bar shows the number and the tick alone.
class TabButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Words { Full, NumberOnly };

    TabButton(int number, const QString &text, QWidget *parent);
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
    void describe();

    QString m_number;
    TabBar::Tick m_tick = TabBar::Tick::Absent;
    Words m_words = Words::Full;
};
