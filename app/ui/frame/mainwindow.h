// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/badge.h"

#include <QByteArray>
#include <QMainWindow>
#include <QTimer>

#include <functional>

class LiveFrame;
class QHBoxLayout;
class QMenu;
class QStackedWidget;
class QVBoxLayout;
class TabBar;
class ThemeHost;
class TopBar;
class WelcomePage;
struct PageActions;

// Where the window keeps its state between runs; it knows no settings class. Either may be empty.
struct WindowMemory {
    std::function<QByteArray(const QString &key)> load = {};
    std::function<void(const QString &key, const QByteArray &value)> save = {};
};

// The shell: top bar, tabs, six pages given from outside, and the start page. Ctrl+1 to 6, Ctrl+Return,
// Ctrl+F, F6, Ctrl with plus, minus and 0, Esc. A panel may stand at the right of tabs and page. Never
// smaller than 1280×720.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    enum Page { Meter, Product, Customer, Generate, EventLog, Usage, PageCount };

    MainWindow(ThemeHost &themes, WindowMemory memory, QWidget *parent = nullptr);
    ~MainWindow() override;

    TopBar *topBar() const { return m_topBar; }
    TabBar *tabs() const { return m_tabs; }
    WelcomePage *welcome() const { return m_welcome; }

    // Top bar, title and the buttons that send follow; live, all of the window stands in a red frame.
    void setBilling(BillingMode mode);

    void setPage(int index, QWidget *page); // takes it; may also implement PageActions
    QWidget *page(int index) const;
    int currentPage() const; // -1 while the start page is shown
    void showPage(int index);
    void setSide(QWidget *side); // takes it; it shows and hides itself
    void setStrip(QWidget *strip); // the same, between top bar and tabs; the last one given stands lowest
    QAbstractButton *guideTab() const { return m_guideTab; }
    QAction *viewEntry() const; // of the menu: what others add stands above it
    void focusFirstIn(QWidget *pane); // its first Tab stop
    void showWelcome(); // without tabs

Q_SIGNALS:
    void pageShown(int index); // -1: the start page

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setupUi();
    void layOut(QWidget *whole);
    void addTabs();
    void addKeys();
    void fillMenu();
    void restore();
    void keep();
    void keepLook();
    void keepPlace();
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    PageActions *actions() const;
    void nextPane();

    ThemeHost &m_themes;
    WindowMemory m_memory;
    TopBar *m_topBar;
    TabBar *m_tabs;
    LiveFrame *m_liveFrame;
    QStackedWidget *m_stack;
    QVBoxLayout *m_strips; // what stands under the top bar
    QHBoxLayout *m_middle; // tabs and page, and what stands beside them
    QWidget *m_side = nullptr;
    QAbstractButton *m_guideTab;
    QMenu *m_view = nullptr;
    QTimer m_settled; // since the window was moved or sized
    WelcomePage *m_welcome;
};
