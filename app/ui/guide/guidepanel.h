// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guide.h"

#include <QWidget>

class Button;
class ComboBox;
class GuideChapters;
class GuideEnding;
class GuideFoot;
class GuideSayBack;
class GuideSteps;
class QLabel;
class QScrollArea;

// The guide beside the page: recipe, chapters, why, the steps, and what may be pressed. Shows the walk and
// drives it; what touches the window it only asks for.
class GuidePanel : public QWidget {
    Q_OBJECT

public:
    explicit GuidePanel(Guide &guide, QWidget *parent = nullptr); // the guide must outlive it

    GuideFoot *foot() const { return m_foot; }
    GuideEnding *ending() const { return m_ending; }
    void setAway(bool away); // billing goes elsewhere: the walk rests
    QWidget *mainStop() const; // where the keyboard goes when it comes in

Q_SIGNALS:
    void closeRequested();
    void left(); // Esc: back to the page
    void sandboxRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeDone(QWidget *parent);
    QWidget *makeAway();
    void refresh();
    void showChapters();
    void showSteps();
    void showSayBack(const GuideStep *step);
    void showDone();
    void showIcons();
    void answer(const QStringList &choices);
    void keepCardInSight();

    Guide &m_guide;
    ComboBox *m_recipe;
    GuideChapters *m_chapters;
    QScrollArea *m_area;
    QLabel *m_title;
    QLabel *m_why;
    GuideSteps *m_steps;
    GuideSayBack *m_sayBack;
    QWidget *m_doneLine;
    QLabel *m_doneIcon;
    QLabel *m_done;
    GuideEnding *m_ending;
    GuideFoot *m_foot;
    QWidget *m_rule = nullptr; // over the foot
    QWidget *m_away = nullptr;
    Button *m_back = nullptr; // to the sandbox
    int m_shownChapter = -1;
    int m_shownStep = -1;
};
