// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogwindow.h"

#include "eventlog/log.h"
#include "ui/frame/pageactions.h"
#include "ui/theme.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
const QString placeKey = u"window"_s;
constexpr QSize least(640, 400);
} // namespace

EventLogWindow::EventLogWindow(EventLog &log, PageActions &actions, QWidget *owner)
    : QWidget(owner, Qt::Window)
    , m_log(log)
    , m_actions(actions)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"logWindow"_s);
    setWindowTitle(tr("Event log"));
    setMinimumSize(least);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSizeConstraint(QLayout::SetNoConstraint);
    addKeys();
}

void EventLogWindow::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    const auto step = [](int steps) {
        return [steps] {
            if (themeHost())
                themeHost()->stepText(steps);
        };
    };
    key(QKeySequence::Find, [this] { m_actions.focusQuery(); });
    key(Qt::CTRL | Qt::Key_Return, [this] { m_actions.primaryAction(); });
    key(QKeySequence::ZoomIn, step(1));
    key(Qt::CTRL | Qt::Key_Equal, step(1)); // the key as it lies
    key(QKeySequence::ZoomOut, step(-1));
    key(Qt::CTRL | Qt::Key_0, [] {
        if (themeHost())
            themeHost()->setTextPercent(100);
    });
    key(Qt::Key_F11, [this] { setFull(!isFullScreen()); });
}

void EventLogWindow::open(QWidget *content, const QSize &size)
{
    m_column->addWidget(content);
    content->show();
    if (!restore())
        resize(size);
    show();
}

void EventLogWindow::setFull(bool full)
{
    full ? showFullScreen() : showNormal();
}

// Esc first ends what is open inside, then leaves the full screen.
void EventLogWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (!m_actions.cancel() && isFullScreen())
        setFull(false);
}

void EventLogWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

bool EventLogWindow::restore()
{
    const QByteArray place = QByteArray::fromBase64(m_log.setting(placeKey).toLatin1());
    return !place.isEmpty() && restoreGeometry(place);
}

void EventLogWindow::keep()
{
    m_log.setSetting(placeKey, QString::fromLatin1(saveGeometry().toBase64()));
}
