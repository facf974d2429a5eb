// SPDX-License-Identifier: MIT
#include "ui/pages/meterpage.h"

#include "ui/fonts.h"
#include "ui/pages/catalogueitems.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/failurestrip.h"
#include "ui/pages/formcolumns.h"
#include "ui/pages/meterform.h"
#include "ui/pages/meternamecheck.h"
#include "ui/pages/meterpayload.h"
#include "ui/pages/metersummary.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pagehead.h"
#include "ui/parts/sendingmark.h"

#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr auto createdShown = 4s; // look.md, "Done"
constexpr int lowWindow = 700; // below this the list shrinks to three rows

// Of the names this program sends, the one this meter was meant for.
QString nameNearest(const Meter &meter, const QStringList &sent)
{
    return checkNames(meter.is.eventName, sent, {}).expected;
}

} // namespace

MeterPage::MeterPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_place(session.world())
    , m_head(new PageHead(this))
{
    setObjectName(u"meterPage"_s);
    buildHead();
    m_columns = new FormColumns(m_head, this);
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_columns);
    connect(m_columns, &FormColumns::compactChanged, this, [this](bool compact) {
        m_payload->setDensity(compact ? MeterPayload::Density::Compact : MeterPayload::Density::Roomy);
    });
    buildForm();
    buildSide();
    connectSession();
    setMode(Mode::Form);
    refreshState();
}

void MeterPage::buildHead()
{
    m_createdId = new ElidedLabel({}, TextRole::Mono, Ink::Dim, this);
    m_createdId->setElideMode(Qt::ElideMiddle);
    m_copyId = new CopyButton(tr("Copy id"), this);
    m_archive = new Button(tr("Archive"), ButtonRole::Danger, this);
    m_new = new Button(tr("New meter"), ButtonRole::Secondary, this);
    m_cancel = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    m_create = new Button(tr("Create Meter"), ButtonRole::Primary, this);
    m_createdId->setObjectName(u"createdMeterId"_s);
    m_archive->setObjectName(u"archiveMeter"_s);
    m_new->setObjectName(u"newMeter"_s);
    m_cancel->setObjectName(u"cancelMeter"_s);
    m_create->setObjectName(u"createMeter"_s);
    m_create->setToolTip(tr("Ctrl+Return"));
    markSending(m_create);
    markSending(m_archive);
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_createdId, m_copyId, m_archive, m_new, m_cancel, m_create})
        m_head->addWidget(widget);

    connect(m_create, &QAbstractButton::clicked, this, &MeterPage::create);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] { showForm({}); });
    connect(m_new, &QAbstractButton::clicked, this, [this] { showForm({}); });
    connect(m_archive, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            setArchived(m_shown->id, m_shownArchived ? Listing::Current : Listing::Archived);
    });
    m_createdEnd.setSingleShot(true);
    connect(&m_createdEnd, &QTimer::timeout, this, [this] { setMode(m_mode); });
}

void MeterPage::buildForm()
{
    m_strip = new MessageStrip(MessageStrip::Kind::Failure, this);
    m_strip->setObjectName(u"meterFailure"_s);
    m_strip->hide();
    m_form = new MeterForm(this);
    m_summary = new MeterSummary(this);
    m_summary->setObjectName(u"meterSummary"_s);
    m_columns->form()->addWidget(m_strip);
    m_columns->form()->addWidget(m_form);
    m_columns->form()->addWidget(m_summary);
    m_columns->form()->addStretch(1);
    connect(m_form, &MeterForm::changed, this, &MeterPage::refreshPayload);
    connect(m_form, &MeterForm::sendNameRequested, &m_session, &Session::sendName);
    connect(m_summary, &MeterSummary::sendNameRequested, &m_session, &Session::sendName);
    connect(m_summary, &MeterSummary::codeRequested, this, &MeterPage::codeRequested);
}

