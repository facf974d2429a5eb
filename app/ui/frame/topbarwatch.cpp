// SPDX-License-Identifier: MIT
#include "ui/frame/topbarwatch.h"

#include "billing/money.h"
#include "imaging/imageerrors.h"
#include "ui/frame/topbar.h"

#include <QLocale>

#include <ranges>

using namespace Qt::StringLiterals;

namespace {
constexpr auto clockTick = 1s;

// What a person mends in the engines' sheet.
bool isOfKeyOrAddress(const Error &error)
{
    const ImageRemedy remedy = remedyFor(error);
    return remedy == ImageRemedy::ChangeKey || remedy == ImageRemedy::ChangeAddress;
}

// "%1" stands for how many.
QString whyTheyWait(const OutboxStanding &standing)
{
    switch (standing.kind) {
    case OutboxStanding::Kind::KeyRefused:
        return TopBarWatch::tr("%1, the key was refused");
    case OutboxStanding::Kind::WrongAddress:
        return TopBarWatch::tr("%1, the address is wrong");
    case OutboxStanding::Kind::Capped:
        return TopBarWatch::tr("%1, this minute’s cap is reached");
    default:
        break;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(standing.nextTry - SystemClock().now());
    return left > 0s ? TopBarWatch::tr("%1, next try in %2 s").arg(u"%1"_s, QString::number(left.count()))
                     : u"%1"_s;
}

} // namespace

TopBarWatch::TopBarWatch(Session &session, Studio &studio, EventLog &log, TopBar &bar, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_studio(studio)
    , m_bar(bar)
{
    connect(&session, &Session::changed, this, &TopBarWatch::showCustomer);
    connect(&session, &Session::changed, this, &TopBarWatch::showDate);
    connect(&session, &Session::changed, this, &TopBarWatch::showBill);
    connect(&session.outbox(), &Outbox::changed, this, &TopBarWatch::showQueue);
    connect(&session.outbox(), &Outbox::standingChanged, this, &TopBarWatch::showQueue);
    connect(&session, &Session::modeChanged, this, &TopBarWatch::showQueue);
    connect(&m_bar, &TopBar::returnToTodayRequested, this, [this] {
        if (m_session.sandbox())
            whenDone(m_session.sandbox()->realTime(), this, [this](const Result<SandboxClock> &clock) {
                if (!clock)
                    m_bar.sayNoReturn(clock.error().message);
                m_session.refresh();
            });
    });
    m_minute.setInterval(clockTick);
    connect(&m_minute, &QTimer::timeout, this, &TopBarWatch::showDate);
    connect(&m_minute, &QTimer::timeout, this, &TopBarWatch::showQueue);
    m_minute.start();
    showDate();
    connectPictures();
    watchStores(log);
}

// A full disk shows here whatever is open. What is stored again after it ends it.
void TopBarWatch::watchStores(EventLog &log)
{
    const Outbox &outbox = m_session.outbox();
    const auto refused = [this](QString &what) {
        return [this, &what](const Error &error) {
            what = error.message;
            showStores();
        };
    };
    const auto stored = [this](QString &what) {
        return [this, &what] {
            if (what.isEmpty())
                return;
            what.clear();
            showStores();
        };
    };
    connect(&outbox, &Outbox::storeFailed, this, refused(m_notStored));
    const auto all = [](const OutboxCounts &counts) { return counts.waiting() + counts.parked; };
    connect(&outbox, &Outbox::changed, this,
        [this, again = stored(m_notStored), all, known = all(outbox.counts()), place = outbox.destination()](
            const OutboxCounts &counts) mutable {
            const QByteArray here = m_session.outbox().destination();
            const bool moved
                = std::exchange(place, here) != here; // those of another place: nothing was stored
            if (std::exchange(known, all(counts)) != all(counts) && !moved)
                again();
        });
    connect(&outbox, &Outbox::sent, this, stored(m_notStored));
    connect(&outbox, &Outbox::imagesChanged, this, stored(m_notStored));
    connect(&log, &EventLog::storeFailed, this, refused(m_notLogged));
    connect(&log, &EventLog::appended, this, stored(m_notLogged));
}

void TopBarWatch::showStores()
{
    m_bar.setStoreTrouble(m_notStored.isEmpty() ? m_notLogged : m_notStored);
}

void TopBarWatch::connectPictures()
{
    const Engines &engines = m_studio.engines();
    connect(&engines, &Engines::currentChanged, this, &TopBarWatch::showPictures);
    connect(&engines, &Engines::changed, this, [this] {
        if (!m_studio.jobs().isEmpty())
            m_mended = m_studio.jobs().last()->track().id;
        showPictures();
    });
    connect(&m_studio, &Studio::jobsChanged, this, &TopBarWatch::showTrouble);
    showPictures();
}

void TopBarWatch::showPictures()
{
    const Engine &engine = m_studio.engines().current();
    if (engine.provider == "demo")
        m_bar.setPictures(tr("demo painter"));
    else
        m_bar.setPictures(m_studio.engines().currentName(), engine.model);
    showTrouble();
}

// The last picture asked of this source tells.
void TopBarWatch::showTrouble()
{
    const QByteArray current = m_studio.engines().current().provider;
    const QList<PictureJob *> jobs = m_studio.jobs();
    QString trouble;
    for (const PictureJob *job : jobs | std::views::reverse) {
        const PictureTrack &track = job->track();
        if (track.id == m_mended)
            break;
        if (track.order.provider != current || !job->finished())
            continue;
        if (track.error && isOfKeyOrAddress(*track.error))
            trouble = track.error->message;
        break;
    }
    m_bar.setPicturesTrouble(trouble);
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
    const OutboxStanding standing = m_session.outbox().standing();
    // What leaves within the moment is no queue.
    if (counts.waiting() == 0 || standing.kind == OutboxStanding::Kind::Going)
        return m_bar.setQueue(counts.parked == 0 ? QString()
                : counts.parked == 1             ? tr("1 event not accepted")
                                                 : tr("%1 events not accepted").arg(counts.parked));
    const QString queued
        = counts.waiting() == 1 ? tr("1 event queued") : tr("%1 events queued").arg(counts.waiting());
    m_bar.setQueue(whyTheyWait(standing).arg(queued));
}
