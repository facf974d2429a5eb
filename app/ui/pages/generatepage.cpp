// SPDX-License-Identifier: MIT
#include "ui/pages/generatepage.h"

#include "ui/pages/generatecolumns.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generateform.h"
#include "ui/pages/generatehistory.h"
#include "ui/pages/generateimages.h"
#include "ui/pages/generatemoneys.h"
#include "ui/pages/generateprompt.h"
#include "ui/pages/generaterun.h"
#include "ui/pages/generatetrail.h"
#include "ui/pages/generatewords.h"
#include "ui/parts/button.h"
#include "ui/parts/pictureview.h"

#include <QFocusFrame>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Stage = PictureTrack::Stage;

namespace {

// Whether it got the focus by key; then the ring goes on to what takes its place.
bool wearsRing(const QWidget *widget)
{
    const auto frames = widget->window()->findChildren<QFocusFrame *>();
    return std::ranges::any_of(
        frames, [widget](const QFocusFrame *frame) { return frame->widget() == widget; });
}

} // namespace

GeneratePage::GeneratePage(Session &session, Studio &studio, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_studio(studio)
    , m_columns(new GenerateColumns(this))
{
    setObjectName(u"generatePage"_s);
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_columns);
    buildOptions();
    buildPicture();
    buildTrail();
    buildHistory();
    connectSession();
    connect(m_columns, &GenerateColumns::compactChanged, this, &GeneratePage::setCompact);
    refreshForecast();
    refreshButtons();
    refreshShown();
    m_history->reload();
}

void GeneratePage::buildOptions()
{
    m_form = new GenerateForm(m_session.outbox(), this);
    m_columns->options()->addWidget(m_form);
    m_moneys = new GenerateMoneys(this);
    m_generate = new Button(tr("Generate"), ButtonRole::Primary, this);
    m_generate->setObjectName(u"generate"_s);
    m_generate->setButtonSize(ButtonSize::Main);
    m_generate->setIconName(IconName::Sparkles);
    m_generate->setKeyHint(tr("Ctrl ↵"));
    m_cancel = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    m_cancel->setObjectName(u"cancelGenerate"_s);
    m_cancel->setButtonSize(ButtonSize::Main);
    m_cancel->setToolTip(tr("Cancelled is not billed."));
    m_columns->optionsFoot()->addWidget(m_moneys);
    m_columns->optionsFoot()->addWidget(m_generate);
    m_columns->optionsFoot()->addWidget(m_cancel);
    connect(m_form, &GenerateForm::changed, this, &GeneratePage::refreshForecast);
    connect(m_generate, &QAbstractButton::clicked, this, &GeneratePage::generate);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] { m_run->cancel(); });
}

void GeneratePage::buildPicture()
{
    m_picture = new GeneratePicture(m_session.outbox(), m_columns);
    m_columns->setPicture(m_picture);
    connect(m_picture, &GeneratePicture::cancelled, this, [this] { m_run->cancel(); });
    connect(m_picture, &GeneratePicture::againRequested, this, [this] { start(m_failed); });
    connect(m_picture, &GeneratePicture::logRequested, this, [this] { Q_EMIT showEventRequested(m_shown); });
    connect(m_picture, &GeneratePicture::deleteRequested, this, &GeneratePage::remove);
    connect(m_picture, &GeneratePicture::selected, this, [this] {
        m_shown = m_picture->row()->id;
        m_history->setCurrent(m_shown.string());
        refreshShown();
    });
    connect(m_picture->view(), &PictureView::opened, this,
        [this] { Q_EMIT viewerRequested(m_picture->row()->id); });
    connect(m_picture, &GeneratePicture::varyRequested, this, [this](const ImageRow &row) {
        start({.prompt = row.prompt,
            .tier = row.tier,
            .size = row.size,
            .style = row.style,
            .seed = row.seed + 1});
    });
}

