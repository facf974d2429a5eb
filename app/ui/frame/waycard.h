// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

// A small card that is one button: icon tile, title, a sentence, a chevron.
class WayCard : public QAbstractButton {
    Q_OBJECT

public:
    WayCard(IconName icon, const QString &title, const QString &text, QWidget *parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    IconName m_icon;
    QString m_text;
};
