// SPDX-License-Identifier: MIT
// Orders, and what is shown of them.
#include "ui/pages/generatecolumns.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generateform.h"
#include "ui/pages/generatehistory.h"
#include "ui/pages/generateimages.h"
#include "ui/pages/generatemoneys.h"
#include "ui/pages/generatenotice.h"
#include "ui/pages/generateorders.h"
#include "ui/pages/generatepage.h"
#include "ui/pages/generatepicture.h"
#include "ui/pages/generateprogress.h"
#include "ui/pages/generateprompt.h"
#include "ui/pages/generatequeue.h"
#include "ui/pages/generatetrail.h"
#include "ui/parts/button.h"

#include <QFocusFrame>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using Stage = PictureTrack::Stage;

namespace {

constexpr auto repeatWithin = 400ms; // a second click of the same hand, or a key held down
constexpr int diceFaces = 10000;

// Whether it got the focus by key; then the ring goes on to what takes its place.
bool wearsRing(const QWidget *widget)
{
    const auto frames = widget->window()->findChildren<QFocusFrame *>();
    return std::ranges::any_of(
        frames, [widget](const QFocusFrame *frame) { return frame->widget() == widget; });
}

} // namespace

void GeneratePage::generate()
{
    if (!m_form->check())
        return;
    const PictureOrder order = m_form->value();
    if (isRepeat(order))
        return;
    if (start(order))
        m_form->ordered();
}

// Two clicks in a row are one order: each costs money.
bool GeneratePage::isRepeat(const PictureOrder &order)
{
    PictureOrder same = order;
    same.seed = m_last.seed;
    const bool soon = m_lastAt.isValid() && m_lastAt.elapsed() < repeatWithin.count();
    const bool repeat = soon && m_orders->busy() && same == m_last;
    m_last = order;
    m_lastAt.start();
    return repeat;
}

bool GeneratePage::start(const PictureOrder &order)
{
    const bool waits = m_orders->busy();
    if (const auto refused = m_orders->add(order)) {
        refuse(*refused);
        return false;
    }
    m_moneys->setRefusal({}, {});
    if (!waits) {
        m_picture->notice()->dismiss();
        m_before = m_shown;
        m_following = true;
        ordersChanged();
    }
    return true;
}

void GeneratePage::refuse(const Error &error)
{
    m_capRefused = error.code == "spending_cap"_L1;
    m_unreadRefused = error.code == "account_not_read"_L1; // only waiting helps
    m_moneys->setRefusal(error.message,
        m_capRefused          ? tr("Change the cap")
            : m_unreadRefused ? QString()
                              : tr("Set up the engine"));
}

void GeneratePage::vary(const ImageRow &row)
{
    PictureOrder order = generate::orderOf(row);
    ++order.seed;
    start(order);
}

void GeneratePage::newSeed(const ImageRow &row)
{
    PictureOrder order = generate::orderOf(row);
    const quint64 before = order.seed;
    while (order.seed == before)
        order.seed = QRandomGenerator::global()->bounded(1, diceFaces);
    start(order);
}

void GeneratePage::again(const ImageRow &row)
{
    start(generate::orderOf(row));
}

void GeneratePage::use(const ImageRow &row)
{
    m_form->use(row);
    m_form->prompt()->setFocus(Qt::OtherFocusReason);
}

void GeneratePage::ordersChanged()
{
    refreshButtons();
    m_queue->refresh();
    if (m_following) {
        if (const GenerateRun *run = m_orders->current(); run && run->painting())
            m_shown = run->painting()->track().id;
        refreshProgress();
    }
    refreshShown();
}

// The last picture of an order is made, or will not be. It can be tried again now.
void GeneratePage::runOver(GenerateRun *run)
{
    if (m_following)
        showMade(run);
    if (const auto failure = run->failure()) {
        m_failed = run->failedOrder();
        m_picture->notice()->showFailure(*failure);
    } else if (run->brokenOff()) {
        m_picture->notice()->showMayBeCharged(run->order());
    }
    m_following = m_following && !m_orders->waiting().isEmpty();
}

void GeneratePage::showMade(GenerateRun *run)
{
    const QList<PictureJob *> made = run->made();
    if (!made.isEmpty()) {
        QList<GeneratePicture::Shown> shown;
        for (const PictureJob *one : made)
            shown.append({one->track().row, one->image()});
        m_shown = made.last()->track().id;
        m_before = m_shown;
        m_picture->setShown(shown, int(shown.size()) - 1);
    } else if (!run->failure()) { // cancelled
        m_shown = m_before;
    }
    m_picture->endPainting();
    m_history->setCurrent(m_shown.string());
}

void GeneratePage::jobStored(PictureJob *stored)
{
    m_history->add(stored->track(), stored->image());
    m_history->setCurrent(m_shown.string());
    m_form->prompt()->setEarlier(m_history->prompts());
}

