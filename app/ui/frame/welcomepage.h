// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QWidget>

class Button;
class ExampleLines;
class QLabel;
class QLayout;
class RoundedPicture;

// First start: what the program is for and three ways in, and what the example has made. Knows nothing; says
// what was chosen.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    enum class Progress { Idle, Running, Done, Failed };

    explicit WelcomePage(QWidget *parent = nullptr);
    void setPicture(const QImage &picture); // square; painted outside
    // What is made so far, a line a thing; Failed: the sentence why.
    void showExample(Progress progress, const QStringList &lines);
    Button *exampleButton() const { return m_example; }

Q_SIGNALS:
    void guideRequested();
    void exampleRequested();
    void generateRequested(); // once the example is made
    void connectRequested();
    void picturesRequested();
    void enginesRequested(); // where else pictures may come from
    void accountRequested(); // a real service instead of the sandbox
    void skipped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *makeColumn();
    QWidget *makeLarge();
    QLayout *makeStart(QWidget *card);
    QWidget *makeSmall();
    QWidget *makePictures(QWidget *parent);
    QLayout *makeFoot();
    void showIcons();
    void showStart(Button *button);
    QLayout *makeButtons(QWidget *card);

    RoundedPicture *m_picture;
    ExampleLines *m_lines;
    Button *m_guide;
    Button *m_example;
    Button *m_generate;
    QLabel *m_offline;
};
