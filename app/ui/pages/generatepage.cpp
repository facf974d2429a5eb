// SPDX-License-Identifier: MIT
#include "ui/pages/generatepage.h"

#include "ui/gallery/gallerypanel.h"
#include "ui/pages/generatecolumns.h"
#include "ui/pages/generateengine.h"
#include "ui/pages/generateform.h"
#include "ui/pages/generatehistory.h"
#include "ui/pages/generatelink.h"
#include "ui/pages/generatemoneys.h"
#include "ui/pages/generatenotice.h"
#include "ui/pages/generateorders.h"
#include "ui/pages/generatepicture.h"
#include "ui/pages/generatepicturebar.h"
#include "ui/pages/generateprompt.h"
#include "ui/pages/generatequeue.h"
#include "ui/pages/generatetrail.h"
#include "ui/parts/button.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr auto tickEvery = 200ms;
}

GeneratePage::GeneratePage(Session &session, Studio &studio, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_studio(studio)
    , m_orders(new GenerateOrders(studio, this))
    , m_columns(new GenerateColumns(this))
{
    setObjectName(u"generatePage"_s);
    auto *places = new QStackedLayout(this);
    places->setContentsMargins(0, 0, 0, 0);
    places->addWidget(m_columns);
    m_gallery = new GenerateGallery(*places, this);
    m_tick.setInterval(tickEvery);
    buildOptions();
    buildPicture();
    buildTrail();
    buildHistory();
    connectOrders();
    connectGallery();
    connectSession();
    connect(m_columns, &GenerateColumns::compactChanged, this, &GeneratePage::setCompact);
    refreshForecast();
    refreshSpent();
    refreshButtons();
    refreshShown();
    m_history->reload();
}

void GeneratePage::buildOptions()
{
    m_form = new GenerateForm(m_session.outbox(), m_studio.engines(), this);
    m_columns->options()->addWidget(m_form);
    m_queue = new GenerateQueue(*m_orders, this);
    m_moneys = new GenerateMoneys(this);
    m_columns->optionsFoot()->addWidget(m_queue);
    m_columns->optionsFoot()->addWidget(m_moneys);
    buildButtons();
    connect(m_form, &GenerateForm::changed, this, [this] {
        m_unreadRefused = false;
        m_moneys->setRefusal({}, {});
        refreshForecast();
    });
    connect(m_form->engine(), &GenerateEngine::changed, this, &GeneratePage::refreshSpent);
    connect(m_form->engine(), &GenerateEngine::enginesRequested, this, &GeneratePage::enginesRequested);
    connect(m_moneys, &GenerateMoneys::capRequested, this, &GeneratePage::capRequested);
    connect(m_moneys, &GenerateMoneys::remedyRequested, this, [this] {
        if (m_capRefused)
            Q_EMIT capRequested();
        else
            Q_EMIT enginesRequested();
    });
}

void GeneratePage::buildButtons()
{
    m_generate = new Button(tr("Generate"), ButtonRole::Primary, this);
    m_generate->setObjectName(u"generate"_s);
    m_generate->setButtonSize(ButtonSize::Main);
    m_generate->setIconName(IconName::Sparkles);
    m_generate->setKeyHint(tr("Ctrl ↵"));
    markSending(m_generate);
    m_cancel = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    m_cancel->setObjectName(u"cancelGenerate"_s);
    m_cancel->setButtonSize(ButtonSize::Main);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_generate, 1);
    row->addWidget(m_cancel);
    m_columns->optionsFoot()->addLayout(row);
    connect(m_generate, &QAbstractButton::clicked, this, &GeneratePage::generate);
    connect(m_cancel, &QAbstractButton::clicked, m_orders, &GenerateOrders::cancelCurrent);
}