void GeneratePage::jobEnded(PictureJob *ended)
{
    m_history->price(ended->track());
    if (ended->track().id == m_shown)
        m_trail->announceEnd(ended->track());
}

void GeneratePage::historyLoaded()
{
    m_form->prompt()->setEarlier(m_history->prompts());
    const EventId wanted = std::exchange(m_wanted, {});
    if (!wanted.isEmpty())
        return showPicture(wanted);
    if (m_history->contains(m_shown) || m_orders->busy())
        return m_history->setCurrent(m_shown.string());
    m_shown = m_history->newest(); // what was shown is gone
    m_shown.isEmpty() ? m_picture->setShown({}, 0) : showPicture(m_shown);
    refreshShown();
}

void GeneratePage::showPicture(const EventId &id)
{
    const auto track = m_history->track(id);
    if (!track)
        return;
    m_following = false;
    m_shown = id;
    m_history->setCurrent(id.string());
    refreshShown();
    if (const PictureJob *live = m_orders->job(id); live && !live->image().isNull()) {
        m_picture->setShown({{track->row, live->image()}}, 0);
        m_picture->endPainting();
        return;
    }
    showRow(track->row);
}

void GeneratePage::showRow(const ImageRow &row)
{
    whenDone(generate::loadedImage(m_session.outbox().files().path(row.file)), this,
        [this, row](const Result<QImage> &image) {
            if (m_shown != row.id) // another one was chosen meanwhile
                return;
            m_picture->setShown({{row, image.valueOr(QImage())}}, 0);
            m_picture->endPainting();
        });
}

void GeneratePage::remove(const ImageRow &row)
{
    whenDone(m_session.outbox().hideImages({row.id}), this, [this, row](const Result<void> &hidden) {
        if (!hidden)
            return m_picture->notice()->report(tr("The picture was not deleted"), hidden.error());
        m_deleted = row.id;
        m_history->remove(row.id);
        m_shown = m_history->newest();
        m_shown.isEmpty() ? m_picture->setShown({}, 0) : showPicture(m_shown);
        m_picture->notice()->showDeleted(row);
        refreshShown();
    });
}

void GeneratePage::restore()
{
    whenDone(m_session.outbox().restoreImages({m_deleted}), this, [this](const Result<void> &restored) {
        if (!restored)
            return m_picture->notice()->report(tr("The picture did not come back"), restored.error());
        m_picture->notice()->dismiss();
        m_wanted = m_deleted;
        m_history->reload();
    });
}

void GeneratePage::refreshForecast()
{
    const PictureOrder order = m_form->value();
    ForecastGround ground = groundOf(m_session);
    PictureOrder one = order;
    one.count = 1;
    ground.estimate = m_studio.purse().estimate(one);
    m_moneys->setForecast(forecast(ground, order));
}

// Where nothing was ever spent, and nothing will be, there is nothing to say.
void GeneratePage::refreshSpent()
{
    const Purse &purse = m_studio.purse();
    const bool wanted
        = m_picturesOnly || m_studio.engines().current().provider != "demo" || !purse.month().isZero();
    m_moneys->setSpent(wanted ? std::optional(GenerateSpent::Sums{.today = purse.today(),
                           .month = purse.month(),
                           .dayCap = purse.dayCap(),
                           .monthCap = purse.monthCap(),
                           .exact = purse.exact()})
                              : std::nullopt);
}

void GeneratePage::refreshButtons()
{
    const bool busy = m_orders->busy();
    if (!busy && m_cancel->hasFocus())
        m_generate->setFocus(wearsRing(m_cancel) ? Qt::TabFocusReason : Qt::OtherFocusReason);
    m_cancel->setVisible(busy);
    busy ? m_tick.start() : m_tick.stop();
    if (busy)
        m_cancel->setToolTip(generate::cancelNote(m_orders->current()->order(), m_picturesOnly));
}

void GeneratePage::refreshProgress()
{
    const GenerateRun *run = m_orders->current();
    if (!m_following || !run || !run->painting())
        return;
    m_picture->showPainting(generate::progressOf(*run, m_session, m_picturesOnly));
}

void GeneratePage::refreshShown()
{
    const PictureJob *live = m_orders->job(m_shown);
    m_trail->setTrack(shownTrack(), live ? m_orders->waitsBehind(live) : 0);
}

std::optional<PictureTrack> GeneratePage::shownTrack() const
{
    const auto kept = m_history->track(m_shown);
    const PictureJob *live = m_orders->job(m_shown);
    if (!live)
        return kept;
    // Its job ended when the event was parked; what became of that, the outbox tells.
    const bool parked = live->track().stored && live->track().stage == Stage::Failed;
    return parked && kept && !kept->world.isEmpty() ? kept : std::optional(live->track());
}
