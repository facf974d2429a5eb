// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

// A quiet way to something else: icon and words at the margin, without the edge of a button.
class GenerateLink : public QAbstractButton {
    Q_OBJECT

public:
    GenerateLink(IconName icon, const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    IconName m_icon;
};
