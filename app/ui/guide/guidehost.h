// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guide.h"
#include "ui/desk.h"
#include "ui/guide/guidehand.h"
#include "ui/guide/guideslide.h"
#include "ui/guide/windowscreen.h"

class GuideOutline;
class GuidePanel;
class MainWindow;

// Joins the walk to the window: the panel beside the page, the outline over it, the hand that fills in, and
// the keys between page and panel. Looks again after each thing a person does in the window.
class GuideHost : public QObject {
    Q_OBJECT

public:
    GuideHost(const Desk &desk, MainWindow &window, ThemeHost &themes); // both must outlive it
    ~GuideHost() override;

    Guide &guide() { return m_guide; }
    GuidePanel *panel() const { return m_panel; }
    void start(const QString &recipe); // from the start page
    void open();
    void toggleByKey(); // opens, goes in, or closes
    void tell(const QString &sentence); // in the panel
    void warn(const QString &sentence);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void codeRequested();
    void readinessRequested();
    void saveRequested();
    void startedOver();

private:
    void connectPanel();
    void showOpen();
    void showChapter();
    void close();
    void fill();
    void mend(const QList<PlayStep> &steps);
    void filled(const QStringList &names, const QString &trouble);
    QList<PlayStep> onItsTab(QList<PlayStep> steps) const;
    void aim();
    void lookAgain();
    void focusWhatIsMeant();
    void backToPage();
    void startOver();
    void moveMonth();
    void showWhere();
    bool isInWindow(const QWidget *widget) const;

    Desk m_desk;
    MainWindow &m_window;
    WindowScreen m_screen;
    Guide m_guide;
    GuideHand m_hand;
    GuideSlide *m_slide;
    GuidePanel *m_panel;
    GuideOutline *m_outline;
    QPointer<QWidget> m_onPage; // had the keyboard before the panel
    QTimer m_soon;
    QString m_scrolledFor; // the step whose control was brought into sight
    bool m_filling = false; // not mending
    bool m_startingOver = false;
};