void MeterPage::buildSide()
{
    m_payload = new MeterPayload(this);
    m_list = new CatalogueList(tr("Meters"), IconName::Gauge, this);
    m_list->setObjectName(u"meterList"_s);
    m_list->setEmptyText(tr("No meter yet. Create Meter makes the first one."));
    m_once = makeLabel(
        tr("A meter cannot be changed later, only archived. Check it now."), TextRole::Help, Ink::Mute, this);
    m_once->setWordWrap(true);
    m_columns->side()->addWidget(m_payload);
    m_columns->side()->addWidget(m_list);
    m_columns->side()->addWidget(m_once);
    m_columns->side()->addStretch(1);
    connect(m_list, &CatalogueList::chosen, this, [this](const QString &id) { showMeter(MeterId::of(id)); });
    connect(m_list, &CatalogueList::archiveRequested, this,
        [this](const QString &id) { setArchived(MeterId::of(id), Listing::Archived); });
    connect(m_list, &CatalogueList::unarchiveRequested, this,
        [this](const QString &id) { setArchived(MeterId::of(id), Listing::Current); });
    connect(m_list, &CatalogueList::moreRequested, this, [this](CatalogueItem::State of) {
        m_session.readMore(
            of == CatalogueItem::State::Archived ? ServiceList::ArchivedMeters : ServiceList::Meters);
    });
    connect(&m_session, &Session::failed, m_list, &CatalogueList::stopLoading);
}

void MeterPage::connectSession()
{
    connect(&m_session, &Session::changed, this, &MeterPage::refreshState);
    connect(&m_session, &Session::eventNameChanged, this, &MeterPage::refreshState);
    connect(&m_session, &Session::usageChanged, this, &MeterPage::loadEvents);
    connect(&m_session, &Session::modeChanged, this, &MeterPage::leaveWorld);
    connect(&m_session, &Session::worldChanged, this, &MeterPage::enterWorld);
}

// Another service: what was shown of this one goes, and what is typed waits here until one comes back. One
// click must not make there what was meant for this one.
void MeterPage::leaveWorld()
{
    m_moved = true;
    if (m_mode == Mode::Form)
        m_drafts.insert(m_place, m_form->value());
}

void MeterPage::enterWorld()
{
    ++m_world;
    m_loadingEvents = false;
    m_create->stopBusy();
    m_payload->setEvents({});
    m_place = m_session.world();
    if (std::exchange(m_moved, false))
        fillForm(m_drafts.take(m_place));
    else
        showForm({});
}

void MeterPage::setMode(Mode mode)
{
    m_mode = mode;
    const bool form = mode == Mode::Form;
    const bool justCreated = m_createdEnd.isActive();
    m_form->setVisible(form);
    m_summary->setVisible(!form);
    m_once->setVisible(form);
    m_cancel->setVisible(form);
    m_create->setVisible(form || justCreated);
    m_createdId->setVisible(justCreated);
    m_copyId->setVisible(justCreated);
    m_archive->setVisible(!form);
    m_new->setVisible(!form);
    m_head->setTitle(form ? tr("New meter") : tr("Meter"));
    m_head->setSub(tr("A meter turns events into a quantity that a product can price."));
    m_list->setCurrent(form || !m_shown ? QString() : m_shown->id.string());
}

// "Created" gives way at once when something else is looked at.
void MeterPage::endCreated()
{
    m_createdEnd.stop();
    m_create->startBusy(); // takes the words of the last success away
    m_create->stopBusy();
}

