// SPDX-License-Identifier: MIT
#pragma once

#include <QPixmap>
#include <QWidget>

// A square picture at the left end of a card, rounded where the card is.
class RoundedPicture : public QWidget {
    Q_OBJECT

public:
    explicit RoundedPicture(QWidget *parent = nullptr);
    void setPicture(const QImage &picture);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap m_picture;
};
