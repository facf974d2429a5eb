// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

// One icon that says nothing by itself, beside words; with a tile behind it in lists.
class IconMark : public QWidget {
    Q_OBJECT

public:
    enum class Look { Bare, Tile };

    IconMark(IconName icon, Ink ink, Look look = Look::Bare, QWidget *parent = nullptr);
    void setIcon(IconName icon, Ink ink);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_icon;
    Ink m_ink;
    Look m_look;
};
