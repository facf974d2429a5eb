// SPDX-License-Identifier: MIT
#include "ui/guide/guidehost.h"

#include "ui/frame/mainwindow.h"
#include "ui/frame/tabbar.h"
#include "ui/guide/guideending.h"
#include "ui/guide/guidefoot.h"
#include "ui/guide/guideoutline.h"
#include "ui/guide/guidepanel.h"
#include "ui/parts/button.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/radiocards.h"
#include "ui/parts/toggle.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace {

constexpr int airAround = 24; // above and below a control that is brought into sight

void bringIntoSight(QWidget *control)
{
    for (QWidget *around = control->parentWidget(); around; around = around->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around))
            area->ensureWidgetVisible(control, 0, airAround);
    }
}

QWidget *stopIn(QWidget *control)
{
    while (control && control->focusProxy())
        control = control->focusProxy();
    return control && control->isEnabled() && (control->focusPolicy() & Qt::TabFocus) ? control : nullptr;
}

// What holds a value of the person's; buttons, tabs and tables do not.
bool isField(const QWidget *control)
{
    return qobject_cast<const QLineEdit *>(control) || qobject_cast<const PrefixedEdit *>(control)
        || qobject_cast<const QComboBox *>(control) || qobject_cast<const QPlainTextEdit *>(control)
        || qobject_cast<const QAbstractSpinBox *>(control) || qobject_cast<const Toggle *>(control)
        || qobject_cast<const RadioCard *>(control);
}

} // namespace

GuideHost::GuideHost(const Desk &desk, MainWindow &window, ThemeHost &themes)
    : m_desk(desk)
    , m_window(window)
    , m_screen(window)
    , m_guide(desk.studio, desk.logModel, m_screen)
    , m_hand(window, themes, desk.studio)
    , m_panel(new GuidePanel(m_guide))
    , m_outline(new GuideOutline(window.centralWidget()))
{
    m_slide = new GuideSlide(m_panel, &window);
    window.setSide(m_slide);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &GuideHost::lookAgain);
    connect(&m_hand, &GuideHand::stepped, &m_guide, &Guide::lookAtOnce);
    connect(&m_hand, &GuideHand::finished, this, &GuideHost::filled);
    connect(&m_guide, &Guide::changed, this, &GuideHost::showOpen);
    connect(&m_guide, &Guide::changed, this, &GuideHost::aim);
    // Once something is made again, undoing the reset would lose it; the menu still can.
    connect(&m_guide, &Guide::tickedChapter, this, [this] { m_panel->foot()->showStartedOver(false); });
    connect(&m_guide, &Guide::chapterShown, this, &GuideHost::showChapter);
    connect(&window, &MainWindow::pageShown, this, [this] {
        showOpen();
        m_soon.start();
    });
    connect(window.guideTab(), &QAbstractButton::clicked, this, [this](bool on) { on ? open() : close(); });
    connect(&desk.session, &Session::worldChanged, this, &GuideHost::startOver);
    connect(&desk.session, &Session::modeChanged, this, &GuideHost::showWhere);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && now->window() == &m_window && !m_slide->isAncestorOf(now))
            m_onPage = now;
    });
    connectPanel();
    qApp->installEventFilter(this);
    showOpen();
}

GuideHost::~GuideHost() = default;

void GuideHost::connectPanel()
{
    GuideFoot *foot = m_panel->foot();
    GuideEnding *ending = m_panel->ending();
    connect(m_panel, &GuidePanel::closeRequested, this, &GuideHost::close);
    connect(m_panel, &GuidePanel::left, this, &GuideHost::backToPage);
    connect(m_panel, &GuidePanel::sandboxRequested, this, [this] {
        if (const auto there = m_desk.connections.use(Destination::Mode::Sandbox); !there)
            warn(there.error().message);
    });
    connect(foot, &GuideFoot::fillRequested, this, &GuideHost::fill);
    connect(foot, &GuideFoot::mendRequested, this, &GuideHost::mend);
    connect(foot, &GuideFoot::steppedOn, this, &GuideHost::focusWhatIsMeant);
    connect(foot, &GuideFoot::startOverConfirmed, this, [this] {
        m_startingOver = true;
        m_desk.session.reset();
    });
    connect(foot, &GuideFoot::undoRequested, &m_desk.session, &Session::undoReset);
    connect(ending, &GuideEnding::monthRequested, this, &GuideHost::moveMonth);
    connect(ending, &GuideEnding::codeRequested, this, &GuideHost::codeRequested);
    connect(ending, &GuideEnding::readinessRequested, this, &GuideHost::readinessRequested);
    connect(ending, &GuideEnding::saveRequested, this, &GuideHost::saveRequested);
}

