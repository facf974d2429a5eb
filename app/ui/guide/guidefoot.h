// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guide.h"

#include <QWidget>

class Button;
class GuideStrip;
class QLabel;

// Below the steps: a wrong turn with its mend, what was filled in, and the buttons of the walk. The buttons
// keep their places; what comes and goes stands above them.
class GuideFoot : public QWidget {
    Q_OBJECT

public:
    GuideFoot(Guide &guide, QWidget *parent); // the guide must outlive it

    void refresh();
    void forgetNote();
    void setPlaying(bool playing); // the hand is at work
    void tell(const QString &sentence); // a line above the buttons, until the next chapter
    void warn(const QString &sentence);
    void showStartedOver(bool canUndo);
    QWidget *mainStop() const; // null when no button of the walk is on

Q_SIGNALS:
    void fillRequested();
    void mendRequested(const QList<PlayStep> &steps);
    void steppedOn(); // the keyboard may follow to the control meant
    void startOverConfirmed();
    void undoRequested();

private:
    void makeStrips();
    void makeButtons();
    void showWrongTurn();
    void showButtons();
    bool canPass(const GuideStep *step) const;
    void goBack();
    void goOn();

    Guide &m_guide;
    QLabel *m_note;
    GuideStrip *m_wrong;
    GuideStrip *m_ask;
    GuideStrip *m_undo;
    Button *m_mend;
    Button *m_fill;
    Button *m_back;
    Button *m_next;
    Button *m_skip;
    Button *m_startOver;
    QList<PlayStep> m_mending;
    bool m_playing = false;
};
