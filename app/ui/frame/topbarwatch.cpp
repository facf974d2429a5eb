// SPDX-License-Identifier: MIT
#include "ui/frame/topbarwatch.h"

#include "billing/money.h"
#include "ui/frame/topbar.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {
constexpr auto clockTick = 1s;
}

TopBarWatch::TopBarWatch(Session &session, TopBar &bar, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_bar(bar)
{
    connect(&session, &Session::changed, this, &TopBarWatch::showCustomer);
    connect(&session, &Session::changed, this, &TopBarWatch::showDate);
    connect(&session, &Session::changed, this, &TopBarWatch::showBill);
    connect(&session.outbox(), &Outbox::changed, this, &TopBarWatch::showQueue);
    connect(&session.outbox(), &Outbox::failed, this,
        [this](const QList<EventId> &, const Error &, TimePoint nextTry) {
            m_nextTry = nextTry;
            showQueue();
        });
    connect(&m_bar, &TopBar::returnToTodayRequested, this, [this] {
        if (m_session.sandbox())
            whenDone(m_session.sandbox()->realTime(), this,
                [this](const Result<SandboxClock> &) { m_session.refresh(); });
    });
    connect(&m_bar, &TopBar::queueClicked, &session.outbox(), &Outbox::sendNow);
    m_minute.setInterval(clockTick);
    connect(&m_minute, &QTimer::timeout, this, &TopBarWatch::showDate);
    connect(&m_minute, &QTimer::timeout, this, &TopBarWatch::showQueue);
    m_minute.start();
    showDate();
}

void TopBarWatch::showCustomer()
{
    const Customer *customer = m_session.state().customer();
    m_bar.setCustomer(customer ? customer->is.name : QString());
}

void TopBarWatch::showDate()
{
    const QDateTime local = toDateTime(m_session.now()).toLocalTime();
    m_bar.setDate(QLocale::c().toString(local.date(), u"ddd d MMM yyyy"_s), local.toString(u"HH:mm"_s),
        m_session.dateIsToday() ? TopBar::ReturnArrow::Hidden : TopBar::ReturnArrow::Shown);
}

void TopBarWatch::showBill()
{
    const auto bill = m_session.bill();
    if (!bill)
        return m_bar.setBill({}, {});
    const QString amount = displayMoney(Decimal(bill->total), bill->currency);
    if (bill->meters.size() != 1)
        return m_bar.setBill(tr("%n meters", nullptr, int(bill->meters.size())), amount);
    const QString used = displayUnits(bill->consumed(), bill->unit);
    if (bill->chargeable().isZero())
        return m_bar.setBill(tr("%1 · %2 free left").arg(used, displayCount(bill->freeLeft())), amount);
    m_bar.setBill(tr("%1 · %2 free · %3 billable")
                      .arg(used, displayCount(bill->freeUsed()), displayCount(bill->chargeable())),
        amount);
}

void TopBarWatch::showQueue()
{
    const OutboxCounts counts = m_session.outbox().counts();
    // What leaves within the moment is no queue.
    if (counts.waiting() == 0 || !m_nextTry)
        return m_bar.setQueue(
            counts.parked > 0 ? tr("%n events not accepted", nullptr, counts.parked) : QString());
    const QString waiting = tr("%n events queued", nullptr, counts.waiting());
    if (m_session.outbox().paused())
        return m_bar.setQueue(tr("%1, the key was refused").arg(waiting));
    const auto left = std::chrono::ceil<std::chrono::seconds>(*m_nextTry - SystemClock().now());
    m_bar.setQueue(left > 0s ? tr("%1, next try in %2 s").arg(waiting).arg(left.count()) : waiting);
}
