// SPDX-License-Identifier: MIT
#include "ui/frame/mainwindow.h"

#include "ui/frame/liveframe.h"
#include "ui/frame/pageactions.h"
#include "ui/frame/tabbar.h"
#include "ui/frame/topbar.h"
#include "ui/frame/welcomepage.h"
#include "ui/icons.h"
#include "ui/parts/sendingmark.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {

constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto pageKey = "window/page"_L1;
constexpr auto themeKey = "window/theme"_L1;
constexpr auto textKey = "window/text"_L1;
constexpr auto motionKey = "window/motion"_L1;
constexpr std::chrono::milliseconds settledAfter{500};

// What is marked with the property "pane" in a widget, or the widget itself.
QList<QWidget *> panesIn(QWidget *widget)
{
    if (!widget || !widget->isVisible())
        return {};
    QList<QWidget *> panes;
    const QList<QWidget *> inside = widget->findChildren<QWidget *>();
    for (QWidget *one : inside) {
        if (one->property("pane").toBool() && one->isVisible())
            panes.append(one);
    }
    return panes.isEmpty() ? QList<QWidget *>{widget} : panes;
}

QWidget *firstStop(QWidget *pane)
{
    const auto canTake = [](const QWidget *widget) {
        return (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled();
    };
    if (canTake(pane))
        return pane;
    for (QWidget *next = pane->nextInFocusChain(); next != pane; next = next->nextInFocusChain()) {
        if (pane->isAncestorOf(next) && canTake(next))
            return next;
    }
    return nullptr;
}

} // namespace

MainWindow::MainWindow(ThemeHost &themes, WindowMemory memory, QWidget *parent)
    : QMainWindow(parent)
    , m_themes(themes)
    , m_memory(std::move(memory))
{
    setupUi();
    addTabs();
    addKeys();
    fillMenu();
    restore();
    // Kept at once: a program that is killed never closes its window.
    m_settled.setSingleShot(true);
    m_settled.setInterval(settledAfter);
    connect(&m_settled, &QTimer::timeout, this, &MainWindow::keepPlace);
    connect(&m_themes, &ThemeHost::changed, this, &MainWindow::keepLook);
    connect(this, &MainWindow::pageShown, this, &MainWindow::keepPlace);
}

MainWindow::~MainWindow() = default;

void MainWindow::setupUi()
{
    setWindowTitle(u"PixelMeter"_s);
    setMinimumSize(1280, 720);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()).expandedTo(minimumSize()));
    auto *whole = new QWidget(this);
    m_topBar = new TopBar(whole);
    m_topBar->setObjectName(u"topBar"_s);
    m_tabs = new TabBar(whole);
    m_tabs->setObjectName(u"tabs"_s);
    m_stack = new QStackedWidget(whole);
    m_welcome = new WelcomePage(m_stack);
    m_welcome->setObjectName(u"welcome"_s);
    layOut(whole);
    setCentralWidget(whole);
    m_liveFrame = new LiveFrame(whole);
    m_liveFrame->setObjectName(u"liveFrame"_s);
    m_liveFrame->hide();
    connect(m_topBar, &TopBar::customerClicked, this, [this] { showPage(Customer); });
    connect(m_topBar, &TopBar::billClicked, this, [this] { showPage(Usage); });
}

void MainWindow::layOut(QWidget *whole)
{
    auto *page = new QVBoxLayout;
    page->addWidget(m_tabs);
    page->addWidget(m_stack, 1);
    m_middle = new QHBoxLayout;
    m_middle->addLayout(page, 1);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_topBar);
    m_strips = new QVBoxLayout;
    column->addLayout(m_strips);
    column->addLayout(m_middle, 1);
    for (QBoxLayout *layout : {static_cast<QBoxLayout *>(page), static_cast<QBoxLayout *>(m_middle),
             static_cast<QBoxLayout *>(column), static_cast<QBoxLayout *>(m_strips)})
        layout->setSpacing(0);
}

