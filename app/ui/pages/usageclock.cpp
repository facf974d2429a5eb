// SPDX-License-Identifier: MIT
#include "ui/pages/usageclock.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

UsageClock::UsageClock(Session &session, QWidget *parent)
    : Card(tr("Sandbox clock"), parent)
    , m_session(session)
    , m_time(makeLabel({}, TextRole::Small, Ink::Text, this))
    , m_problem(makeLabel({}, TextRole::Help, Ink::Red, this))
    , m_day(new Button(tr("+ 1 day"), ButtonRole::Secondary, this))
    , m_week(new Button(tr("+ 1 week"), ButtonRole::Secondary, this))
    , m_renewal(new Button(tr("To renewal"), ButtonRole::Outlined, this))
    , m_back(new Button(tr("Today"), ButtonRole::Quiet, this))
    , m_row(new QHBoxLayout)
    , m_below(new QHBoxLayout)
{
    addHeadWidget(m_time);
    m_row->setSpacing(8);
    m_day->setObjectName(u"clockDay"_s);
    m_week->setObjectName(u"clockWeek"_s);
    m_renewal->setObjectName(u"clockRenewal"_s);
    m_back->setObjectName(u"clockToday"_s);
    m_back->setIconName(IconName::Undo);
    for (Button *button : {m_day, m_week, m_renewal, m_back}) {
        button->setButtonSize(ButtonSize::Small);
        m_row->addWidget(button);
        if (button == m_renewal)
            m_row->addStretch();
    }
    body()->setContentsMargins(16, 12, 16, 12);
    body()->addLayout(m_row);
    body()->addLayout(m_below);
    m_problem->setWordWrap(true);
    m_problem->hide();
    body()->addWidget(m_problem);
    connect(m_day, &QAbstractButton::clicked, this, [this] { advance(m_day, "1 day"); });
    connect(m_week, &QAbstractButton::clicked, this, [this] { advance(m_week, "1 week"); });
    connect(m_renewal, &QAbstractButton::clicked, this, [this] { advance(m_renewal, "next_renewal"); });
    connect(m_back, &QAbstractButton::clicked, this, &UsageClock::back);
    connect(&session, &Session::changed, this, &UsageClock::showTime);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &UsageClock::showTime);
    m_tick.start(); // the minute shown is the one of the top bar
    showTime();
}

void UsageClock::showTime()
{
    const QDateTime local = toDateTime(m_session.now()).toLocalTime();
    m_time->setText(QLocale::c().toString(local, u"ddd d MMM yyyy, HH:mm"_s));
    m_back->setVisible(!m_session.dateIsToday());
    const auto &subscription = m_session.state().subscription;
    m_renewal->setOffReason(subscription ? QString() : tr("There is no subscription yet."));
    m_renewal->setText(subscription
            ? tr("To renewal, %1")
                  .arg(QLocale::c().toString(
                      toDateTime(subscription->nextBillingDate).toLocalTime().date(), u"d MMM"_s))
            : tr("To renewal"));
    placeBack();
}

// Where the row is too narrow for all four, the way back stands below: the renewal's date is said whole.
void UsageClock::placeBack()
{
    const QMargins beside = body()->contentsMargins();
    int needed = beside.left() + beside.right() - m_row->spacing();
    for (const Button *button : {m_day, m_week, m_renewal, m_back})
        needed += button->sizeHint().width() + m_row->spacing();
    QHBoxLayout *place = needed > width() ? m_below : m_row;
    if (place->indexOf(m_back) >= 0)
        return;
    (place == m_row ? m_below : m_row)->removeWidget(m_back);
    place->addWidget(m_back, 0, place == m_below ? Qt::AlignLeft : Qt::Alignment());
}

void UsageClock::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    placeBack();
}

// What waits belongs to the time it was made in: it is sent before the clock moves.
void UsageClock::advance(Button *button, const QByteArray &by)
{
    m_session.outbox().sendNow();
    button->startBusy();
    whenDone(m_session.sandbox()->advanceClock(by), this,
        [this, button](const Result<SandboxClock> &clock) { moved(button, clock); });
}

void UsageClock::back()
{
    m_back->startBusy();
    whenDone(m_session.sandbox()->realTime(), this,
        [this](const Result<SandboxClock> &clock) { moved(m_back, clock); });
}

void UsageClock::moved(Button *button, const Result<SandboxClock> &clock)
{
    button->stopBusy();
    m_problem->setVisible(!clock);
    if (!clock)
        m_problem->setText(tr("The clock did not move. %1").arg(clock.error().message));
    m_session.refresh();
}
