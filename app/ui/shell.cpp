// SPDX-License-Identifier: MIT
#include "ui/shell.h"

#include "session/example.h"
#include "ui/code/guidesaver.h"
#include "ui/eventlog/eventlogpage.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/tabbar.h"
#include "ui/frame/topbar.h"
#include "ui/frame/topbarwatch.h"
#include "ui/frame/welcomepage.h"
#include "ui/guide/guidehost.h"
#include "ui/pages/connectpanel.h"
#include "ui/pages/customerpage.h"
#include "ui/pages/generatepage.h"
#include "ui/pages/meterpage.h"
#include "ui/pages/productpage.h"
#include "ui/pages/usagepage.h"
#include "ui/theme.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace {

const QString welcomedKey = u"welcomed"_s;

// Window state lies with the workspace, as text.
WindowMemory memoryIn(Outbox &outbox)
{
    return {.load
        = [&outbox](const QString &key) { return QByteArray::fromBase64(outbox.setting(key).toLatin1()); },
        .save
        = [&outbox](const QString &key,
              const QByteArray &value) { outbox.setSetting(key, QString::fromLatin1(value.toBase64())); }};
}

QStringList linesOf(const Example &example)
{
    QStringList lines;
    for (const Example::Line &line : example.lines()) {
        switch (line.kind) {
        case Example::Line::Kind::Meter:
            lines << Shell::tr("Meter “%1”, %2").arg(line.name, line.id);
            break;
        case Example::Line::Kind::Product:
            lines << Shell::tr("Product “%1”, %2").arg(line.name, line.id);
            break;
        case Example::Line::Kind::Subscription:
            lines << Shell::tr("Subscription of %1, %2").arg(line.name, line.id);
            break;
        }
    }
    return lines;
}

} // namespace

Shell::Shell(const Desk &desk, ThemeHost &themes, Memory memory)
    : m_desk(desk)
{
    makeWindow(themes, memory);
    makePages();
    connectPages();
    connectWelcome();
    makeGuide(themes);
    makeCode();
    makeEngines();
    makeBilling();
    fillMenu();
}

Shell::~Shell() = default;

QWidget &Shell::window() const
{
    return *m_window;
}

void Shell::makeWindow(ThemeHost &themes, Memory memory)
{
    m_window = std::make_unique<MainWindow>(
        themes, memory == Memory::Keep ? memoryIn(m_desk.session.outbox()) : WindowMemory{});
    m_topBar = std::make_unique<TopBarWatch>(
        m_desk.session, m_desk.studio, m_desk.log, *m_window->topBar());
    connect(&m_desk.session, &Session::changed, this, &Shell::updateTicks);
    connect(&m_desk.session, &Session::changed, this, &Shell::showWhatIsThere);
    connect(&m_desk.session, &Session::worldChanged, this, [this] { m_shownWhatIsThere = false; });
}

void Shell::makePages()
{
    Session &session = m_desk.session;
    m_generate = new GeneratePage(session, m_desk.studio);
    m_log = new EventLogPage(session, m_desk.log, m_desk.logModel, m_desk.follower);
    m_window->setPage(MainWindow::Meter, new MeterPage(session));
    m_window->setPage(MainWindow::Product, new ProductPage(session));
    m_window->setPage(MainWindow::Customer, new CustomerPage(session));
    m_window->setPage(MainWindow::Generate, m_generate);
    m_window->setPage(MainWindow::EventLog, m_log);
    m_window->setPage(MainWindow::Usage, new UsagePage(session));
    m_connect = new ConnectPanel({.dodoUrl = m_desk.dodoUrl,
                                     .imageUrl = m_desk.imageUrl,
                                     .apiKey = m_desk.apiKey,
                                     .webhookKey = m_desk.webhookKey},
        session, m_desk.follower, m_desk.logModel, m_window.get());
}