void GuideHost::start(const QString &recipe)
{
    if (m_guide.recipe().id != recipe && m_desk.session.inSandbox()) // it chooses what is sent, too
        m_guide.choose(recipe);
    open();
    showChapter();
    focusWhatIsMeant();
}

void GuideHost::open()
{
    if (m_window.currentPage() < 0)
        m_window.showPage(MainWindow::Meter);
    m_guide.setOpen(true);
    showOpen();
    m_soon.start();
}

void GuideHost::close()
{
    if (m_slide->isAncestorOf(QApplication::focusWidget()))
        backToPage(); // while it is known where that was
    m_guide.setOpen(false);
    showOpen();
    aim();
}

void GuideHost::toggleByKey()
{
    if (m_slide->isOpen() && m_slide->isAncestorOf(QApplication::focusWidget()))
        return close();
    open();
    m_panel->mainStop()->setFocus(Qt::ShortcutFocusReason);
}

void GuideHost::tell(const QString &sentence)
{
    m_panel->foot()->tell(sentence);
}

void GuideHost::warn(const QString &sentence)
{
    m_panel->foot()->warn(sentence);
}

void GuideHost::showOpen()
{
    const bool wanted = m_guide.open() && m_window.currentPage() >= 0;
    // Before the window is there nothing slides.
    m_slide->setOpen(wanted, m_window.isVisible() ? GuideSlide::Motion::Slide : GuideSlide::Motion::Jump);
    m_outline->setVisible(wanted);
    m_window.guideTab()->setChecked(wanted);
}

// The chapter's own tab comes to the front when the reader turns to the chapter.
void GuideHost::showChapter()
{
    if (!m_guide.open() || m_window.currentPage() < 0)
        return;
    const int page = m_window.tabs()->indexOf(m_guide.current().tab);
    if (page >= 0 && page != m_window.currentPage())
        m_window.showPage(page);
    m_soon.start();
}

QList<PlayStep> GuideHost::onItsTab(QList<PlayStep> steps) const
{
    const int page = m_window.tabs()->indexOf(m_guide.current().tab);
    if (page < 0 || page == m_window.currentPage() || steps.isEmpty())
        return steps;
    PlayStep turn;
    turn.name = m_guide.current().title;
    turn.action = PlayStep::Do::Click;
    turn.on = m_guide.current().tab;
    steps.prepend(turn);
    return steps;
}

void GuideHost::fill()
{
    const QList<PlayStep> steps = onItsTab(m_guide.toFillIn());
    if (steps.isEmpty() || m_hand.playing() || !m_desk.session.inSandbox())
        return;
    m_filling = true;
    m_panel->foot()->setPlaying(true);
    m_hand.play(steps);
}

void GuideHost::mend(const QList<PlayStep> &steps)
{
    if (m_hand.playing() || !m_desk.session.inSandbox())
        return;
    m_filling = false;
    m_hand.play(onItsTab(steps)); // before the strip forgets them
    m_panel->foot()->setPlaying(true);
}

void GuideHost::filled(const QStringList &names, const QString &trouble)
{
    qsizetype fields = 0;
    for (const QString &name : names) {
        QWidget *control = m_filling ? m_screen.find(name) : nullptr;
        if (!control || !isField(control))
            continue;
        m_outline->mark(control);
        ++fields;
    }
    m_panel->foot()->setPlaying(false);
    if (!trouble.isEmpty())
        warn(trouble);
    else if (m_filling)
        tell(fields == 0      ? tr("Done for you. Nothing is sent.")
                : fields == 1 ? tr("One field is filled in. Nothing is sent.")
                              : tr("%1 fields are filled in. Nothing is sent.").arg(fields));
    m_soon.start();
}

