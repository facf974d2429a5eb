// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

// Up to four short choices in one frame. Arrow keys move the choice; one Tab stop.
class Segments : public QWidget {
    Q_OBJECT

public:
    enum class Size { Small, Normal }; // 28, 36 high

    explicit Segments(QWidget *parent = nullptr);
    int addSegment(const QString &text, IconName icon = IconName::None); // its index
    void setSize(Size size);
    int count() const;
    int current() const;
    void setCurrent(int index); // does not signal
    QAbstractButton *segment(int index) const;

Q_SIGNALS:
    void currentChanged(int index); // by the user

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(int by);

    QHBoxLayout *m_row;
    QButtonGroup *m_group;
    Size m_size = Size::Normal;
};