void Shell::connectPages()
{
    auto *customer = static_cast<CustomerPage *>(m_window->page(MainWindow::Customer));
    auto *usage = static_cast<UsagePage *>(m_window->page(MainWindow::Usage));
    const auto show = [this](int page) { return [this, page] { m_window->showPage(page); }; };
    const auto showEvent = [this](const EventId &event) {
        m_window->showPage(MainWindow::EventLog);
        m_log->showEvent(event);
    };
    connect(customer, &CustomerPage::generateRequested, this, show(MainWindow::Generate));
    connect(customer, &CustomerPage::productRequested, this, show(MainWindow::Product));
    connect(m_generate, &GeneratePage::customerRequested, this, show(MainWindow::Customer));
    connect(m_generate, &GeneratePage::showBillRequested, this, show(MainWindow::Usage));
    connect(m_generate, &GeneratePage::showEventRequested, this, showEvent);
    connect(m_log, &EventLogPage::generateRequested, this, show(MainWindow::Generate));
    connect(m_log, &EventLogPage::meterRequested, this, show(MainWindow::Meter));
    connect(m_log, &EventLogPage::customerRequested, this, show(MainWindow::Customer));
    connect(m_log, &EventLogPage::customerChosen, this, show(MainWindow::Customer));
    connect(m_log, &EventLogPage::invoiceRequested, this, show(MainWindow::Usage));
    connectLogLinks();
    connect(usage, &UsagePage::eventsRequested, this, [this](const QString &query) {
        m_window->showPage(MainWindow::EventLog);
        m_log->showQuery(query);
    });
    connect(usage, &UsagePage::customerRequested, this, show(MainWindow::Customer));
    connect(usage, &UsagePage::generateRequested, this, show(MainWindow::Generate));
    const auto keys = [this] { showAccounts(m_desk.session.mode()); };
    connect(
        static_cast<MeterPage *>(m_window->page(MainWindow::Meter)), &MeterPage::keysRequested, this, keys);
    connect(static_cast<ProductPage *>(m_window->page(MainWindow::Product)), &ProductPage::keysRequested,
        this, keys);
    connect(customer, &CustomerPage::keysRequested, this, keys);
}

void Shell::connectWelcome()
{
    WelcomePage *welcome = m_window->welcome();
    connect(welcome, &WelcomePage::exampleRequested, this, &Shell::runExample);
    connect(welcome, &WelcomePage::connectRequested, this, &Shell::showConnect);
    connect(welcome, &WelcomePage::picturesRequested, this, &Shell::justPictures);
    connect(welcome, &WelcomePage::skipped, this, [this] { leaveWelcome(MainWindow::Meter); });
    connect(welcome, &WelcomePage::generateRequested, this, [this] { leaveWelcome(MainWindow::Generate); });
}

// What an event of the log is about, on the page where it lives.
void Shell::connectLogLinks()
{
    auto *meters = static_cast<MeterPage *>(m_window->page(MainWindow::Meter));
    auto *products = static_cast<ProductPage *>(m_window->page(MainWindow::Product));
    connect(m_log, &EventLogPage::meterChosen, this, [this, meters](const MeterId &meter) {
        m_window->showPage(MainWindow::Meter);
        meters->showMeter(meter);
    });
    connect(m_log, &EventLogPage::meterMendRequested, this, [this, meters](const NewMeter &mended) {
        m_window->showPage(MainWindow::Meter);
        meters->showForm(mended);
    });
    connect(m_log, &EventLogPage::productChosen, this, [this, products](const ProductId &product) {
        m_window->showPage(MainWindow::Product);
        products->showProduct(product);
    });
    connect(m_log, &EventLogPage::pictureRequested, this, [this](const EventId &event) {
        openPicture(QDir(m_desk.folder).filePath(u"images/%1.png"_s.arg(event.string())));
    });
}

// A picture file tells its settings and its bill on the page that made it.
void Shell::openPicture(const QString &path)
{
    leaveWelcome(MainWindow::Generate);
    m_generate->openFile(path);
}