void GeneratePage::buildPicture()
{
    m_picture = new GeneratePicture(m_session.outbox(), m_columns);
    m_columns->setPicture(m_picture);
    connect(m_picture, &GeneratePicture::cancelled, m_orders, &GenerateOrders::cancelCurrent);
    connect(m_picture, &GeneratePicture::deleteRequested, this, &GeneratePage::remove);
    connect(m_picture, &GeneratePicture::varyRequested, this, &GeneratePage::vary);
    connect(m_picture, &GeneratePicture::newSeedRequested, this, &GeneratePage::newSeed);
    connect(m_picture, &GeneratePicture::againRequested, this, &GeneratePage::again);
    connect(m_picture, &GeneratePicture::useRequested, this, &GeneratePage::use);
    connect(m_picture, &GeneratePicture::selected, this, [this] {
        m_shown = m_picture->row()->id;
        m_history->setCurrent(m_shown.string());
        refreshShown();
    });
    connect(m_picture->view(), &PictureView::opened, this,
        [this] { Q_EMIT viewerRequested(m_picture->row()->id); });
    connect(m_picture->bar(), &GeneratePictureBar::keepsSettingsChanged, this, [this](bool keeps) {
        m_studio.setWithMetadata(keeps);
        showSwitch();
    });
    connectNotice();
}

// One switch for the whole workspace; the gallery has it too.
void GeneratePage::showSwitch()
{
    const bool keeps = m_studio.withMetadata();
    m_picture->bar()->setKeepsSettings(keeps);
    m_picture->files()->setText(keeps ? PictureText::Inside : PictureText::LeftOut);
    m_trail->setSavedInside(keeps);
}

void GeneratePage::connectNotice()
{
    const GenerateNotice *notice = m_picture->notice();
    connect(notice, &GenerateNotice::againRequested, this, [this] { start(m_failed); });
    connect(notice, &GenerateNotice::promptRequested, m_form->prompt(),
        [this] { m_form->prompt()->edit()->setFocus(Qt::OtherFocusReason); });
    connect(notice, &GenerateNotice::modelRequested, m_form->engine(), &GenerateEngine::openModels);
    connect(notice, &GenerateNotice::enginesRequested, this, &GeneratePage::enginesRequested);
    connect(notice, &GenerateNotice::logRequested, this, [this] { Q_EMIT showEventRequested(m_shown); });
    connect(notice, &GenerateNotice::undoRequested, this, &GeneratePage::restore);
    connect(
        notice, &GenerateNotice::focusLeft, m_generate, [this] { m_generate->setFocus(Qt::TabFocusReason); });
    auto *undo = new QShortcut(QKeySequence::Undo, this);
    undo->setContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QShortcut::activated, m_picture->notice(), &GenerateNotice::undo);
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
    auto *gallery = new GenerateLink(IconName::LayoutGrid, tr("Gallery"), m_history);
    gallery->setObjectName(u"openGallery"_s);
    gallery->setToolTip(tr("Every picture made"));
    m_history->addSideWidget(gallery);
    connect(gallery, &QAbstractButton::clicked, this, &GeneratePage::galleryRequested);
    connect(m_history, &HistoryStrip::activated, this,
        [this](const QString &id) { showPicture(EventId::of(id)); });
    connect(m_history, &GenerateHistory::priced, this, &GeneratePage::refreshShown);
    connect(m_history, &GenerateHistory::loaded, this, &GeneratePage::historyLoaded);
}

void GeneratePage::connectGallery()
{
    connect(this, &GeneratePage::galleryRequested, m_gallery, &GenerateGallery::open);
    connect(this, &GeneratePage::viewerRequested, m_gallery, &GenerateGallery::openPicture);
    connect(m_gallery, &GenerateGallery::made, this, &GeneratePage::joinGallery);
    connect(m_gallery, &GenerateGallery::closed, m_history, &GenerateHistory::reload); // some may be gone
    connect(m_gallery, &GenerateGallery::closed, this, &GeneratePage::showSwitch);
}

