// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

// Underlined words inside a card that lead somewhere else than the card does.
class WayLink : public QAbstractButton {
    Q_OBJECT

public:
    explicit WayLink(const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

// A small card that is one button: icon tile, title, a sentence, a chevron.
class WayCard : public QAbstractButton {
    Q_OBJECT

public:
    WayCard(IconName icon, const QString &title, const QString &text, QWidget *parent);
    void setLink(WayLink *link); // under the sentence; becomes a child
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRectF words() const; // title, sentence and link

    IconName m_icon;
    QString m_text;
    WayLink *m_link = nullptr;
};
