// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/connectwords.h"

#include <QWidget>

class IconMark;
class QLabel;

// Whether the other program has arrived: shape, words, and what to do. Keeps its room, so that nothing moves
// when it speaks.
class ConnectLamp : public QWidget {
    Q_OBJECT

public:
    explicit ConnectLamp(QWidget *parent = nullptr);
    void setWords(const LampWords &words);
    const LampWords &words() const { return m_words; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void keepRoom();

    LampWords m_words;
    IconMark *m_icon;
    QLabel *m_head;
    QLabel *m_text;
};