// The start page offers the walk through pictures; another recipe is chosen in the panel.
void Shell::startGuide()
{
    leaveWelcome(MainWindow::Meter);
    m_guide->start(u"images"_s);
}

void Shell::updateTicks()
{
    const auto ticks = m_desk.session.ticks();
    for (int i = 0; i < int(ticks.size()); ++i)
        m_window->tabs()->setTick(i, ticks[size_t(i)] ? TabBar::Tick::Present : TabBar::Tick::Absent);
}

// Meter and product that exist already are shown as they are; an empty form would ask for them a second time.
// One that is half filled in stays.
void Shell::showWhatIsThere()
{
    const Meter *meter = m_desk.session.meterOfThisProgram();
    if (m_shownWhatIsThere || !m_desk.session.state().loaded)
        return;
    m_shownWhatIsThere = true;
    if (!meter)
        return;
    auto *meters = static_cast<MeterPage *>(m_window->page(MainWindow::Meter));
    auto *products = static_cast<ProductPage *>(m_window->page(MainWindow::Product));
    if (!meters->holdsDraft())
        meters->showMeter(meter->id);
    const Product *product = m_desk.session.productOfThisProgram();
    if (product && !products->holdsDraft())
        products->showProduct(product->id);
}

void Shell::show()
{
    if (m_desk.session.outbox().setting(welcomedKey).isEmpty())
        m_window->showWelcome();
    m_window->show();
    m_desk.session.refresh();
    m_desk.follower.start();
    paintWelcome();
}

void Shell::show(const QSize &size)
{
    m_window->resize(size);
    show();
}

void Shell::comeForward()
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Shell::leaveWelcome(int page)
{
    m_desk.session.outbox().setSetting(welcomedKey, u"yes"_s);
    m_window->showPage(page);
}

// The picture of the start page is the painter's own, over HTTP like every other.
void Shell::paintWelcome()
{
    if (m_window->currentPage() >= 0)
        return;
    const ImageRequest request{.prompt = tr("A meadow full of flowers under mountains on a summer day"),
        .model = u"demo-painter"_s,
        .size = {512, 512},
        .seed = 4};
    whenDone(m_desk.studio.images().generate(request), this, [this](const Result<Picture> &picture) {
        if (picture)
            m_window->welcome()->setPicture(picture->image);
    });
}

// Runs on the start page, which lists what is made, one line a thing. In the sandbox only: it buys with a
// test card.
void Shell::runExample()
{
    if (!m_desk.session.inSandbox())
        return;
    const auto scenario = loadScenario(pixelgen);
    if (!scenario || m_example)
        return;
    if (m_window->currentPage() >= 0) // else the focus would leave the button
        m_window->showWelcome();
    m_window->welcome()->showExample(WelcomePage::Progress::Running, {});
    m_example = std::make_unique<Example>(m_desk.session, *scenario);
    connect(m_example.get(), &Example::changed, this,
        [this] { m_window->welcome()->showExample(WelcomePage::Progress::Running, linesOf(*m_example)); });
    connect(m_example.get(), &Example::finished, this, [this] {
        m_window->welcome()->showExample(WelcomePage::Progress::Done, linesOf(*m_example));
        m_shownWhatIsThere = false;
        m_example.release()->deleteLater();
    });
    connect(m_example.get(), &Example::failed, this, [this](const Error &error) {
        const bool left = error.kind == Error::Kind::Cancelled; // billing goes elsewhere now
        m_window->welcome()->showExample(
            left ? WelcomePage::Progress::Idle : WelcomePage::Progress::Failed, {error.message});
        m_example.release()->deleteLater();
    });
    m_example->start();
}

void Shell::showConnect()
{
    if (m_window->currentPage() < 0)
        leaveWelcome(MainWindow::EventLog);
    m_connect->show();
    m_connect->raise();
}

void Shell::justPictures()
{
    m_generate->setPicturesOnly(true);
    leaveWelcome(MainWindow::Generate);
}
