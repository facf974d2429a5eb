// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

class Button;
class QHBoxLayout;
class QLabel;

// Lies over the foot of the grid while something is chosen, or can be undone, or went wrong: a sentence and
// what can be done. The grid keeps its size.
class GalleryShelf : public QWidget {
    Q_OBJECT

public:
    explicit GalleryShelf(QWidget *parent);

    void setMessage(const QString &text, Ink ink = Ink::Text);
    Button *addButton(const char *name, const QString &text, IconName icon);
    void setButtons(const QList<Button *> &shown);
    void setLift(int px) { m_lift = px; } // above the parent's foot
    void place(); // at the foot of its parent, in the middle
    int room() const { return height() + 24; } // what it covers of the parent's foot

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *m_text;
    QHBoxLayout *m_row;
    QList<Button *> m_buttons;
    int m_lift = 0;
};