void MainWindow::setBilling(BillingMode mode)
{
    const QString name = u"PixelMeter"_s;
    setWindowTitle(mode == BillingMode::Sandbox ? name : u"%1 · %2"_s.arg(BillingBadge::word(mode), name));
    m_topBar->setMode(mode);
    m_liveFrame->setVisible(mode == BillingMode::Live);
    setBillingLive(this, mode == BillingMode::Live);
}

void MainWindow::setSide(QWidget *side)
{
    m_side = side;
    m_middle->addWidget(side);
}

void MainWindow::setStrip(QWidget *strip)
{
    m_strips->addWidget(strip);
}

void MainWindow::addTabs()
{
    struct Tab {
        QString text;
        const char *name;
    };
    const Tab tabs[] = {{tr("Meter"), "tabMeter"}, {tr("Product"), "tabProduct"},
        {tr("Customer"), "tabCustomer"}, {tr("Generate"), "tabGenerate"}, {tr("Event log"), "tabEventLog"},
        {tr("Usage & invoice"), "tabUsage"}};
    for (const Tab &tab : tabs) {
        m_tabs->addTab(tab.text, QLatin1StringView(tab.name));
        m_stack->addWidget(new QWidget(m_stack));
    }
    m_stack->addWidget(m_welcome);
    m_guideTab = m_tabs->addEnd(IconName::BookOpen, tr("Guide"), u"tabGuide"_s);
    connect(m_tabs, &TabBar::currentChanged, this, &MainWindow::showPage);
}

void MainWindow::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto &&act) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, act);
        return shortcut;
    };
    for (int i = 0; i < PageCount; ++i)
        key(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), [this, i] { showPage(i); });
    const auto primary = [this] {
        if (PageActions *page = actions())
            page->primaryAction();
    };
    key(QKeySequence(Qt::CTRL | Qt::Key_Return), primary);
    key(QKeySequence(Qt::CTRL | Qt::Key_Enter), primary);
    key(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        if (PageActions *page = actions())
            page->focusQuery();
    });
    key(QKeySequence(Qt::Key_F6), [this] { nextPane(); });
    key(QKeySequence(Qt::Key_F10), [this] { m_topBar->openMenu(TopBar::Open::ByKey); });
    // Ctrl++ is Ctrl+Shift+= on many keyboards.
    key(QKeySequence(Qt::CTRL | Qt::Key_Equal), [this] { m_themes.stepText(1); });
}

