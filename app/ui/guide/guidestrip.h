// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class QLabel;

// A sentence in the panel with what it offers: amber for a wrong turn, plain for a question. Announced when
// it appears.
class GuideStrip : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Amber, Plain };

    GuideStrip(Tone tone, QWidget *parent);
    Button *addButton(
        const QString &text, const QString &objectName); // the first is the answer, others quiet
    void say(const QString &sentence); // empty: hidden

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    QLabel *m_words;
    QLayout *m_buttons;
};