void MeterPage::showForm(const NewMeter &meter)
{
    fillForm(meter);
    if (isVisible())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void MeterPage::fillForm(const NewMeter &meter)
{
    endCreated();
    m_strip->hide();
    m_shown.reset();
    m_form->setValue(meter);
    setMode(Mode::Form);
    refreshPayload();
    m_columns->scrollFormToTop();
}

void MeterPage::showMeter(const MeterId &id)
{
    const Meter *live = find(id, m_session.state().meters);
    const Meter *meter = live ? live : find(id, m_session.state().archivedMeters);
    if (!meter)
        return;
    endCreated();
    m_strip->hide();
    m_shown = *meter;
    refreshSummary();
    setMode(Mode::Summary);
    refreshPayload();
    m_columns->scrollFormToTop();
}

bool MeterPage::holdsDraft() const
{
    return m_mode == Mode::Form && m_form->value() != NewMeter();
}

const Meter *MeterPage::find(const MeterId &id, const QList<Meter> &meters) const
{
    const auto at = std::ranges::find(meters, id, &Meter::id);
    return at == meters.end() ? nullptr : &*at;
}

void MeterPage::refreshList()
{
    const ServiceState &state = m_session.state();
    if (!state.loaded)
        return m_list->setLoading();
    m_list->setItems(meterItems(state.meters, CatalogueItem::State::Live, m_session.sentNames()),
        meterItems(state.archivedMeters, CatalogueItem::State::Archived), metersPerAccount);
    m_list->setMore(
        state.more.contains(ServiceList::Meters), state.more.contains(ServiceList::ArchivedMeters));
}

void MeterPage::refreshState()
{
    const ServiceState &state = m_session.state();
    refreshList();
    QList<NamedMeter> live;
    for (const Meter &meter : state.meters)
        live.append({.name = meter.is.name, .eventName = meter.is.eventName});
    m_form->setKnown(m_session.sentNames(), live);
    refreshSummary();
    refreshPayload();
}

void MeterPage::refreshSummary()
{
    if (!m_shown)
        return;
    m_shownArchived = find(m_shown->id, m_session.state().archivedMeters) != nullptr;
    m_archive->setText(m_shownArchived ? tr("Unarchive") : tr("Archive"));
    m_archive->setRole(m_shownArchived ? ButtonRole::Secondary : ButtonRole::Danger);
    m_summary->setMeter(*m_shown, m_shownArchived ? MeterSummary::State::Archived : MeterSummary::State::Live,
        nameNearest(*m_shown, m_session.sentNames()));
}

void MeterPage::refreshPayload()
{
    if (m_mode == Mode::Summary && m_shown)
        m_payload->setMeter(m_shown->is, {}, m_session.now());
    else
        m_payload->setMeter(m_form->value(), m_form->nameCheck(), m_session.now());
}

void MeterPage::loadEvents()
{
    const Customer *customer = m_session.state().customer();
    if (!customer || m_loadingEvents || !isVisible())
        return;
    m_loadingEvents = true;
    const EventFilter own{.customer = customer->id, .eventName = {}, .meter = {}, .start = {}, .end = {}};
    whenDone(m_session.client().eventsPage(own, 0), this,
        [this, world = m_world](const Result<ListPage<Event>> &page) {
            if (world != m_world)
                return;
            m_loadingEvents = false;
            if (page) // without them the line is left out: nothing else depends on it
                m_payload->setEvents(page->items);
        });
}

void MeterPage::create()
{
    if (m_create->isBusy() || m_mode != Mode::Form)
        return;
    m_strip->hide();
    if (!m_form->check())
        return;
    m_create->startBusy();
    whenDone(m_session.client().createMeter(m_form->value()), this,
        [this, world = m_world, place = m_place](const Result<Meter> &meter) {
            if (world != m_world) {
                if (meter)
                    m_drafts.remove(place); // it is made there
                return;
            }
            m_create->stopBusy();
            meter ? showCreated(*meter) : createFailed(meter.error());
        });
}

void MeterPage::showCreated(const Meter &meter)
{
    m_shown = meter;
    m_form->clear();
    m_createdId->setText(meter.id.string());
    m_copyId->setContent(meter.id.string());
    m_create->showDone(tr("Created"));
    m_createdEnd.start(createdShown);
    refreshSummary();
    setMode(Mode::Summary);
    refreshPayload();
    m_columns->scrollFormToTop();
    m_new->setFocus(Qt::OtherFocusReason);
    m_session.refresh();
    Q_EMIT created(meter);
}

void MeterPage::createFailed(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return;
    if (!m_form->showError(error))
        fail(tr("The meter was not created"), error, [this] { create(); });
}

void MeterPage::fail(const QString &title, const Error &error, const std::function<void()> &again)
{
    showFailure(*m_strip,
        {.title = title,
            .kept = tr("Nothing is lost: the form keeps what you typed."),
            .error = error,
            .again = again,
            .keys = [this] { Q_EMIT keysRequested(); }});
    m_columns->scrollFormToTop();
}

void MeterPage::setArchived(const MeterId &id, Listing to)
{
    Client &client = m_session.client();
    const bool archive = to == Listing::Archived;
    whenDone(archive ? client.archiveMeter(id) : client.unarchiveMeter(id), this,
        [this, id, to, archive, world = m_world](const Result<Done> &done) {
            if (world != m_world)
                return;
            if (!done)
                fail(archive ? tr("The meter was not archived") : tr("The meter was not unarchived"),
                    done.error(), [this, id, to] { setArchived(id, to); });
            m_session.refresh();
        });
}

void MeterPage::primaryAction()
{
    m_mode == Mode::Form ? create() : showForm({});
}

void MeterPage::focusQuery()
{
    m_list->focusSearch();
}

bool MeterPage::cancel()
{
    if (m_mode == Mode::Form)
        return false;
    showForm({});
    return true;
}

void MeterPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshPayload(); // its time is now
    loadEvents();
    if (m_mode == Mode::Form && !focusWidget())
        m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void MeterPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_list->setRowsShown(event->size().height() < lowWindow ? 3 : 6);
}