// What is made from there is made here, where it is seen.
void GeneratePage::joinGallery(GalleryPanel *panel)
{
    const auto back = [this](void (GeneratePage::*act)(const ImageRow &)) {
        return [this, act](const ImageRow &row) {
            m_gallery->close();
            (this->*act)(row);
        };
    };
    connect(panel, &GalleryPanel::useSettings, this, back(&GeneratePage::use));
    connect(panel, &GalleryPanel::varyRequested, this, back(&GeneratePage::vary));
    connect(panel, &GalleryPanel::newSeedRequested, this, back(&GeneratePage::newSeed));
    connect(panel, &GalleryPanel::againRequested, this, back(&GeneratePage::again));
    connect(panel, &GalleryPanel::eventRequested, this, &GeneratePage::showEventRequested);
    connect(panel, &GalleryPanel::billRequested, this, &GeneratePage::showBillRequested);
}

void GeneratePage::connectOrders()
{
    connect(m_orders, &GenerateOrders::changed, this, &GeneratePage::ordersChanged);
    connect(m_orders, &GenerateOrders::stored, this, &GeneratePage::jobStored);
    connect(m_orders, &GenerateOrders::ended, this, &GeneratePage::jobEnded);
    connect(m_orders, &GenerateOrders::over, this, &GeneratePage::runOver);
    connect(&m_tick, &QTimer::timeout, this, &GeneratePage::refreshProgress);
}

void GeneratePage::connectSession()
{
    const auto refresh = [this] {
        if (m_unreadRefused && m_session.state().loaded) {
            m_unreadRefused = false;
            m_moneys->setRefusal({}, {});
        }
        refreshForecast();
        refreshShown();
    };
    const auto mode = [this] { m_moneys->setMode(m_session.mode()); };
    connect(&m_session, &Session::modeChanged, this, mode);
    connect(&m_session, &Session::worldChanged, this, [this] {
        m_picture->notice()->leavePlace();
        refreshShown();
    });
    mode();
    connect(&m_session, &Session::changed, this, refresh);
    connect(&m_session, &Session::usageChanged, this, refresh);
    connect(&m_session, &Session::eventNameChanged, this, refresh);
    connect(&m_studio.purse(), &Purse::changed, this, [this] {
        m_moneys->setRefusal({}, {});
        refreshForecast();
        refreshSpent();
    });
    connect(&m_studio, &Studio::pictureStored, this, [this](const EventId &id) {
        if (!m_orders->job(id)) // made elsewhere in this window
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
    m_picturesOnly = on;
    m_studio.setWithoutBilling(on);
    m_form->setPicturesOnly(on);
    m_moneys->setPicturesOnly(on);
    m_picture->notice()->setPicturesOnly(on);
    m_trail->setPicturesOnly(on);
    m_history->setPicturesOnly(on);
    on ? unmarkSending(m_generate) : markSending(m_generate); // nothing goes to billing then
    m_picture->bar()->setSending(!on);
    refreshForecast();
    refreshSpent();
    refreshButtons();
    refreshShown();
}

void GeneratePage::setAskFile(AskFile ask)
{
    m_picture->files()->setAskFile(std::move(ask));
}

void GeneratePage::setStartDrag(StartDrag start)
{
    m_picture->files()->setStartDrag(std::move(start));
}

void GeneratePage::setGallery(MakeGallery make)
{
    m_gallery->setMaker(std::move(make));
}

void GeneratePage::openFile(const QString &path)
{
    m_gallery->openFile(path);
}

void GeneratePage::primaryAction()
{
    if (!m_gallery->isOpen()) // the form is out of sight
        generate();
}

void GeneratePage::focusQuery()
{
    if (PageActions *keys = m_gallery->isOpen() ? m_gallery->keys() : nullptr)
        keys->focusQuery();
}

bool GeneratePage::cancel()
{
    if (m_gallery->isOpen()) {
        if (PageActions *keys = m_gallery->keys(); !keys || !keys->cancel())
            m_gallery->close();
        return true;
    }
    if (!m_orders->busy())
        return m_picture->notice()->dismiss();
    m_orders->cancelCurrent();
    return true;
}

void GeneratePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showSwitch();
    refreshForecast();
    if (!focusWidget())
        m_form->prompt()->setFocus(Qt::OtherFocusReason);
}