// At the control meant, or at the tab it stands on.
void GuideHost::aim()
{
    const GuideStep *step = m_guide.currentStep();
    if (!step || !m_slide->isOpen() || !m_desk.session.inSandbox())
        return m_outline->point(nullptr);
    const QString &tab = m_guide.current().tab;
    QWidget *control = step->on.isEmpty() ? nullptr : m_screen.find(step->on);
    const bool elsewhere = !tab.isEmpty() && m_window.tabs()->indexOf(tab) != m_window.currentPage();
    if (control && m_scrolledFor != step->id) {
        m_scrolledFor = step->id;
        bringIntoSight(control);
    }
    m_outline->point(control || !elsewhere ? control : m_screen.find(tab));
}

void GuideHost::lookAgain()
{
    m_guide.look();
    m_outline->dropChanged();
    aim();
}

// Pressing on in the panel leads to the page when there is something to do on it.
void GuideHost::focusWhatIsMeant()
{
    aim();
    const GuideStep *step = m_guide.currentStep();
    QWidget *stop = step && step->kind == GuideStep::Kind::Do ? stopIn(m_outline->target()) : nullptr;
    if (!stop)
        stop = m_panel->mainStop();
    stop->setFocus(Qt::OtherFocusReason);
}

void GuideHost::backToPage()
{
    QWidget *page = m_window.page(m_window.currentPage());
    if (m_onPage && m_onPage->isVisible() && m_onPage->isEnabled())
        m_onPage->setFocus(Qt::ShortcutFocusReason);
    else if (page)
        m_window.focusFirstIn(page);
}

// Only once the sandbox is empty: a reset that failed leaves the walk as it was.
void GuideHost::startOver()
{
    m_outline->clearMarks();
    m_scrolledFor.clear();
    if (!std::exchange(m_startingOver, false))
        return;
    m_guide.startOver();
    m_panel->foot()->showStartedOver(m_desk.session.canUndoReset());
    showChapter();
    m_panel->mainStop()->setFocus(Qt::OtherFocusReason); // near its undo
    Q_EMIT startedOver();
}

// What waits belongs to the time it was made in: it is sent before the clock moves.
void GuideHost::moveMonth()
{
    SandboxControls *sandbox = m_desk.session.sandbox();
    Button *button = m_panel->ending()->moveMonth();
    if (!sandbox || button->isBusy())
        return;
    m_desk.session.outbox().sendNow();
    button->startBusy();
    whenDone(sandbox->advanceClock("next_renewal"), this, [this, button](const Result<SandboxClock> &clock) {
        button->stopBusy();
        if (!clock)
            warn(tr("The clock did not move. %1").arg(clock.error().message));
        else
            m_window.showPage(MainWindow::Usage);
        m_desk.session.refresh();
    });
}

// The walk and its hand are the sandbox's.
void GuideHost::showWhere()
{
    const bool away = !m_desk.session.inSandbox();
    const bool focused = away && m_panel->isAncestorOf(QApplication::focusWidget());
    if (away) {
        m_filling = false; // it was not done
        m_startingOver = false; // a reset that did not come through is none of another world's
        m_hand.stop();
    }
    m_panel->setAway(away);
    if (focused)
        m_panel->mainStop()->setFocus(Qt::OtherFocusReason);
    m_soon.start();
    aim();
}

// A popup of the window belongs to it.
bool GuideHost::isInWindow(const QWidget *widget) const
{
    while (widget && widget != &m_window)
        widget = widget->parentWidget();
    return widget != nullptr;
}

bool GuideHost::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
    case QEvent::InputMethod:
    case QEvent::Drop:
    case QEvent::Show:
    case QEvent::Hide:
        break;
    default:
        return false;
    }
    if (!m_slide->isOpen() || !watched->isWidgetType() || watched == m_outline)
        return false;
    const auto *widget = static_cast<QWidget *>(watched);
    if (widget != m_slide && !m_slide->isAncestorOf(widget) && isInWindow(widget))
        m_soon.start();
    return false;
}