void MainWindow::fillMenu()
{
    m_view = m_topBar->menu()->addMenu(tr("View"));
    m_view->setObjectName(u"viewMenu"_s);
    const auto add = [this](const QString &text, const char *name, const QKeySequence &keys, auto &&act) {
        QAction *action = m_view->addAction(text);
        action->setObjectName(QLatin1StringView(name));
        action->setShortcut(keys);
        addAction(action); // its keys work while the menu is closed
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add(tr("Larger text"), "largerText", QKeySequence(Qt::CTRL | Qt::Key_Plus),
        [this] { m_themes.stepText(1); });
    add(tr("Smaller text"), "smallerText", QKeySequence(Qt::CTRL | Qt::Key_Minus),
        [this] { m_themes.stepText(-1); });
    add(tr("Normal text size"), "normalText", QKeySequence(Qt::CTRL | Qt::Key_0),
        [this] { m_themes.setTextPercent(100); });
    m_view->addSeparator();
    QAction *kind = add(tr("Light theme"), "toggleTheme", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
        [this] { m_themes.toggleKind(); });
    const auto nameKind = [this, kind] {
        const bool dark = m_themes.theme().kind == Theme::Kind::Dark;
        kind->setText(dark ? tr("Light theme") : tr("Dark theme"));
        kind->setIcon(icon(dark ? IconName::Sun : IconName::Moon, Ink::Dim));
    };
    connect(&m_themes, &ThemeHost::changed, this, nameKind);
    QAction *still = add(tr("Reduce motion"), "reduceMotion", {}, [this](bool on) {
        m_themes.setMotion(on ? ThemeHost::Motion::Reduced : ThemeHost::Motion::Full);
        keepLook();
    });
    still->setCheckable(true);
    still->setChecked(m_themes.motion() == ThemeHost::Motion::Reduced);
    m_view->addSeparator();
    add(tr("Start page"), "startPage", {}, [this] { showWelcome(); });
    nameKind();
}

void MainWindow::restore()
{
    showPage(Meter);
    if (!m_memory.load)
        return;
    if (m_memory.load(themeKey) == "light")
        m_themes.setKind(Theme::Kind::Light);
    if (const int percent = m_memory.load(textKey).toInt(); percent > 0)
        m_themes.setTextPercent(percent);
    if (m_memory.load(motionKey) == "reduced") {
        m_themes.setMotion(ThemeHost::Motion::Reduced);
        if (auto *still = findChild<QAction *>(u"reduceMotion"_s))
            still->setChecked(true);
    }
    restoreGeometry(m_memory.load(geometryKey));
    if (const int kept = m_memory.load(pageKey).toInt(); kept > 0 && kept < PageCount)
        showPage(kept);
}

void MainWindow::keep()
{
    keepPlace();
    keepLook();
}

void MainWindow::keepPlace()
{
    if (!m_memory.save)
        return;
    m_memory.save(geometryKey, saveGeometry());
    m_memory.save(pageKey, QByteArray::number(m_tabs->current()));
}

void MainWindow::keepLook()
{
    if (!m_memory.save)
        return;
    m_memory.save(themeKey, m_themes.theme().kind == Theme::Kind::Light ? "light" : "dark");
    m_memory.save(textKey, QByteArray::number(m_themes.textPercent()));
    m_memory.save(motionKey, m_themes.motion() == ThemeHost::Motion::Reduced ? "reduced" : "full");
}

QAction *MainWindow::viewEntry() const
{
    return m_view->menuAction();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_settled.start();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    m_settled.start();
}

void MainWindow::setPage(int index, QWidget *page)
{
    QWidget *before = m_stack->widget(index);
    const bool shown = m_stack->currentIndex() == index;
    m_stack->insertWidget(index, page);
    m_stack->removeWidget(before);
    delete before;
    if (shown)
        m_stack->setCurrentIndex(index);
}

QWidget *MainWindow::page(int index) const
{
    return m_stack->widget(index);
}

int MainWindow::currentPage() const
{
    const int index = m_stack->currentIndex();
    return index < PageCount ? index : -1;
}

void MainWindow::showPage(int index)
{
    m_tabs->show();
    m_tabs->setCurrent(index);
    m_stack->setCurrentIndex(index);
    Q_EMIT pageShown(index);
}

void MainWindow::showWelcome()
{
    m_tabs->hide();
    m_stack->setCurrentWidget(m_welcome);
    m_welcome->setFocus();
    Q_EMIT pageShown(-1);
}

PageActions *MainWindow::actions() const
{
    return dynamic_cast<PageActions *>(m_stack->currentWidget());
}

void MainWindow::nextPane()
{
    QList<QWidget *> panes{m_topBar};
    for (int i = 0; i < m_strips->count(); ++i)
        panes += panesIn(m_strips->itemAt(i)->widget());
    panes += panesIn(m_tabs) + panesIn(m_stack->currentWidget()) + panesIn(m_side);
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focused && (panes[i] == focused || panes[i]->isAncestorOf(focused)))
            at = i; // the innermost stands last
    }
    for (qsizetype by = 1; by <= panes.size(); ++by) {
        if (QWidget *stop = firstStop(panes[(at + by) % panes.size()])) {
            stop->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::focusFirstIn(QWidget *pane)
{
    if (QWidget *stop = firstStop(pane))
        stop->setFocus(Qt::TabFocusReason);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    PageActions *page = actions();
    if (event->key() == Qt::Key_Escape && page && page->cancel())
        return;
    QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keep();
    event->accept();
}