void GeneratePage::buildTrail()
{
    m_trail = new GenerateTrail(m_session, *m_columns);
    connect(m_trail, &GenerateTrail::eventRequested, this, [this] { Q_EMIT showEventRequested(m_shown); });
    connect(m_trail, &GenerateTrail::billRequested, this, &GeneratePage::showBillRequested);
    connect(m_trail, &GenerateTrail::customerRequested, this, &GeneratePage::customerRequested);
    connect(m_trail, &GenerateTrail::promptRequested, m_form->prompt(),
        [this] { m_form->prompt()->setFocus(Qt::OtherFocusReason); });
    connect(m_trail, &GenerateTrail::pictureRequested, m_picture,
        [this] { m_picture->view()->setFocus(Qt::OtherFocusReason); });
}

void GeneratePage::buildHistory()
{
    m_history = new GenerateHistory(m_session, m_columns);
    m_columns->setHistory(m_history);
    connect(m_history, &HistoryStrip::activated, this,
        [this](const QString &id) { showPicture(EventId::of(id)); });
    connect(m_history, &GenerateHistory::priced, this, &GeneratePage::refreshShown);
    connect(m_history, &GenerateHistory::loaded, this, [this] {
        m_form->prompt()->setEarlier(m_history->prompts());
        if (m_shown.isEmpty() && !m_history->newest().isEmpty())
            showPicture(m_history->newest());
    });
}

void GeneratePage::connectSession()
{
    const auto refresh = [this] {
        refreshForecast();
        refreshShown();
    };
    connect(&m_session, &Session::changed, this, refresh);
    connect(&m_session, &Session::usageChanged, this, refresh);
    connect(&m_session, &Session::eventNameChanged, this, refresh);
    connect(&m_studio, &Studio::pictureStored, this, [this](const EventId &id) {
        if (!job(id)) // made elsewhere in this window
            m_history->reload();
    });
}

void GeneratePage::setCompact(bool compact)
{
    m_form->setDensity(compact ? GenerateForm::Density::Compact : GenerateForm::Density::Roomy);
    m_moneys->setDensity(compact ? GenerateMoneys::Density::Compact : GenerateMoneys::Density::Roomy);
    m_picture->setDensity(compact ? GeneratePicture::Density::Compact : GeneratePicture::Density::Roomy);
    m_trail->setCompact(compact);
    m_history->setDensity(compact ? HistoryStrip::Density::Compact : HistoryStrip::Density::Roomy);
}

void GeneratePage::setPicturesOnly(bool on)
{
    m_studio.setWithoutBilling(on);
    m_form->setPicturesOnly(on);
    m_moneys->setPicturesOnly(on);
    m_trail->setPicturesOnly(on);
    m_history->setPicturesOnly(on);
    refreshForecast();
    refreshShown();
}

void GeneratePage::use(const ImageRow &row)
{
    m_form->use(row);
    m_form->prompt()->setFocus(Qt::OtherFocusReason);
}

void GeneratePage::setAskFile(AskFile ask)
{
    m_picture->setAskFile(std::move(ask));
}

void GeneratePage::primaryAction()
{
    generate();
}

bool GeneratePage::cancel()
{
    if (m_run && m_run->busy()) {
        m_run->cancel();
        return true;
    }
    return m_picture->hideFailure();
}

void GeneratePage::generate()
{
    if ((m_run && m_run->busy()) || !m_form->check())
        return;
    const PictureOrder order = m_form->value();
    m_form->ordered();
    start(order);
}

void GeneratePage::start(const PictureOrder &order)
{
    if (m_run && m_run->busy())
        return;
    const auto ordered = m_studio.order(order);
    if (!ordered)
        return m_picture->report(tr("No picture was asked for"), ordered.error());
    const QList<PictureJob *> &jobs = *ordered;
    m_picture->hideFailure();
    m_failure.reset();
    m_before = m_shown;
    m_following = true;
    if (m_run && m_run->finished()) // else it goes on to the bill, and then
        m_run->deleteLater();
    auto *run = new GenerateRun(jobs, this);
    m_run = run;
    for (PictureJob *made : jobs)
        m_jobs.insert(made->track().id, made);
    connect(run, &GenerateRun::changed, this, [this, run] { run == m_run ? runChanged() : refreshShown(); });
    connect(run, &GenerateRun::stored, this, &GeneratePage::jobStored);
    connect(run, &GenerateRun::ended, this, [this, run](PictureJob *job) {
        jobEnded(job);
        if (run != m_run && run->finished())
            run->deleteLater();
    });
    m_shown = jobs.first()->track().id;
    runChanged();
}

