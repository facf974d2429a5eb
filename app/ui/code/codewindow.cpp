// SPDX-License-Identifier: MIT
#include "ui/code/codewindow.h"

#include "ui/code/codefiles.h"
#include "ui/code/codekinds.h"
#include "ui/code/codesample.h"
#include "ui/code/codesetup.h"
#include "ui/code/codewebhook.h"
#include "ui/fonts.h"
#include "ui/pages/connectlamp.h"
#include "ui/pages/connectwatch.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QShowEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr QSize wanted(1320, 860);
constexpr QSize around(64, 56); // of the screen that stays free

// Before the first meter: what Generate sends.
NewMeter meterToCome(const Session &session)
{
    return {.name = CodeWindow::tr("Image Generation Meter"),
        .eventName = session.eventName(),
        .measurementUnit = CodeWindow::tr("images"),
        .aggregation = {},
        .description = {},
        .filter = {}};
}

} // namespace

CodeWindow::CodeWindow(
    const ConnectInfo &info, Session &session, LogFollower &follower, LogModel &log, QWidget *parent)
    : QDialog(parent)
    , m_info(info)
    , m_session(session)
    , m_watch(new ConnectWatch(session, follower, log, this))
{
    setObjectName(u"codeWindow"_s);
    setWindowTitle(tr("In your own code"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 20, margin, 16);
    column->setSpacing(16);
    column->addLayout(makeHead());
    column->addLayout(makeBody(), 1);
    column->addLayout(makeFoot());
    connect(m_meters, &QComboBox::activated, this, &CodeWindow::showProgram);
    connect(m_kinds, &CodeKinds::currentChanged, this, &CodeWindow::showProgram);
    connect(m_files, &CodeFiles::saved, m_setup, &CodeSetup::setFolder);
    connect(&session, &Session::changed, this, &CodeWindow::showMeters);
    connect(&session, &Session::modeChanged, this, &CodeWindow::showMeters);
    connect(m_watch, &ConnectWatch::changed, this, &CodeWindow::showLamp);
    showMeters();
    showLamp();
}

QLayout *CodeWindow::makeHead()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(tr("In your own code"), TextRole::Title, Ink::Text, this));
    words->addWidget(makeLabel(tr("A whole small program. It sends the events that this meter counts."),
        TextRole::Small, Ink::Dim, this));
    m_meters = new ComboBox(this);
    m_meters->setObjectName(u"codeMeter"_s);
    m_meters->setAccessibleName(tr("Meter"));
    m_meters->setPlaceholderText(tr("No meter yet: create one on tab 1"));
    m_meters->setMinimumWidth(scaled(372));
    QLabel *label = makeLabel(tr("Meter"), TextRole::Small, Ink::Dim, this);
    label->setBuddy(m_meters);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addLayout(words, 1);
    row->addWidget(label);
    row->addWidget(m_meters);
    return row;
}

QLayout *CodeWindow::makeBody()
{
    m_kinds = new CodeKinds(this);
    m_files = new CodeFiles(this);
    m_setup = new CodeSetup(m_info, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(m_kinds);
    row->addWidget(m_files, 1);
    row->addWidget(m_setup);
    return row;
}

QLayout *CodeWindow::makeFoot()
{
    m_lamp = new ConnectLamp(this);
    m_webhook = new CodeWebhook(m_session, this);
    m_reset = new Button(tr("Reset the count"), ButtonRole::Quiet, this);
    m_reset->setObjectName(u"resetCodeCount"_s);
    m_reset->setButtonSize(ButtonSize::Small);
    connect(m_reset, &QAbstractButton::clicked, m_watch, &ConnectWatch::reset);
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeCode"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_lamp, 1);
    row->addWidget(m_webhook, 1);
    row->addWidget(m_reset, 0, Qt::AlignVCenter);
    row->addWidget(done, 0, Qt::AlignVCenter);
    return row;
}

void CodeWindow::setAskFolder(AskFolder ask)
{
    m_files->setAskFolder(std::move(ask));
}

const Meter *CodeWindow::meter() const
{
    const QList<Meter> &meters = m_session.state().meters;
    const auto id = MeterId::of(m_meters->currentData().toString());
    const auto found = std::ranges::find(meters, id, &Meter::id);
    return found == meters.end() ? nullptr : &*found;
}

ProgramOrder CodeWindow::order() const
{
    const Meter *chosen = meter();
    const NewMeter is = chosen ? chosen->is : meterToCome(m_session);
    const Customer *customer = m_session.state().customer();
    const bool pictures = is.eventName == m_session.eventName();
    return {.kind = m_kinds->current(),
        .meter = is,
        .pictures = pictures,
        .sample = sampleEvent(is, customer ? customer->id : CustomerId{"<CUSTOMER_ID>"}, pictures),
        .address = info().dodoUrl};
}

ConnectInfo CodeWindow::info() const
{
    if (m_session.inSandbox())
        return m_info;
    return {.dodoUrl = m_session.client().transport().destination().baseUrl.toString(),
        .imageUrl = m_info.imageUrl,
        .apiKey = {},
        .webhookKey = {}};
}

void CodeWindow::choose(const MeterId &meter)
{
    const Meter *own = m_session.meterOfThisProgram();
    const MeterId wantedId = meter.isEmpty() && own ? own->id : meter;
    const int at = m_meters->findData(wantedId.string());
    m_meters->setCurrentIndex(at >= 0 ? at : m_meters->count() > 0 ? 0 : -1);
}

// The list is the service's; the choice stays while its meter lives.
void CodeWindow::showMeters()
{
    const auto chosen = MeterId::of(m_meters->currentData().toString());
    m_meters->clear();
    for (const Meter &meter : m_session.state().meters)
        m_meters->addItem(tr("%1, %2").arg(meter.is.name, meter.is.eventName), meter.id.string());
    m_meters->setEnabled(m_meters->count() > 0);
    choose(chosen);
    showProgram();
}

void CodeWindow::showProgram()
{
    const ProgramOrder now = order();
    const QString before = m_program.title;
    m_program = writeProgram(now);
    const bool webhook = isWebhook(now.kind);
    const QString name = webhook ? m_program.title : now.meter.eventName + u' ' + m_program.title;
    m_files->setProgram(m_program, name);
    if (before != m_program.title)
        m_setup->setFolder({});
    const auto &subscription = m_session.state().subscription;
    m_setup->setInfo(info(), m_session.mode());
    m_setup->setProgram(m_program, now.kind, subscription ? &*subscription : nullptr);
    m_lamp->setVisible(!webhook);
    m_reset->setVisible(!webhook);
    m_webhook->setVisible(webhook);
}

void CodeWindow::showLamp()
{
    LampWords words = m_watch->lamp();
    if (words.tone == LampWords::Tone::Waiting)
        words.text = tr("Save it, run it with the lines beside it, and it shows here.");
    m_lamp->setWords(words);
}

void CodeWindow::showFor(const MeterId &meter)
{
    choose(meter);
    showProgram();
    show();
    raise();
    activateWindow();
}

// As large as is comfortable to read, as far as the screen allows.
void CodeWindow::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(wanted.boundedTo(screen()->availableSize() - around));
    QDialog::showEvent(event);
}
