// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QWidget>

class Button;
class QLabel;
class QLayout;
class RoundedPicture;

// First start: what the program is for and three ways in. Knows nothing; says what was chosen.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    void setPicture(const QImage &picture); // square; painted outside
    Button *exampleButton() const { return m_example; }

Q_SIGNALS:
    void exampleRequested();
    void connectRequested();
    void picturesRequested();
    void skipped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *makeLarge();
    QLayout *makeStart(QWidget *card);
    QWidget *makeSmall();
    QLayout *makeFoot();
    void showIcons();

    RoundedPicture *m_picture;
    Button *m_example;
    QLabel *m_offline;
};