void GeneratePage::runChanged()
{
    refreshButtons();
    sayFailure();
    if (m_following) {
        if (const PictureJob *painting = m_run->painting())
            m_shown = painting->track().id;
        m_run->busy() ? refreshProgress() : runMade();
    }
    refreshShown();
}

// The last picture of the order is made, or will not be: the order's pictures are shown.
void GeneratePage::runMade()
{
    m_following = false;
    const QList<PictureJob *> made = m_run->made();
    if (!made.isEmpty()) {
        QList<GeneratePicture::Shown> shown;
        for (const PictureJob *one : made)
            shown.append({one->track().row, one->image()});
        m_shown = made.last()->track().id;
        m_picture->setShown(shown, int(shown.size()) - 1);
    } else if (const PictureJob *shown = job(m_shown); shown && shown->track().stage == Stage::Cancelled) {
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
    const PictureTrack &track = ended->track();
    m_history->price(track);
    if (track.stage == Stage::Failed && !track.stored) {
        if (m_failure)
            ++m_failed.count;
        else
            m_failed = track.order;
        m_failure = track;
        sayFailure();
    }
    if (track.id == m_shown)
        m_trail->announceEnd(track);
}

// Not before the order is over: only then it can be tried again.
void GeneratePage::sayFailure()
{
    if (!m_failure || m_run->busy())
        return;
    m_picture->showFailure(m_failure->error.value_or(Error{}), m_failure->failedAt == Stage::Saving);
    m_failure.reset();
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
    if (const PictureJob *live = job(id); live && !live->image().isNull()) {
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

void GeneratePage::remove(const EventId &id)
{
    whenDone(m_session.outbox().removeImage(id), this, [this, id](const Result<void> &removed) {
        if (!removed)
            return m_picture->report(tr("The picture was not deleted"), removed.error());
        m_history->remove(id);
        m_shown = m_history->newest();
        m_shown.isEmpty() ? m_picture->setShown({}, 0) : showPicture(m_shown);
        refreshShown();
    });
}

void GeneratePage::refreshForecast()
{
    m_moneys->setForecast(forecast(groundOf(m_session), m_form->value()));
}

void GeneratePage::refreshButtons()
{
    const bool busy = m_run && m_run->busy();
    Button *now = busy ? m_cancel : m_generate;
    Button *before = busy ? m_generate : m_cancel;
    now->show();
    if (before->hasFocus())
        now->setFocus(wearsRing(before) ? Qt::TabFocusReason : Qt::OtherFocusReason);
    before->hide();
    m_picture->setVaryOff(busy ? tr("A picture is being painted.") : QString());
}

void GeneratePage::refreshProgress()
{
    const PictureJob *painting = m_run->painting();
    if (!painting)
        return;
    const PictureTrack &track = painting->track();
    const QString stage = m_run->count() == 1
        ? tr("Painting")
        : tr("Painting %1 of %2").arg(m_run->number(painting)).arg(m_run->count());
    m_picture->showPainting({.preview = m_run->preview(),
        .stage = stage,
        .detail = track.paintStage,
        .percent = track.percent,
        .elapsed = generate::seconds(m_session.shownMs(m_run->elapsedMs()))});
}

void GeneratePage::refreshShown()
{
    const PictureJob *live = job(m_shown);
    m_trail->setTrack(shownTrack(), m_run && live ? m_run->waitsBehind(live) : 0);
}

PictureJob *GeneratePage::job(const EventId &id) const
{
    return m_jobs.value(id).data();
}

std::optional<PictureTrack> GeneratePage::shownTrack() const
{
    if (const PictureJob *live = job(m_shown))
        return live->track();
    return m_history->track(m_shown);
}

void GeneratePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshForecast();
    if (!focusWidget())
        m_form->prompt()->setFocus(Qt::OtherFocusReason);
}
