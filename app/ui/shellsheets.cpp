// SPDX-License-Identifier: MIT
#include "ui/shell.h"

#include "ui/accounts/accountssheet.h"
#include "ui/accounts/billingstrip.h"
#include "ui/accounts/billingswitch.h"
#include "ui/accounts/bringoversheet.h"
#include "ui/accounts/livesheet.h"
#include "ui/code/codewindow.h"
#include "ui/code/guidesaver.h"
#include "ui/code/readinesssheet.h"
#include "ui/connection/connectionsheet.h"
#include "ui/engines/enginessheet.h"
#include "ui/frame/filedrop.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/topbar.h"
#include "ui/frame/welcomepage.h"
#include "ui/gallery/gallerypanel.h"
#include "ui/guide/guidehost.h"
#include "ui/outbox/outboxsheet.h"
#include "ui/pages/aboutbox.h"
#include "ui/pages/connectpanel.h"
#include "ui/pages/generatepage.h"
#include "ui/pages/meterpage.h"
#include "ui/parts/button.h"
#include "ui/rescue/rescuestrip.h"
#include "ui/webhooks/webhooksheet.h"

#include <QAction>
#include <QDir>
#include <QMenu>

using namespace Qt::StringLiterals;

// Where the sheets beside the pages are made, and how the menu leads to them.

void Shell::makeGuide(ThemeHost &themes)
{
    m_guide = std::make_unique<GuideHost>(m_desk, *m_window, themes);
    connect(m_window->welcome(), &WelcomePage::guideRequested, this, &Shell::startGuide);
}

void Shell::makeCode()
{
    const ConnectInfo info{.dodoUrl = m_desk.dodoUrl,
        .imageUrl = m_desk.imageUrl,
        .apiKey = m_desk.apiKey,
        .webhookKey = m_desk.webhookKey};
    m_code = new CodeWindow(info, m_desk.session, m_desk.follower, m_desk.logModel, m_window.get());
    m_readiness = new ReadinessSheet(m_window.get());
    m_saver
        = std::make_unique<GuideSaver>(m_guide->guide(), *m_window, QDir(m_desk.folder).filePath(u"guide"_s));
    connect(m_guide.get(), &GuideHost::codeRequested, this, &Shell::showCode);
    connect(static_cast<MeterPage *>(m_window->page(MainWindow::Meter)), &MeterPage::codeRequested, m_code,
        &CodeWindow::showFor);
    connect(m_guide.get(), &GuideHost::readinessRequested, this, &Shell::showReadiness);
    connect(m_guide.get(), &GuideHost::saveRequested, m_saver.get(), &GuideSaver::save);
    connect(m_guide.get(), &GuideHost::startedOver, this, [this] { m_saver->pictures().forget(); });
    connect(m_readiness, &ReadinessSheet::codeRequested, this, &Shell::showCode);
    connect(m_saver.get(), &GuideSaver::saved, this,
        [this](const QString &folder) { m_guide->tell(tr("Saved in “%1”.").arg(folder)); });
    connect(m_saver.get(), &GuideSaver::failed, this,
        [this](const Error &error) { m_guide->warn(tr("The guide was not saved. %1").arg(error.message)); });
}

void Shell::makeEngines()
{
    m_engines = new EnginesSheet(m_desk.engines, m_desk.purse, m_window.get());
    connect(m_window->topBar(), &TopBar::picturesClicked, this, &Shell::showEngines);
    connect(m_window->welcome(), &WelcomePage::enginesRequested, this, &Shell::showEngines);
    connect(m_generate, &GeneratePage::enginesRequested, this, &Shell::showEngines);
    connect(m_generate, &GeneratePage::capRequested, this, &Shell::showSpending);
    m_generate->setGallery([this](QWidget *parent) { return new GalleryPanel(m_desk, parent); });
    connect(new FileDrop(m_window.get()), &FileDrop::fileDropped, this, &Shell::openPicture);
}

void Shell::showEngines()
{
    m_engines->showEngines();
}

void Shell::showSpending()
{
    m_engines->showSpending();
}

void Shell::showCode()
{
    m_code->showFor({});
}

void Shell::showReadiness()
{
    m_readiness->showFor(readinessOf(m_guide->guide().facts(), seenIn(m_desk.logModel, m_desk.session)));
}

QAction *Shell::addEntry(const QString &text, const char *name)
{
    QMenu *menu = m_window->topBar()->menu();
    auto *action = new QAction(text, menu);
    menu->insertAction(m_window->viewEntry(), action);
    action->setObjectName(QLatin1StringView(name));
    return action;
}

void Shell::endGroup()
{
    m_window->topBar()->menu()->insertSeparator(m_window->viewEntry());
}

void Shell::makeBilling()
{
    m_billing = new BillingSwitch(m_desk, *m_window);
    m_billingStrip = new BillingStrip(m_desk, m_window->centralWidget());
    m_window->setStrip(m_billingStrip);
    m_accounts = new AccountsSheet(m_desk, m_window.get());
    m_live = new LiveSheet(m_desk, m_window.get());
    QAction *keys = m_billing->addEntry(tr("Keys and connections…"), u"billingAccounts"_s);
    connect(keys, &QAction::triggered, this, [this] { showAccounts(Destination::Mode::Sandbox); });
    connectBilling();
}

void Shell::connectBilling()
{
    connect(m_billing, &BillingSwitch::accountsRequested, this, &Shell::showAccounts);
    connect(m_billing, &BillingSwitch::liveRequested, m_live, &LiveSheet::ask);
    connect(m_billing, &BillingSwitch::failed, this,
        [this](Destination::Mode mode, const Error &error) { m_accounts->showKey(mode, error.message); });
    connect(m_billingStrip, &BillingStrip::keyRequested, m_accounts, &AccountsSheet::showKey);
    connect(m_accounts, &AccountsSheet::liveRequested, this, [this] {
        m_accounts->close();
        m_live->ask();
    });
    connect(m_window->welcome(), &WelcomePage::accountRequested, this,
        [this] { showAccounts(Destination::Mode::Test); });
    connect(&m_desk.session, &Session::modeChanged, this, &Shell::guardMenu);
}

void Shell::showAccounts(Destination::Mode mode)
{
    m_accounts->showFor(mode);
}

// Where billing goes, what waits for it and what comes back from it, in the order of the menu.
void Shell::makeAccountSheets()
{
    connect(addEntry(tr("Keys and connections…"), "menuAccounts"), &QAction::triggered, this,
        [this] { showAccounts(Destination::Mode::Sandbox); });
    m_connection = new ConnectionSheet(m_desk, m_window.get());
    for (QAction *entry : {addEntry(tr("Network…"), "menuConnection"),
             m_billing->addEntry(tr("Network…"), u"billingConnection"_s)})
        connect(entry, &QAction::triggered, m_connection, &ConnectionSheet::showSheet);
    connect(m_accounts, &AccountsSheet::connectionRequested, m_connection, &ConnectionSheet::showSheet);
    connect(m_billingStrip, &BillingStrip::connectionRequested, m_connection, &ConnectionSheet::showSheet);
    endGroup();
    makeOutbox();
    makeWebhooks();
    makeRescue();
    endGroup();
}

void Shell::makeOutbox()
{
    m_outbox = new OutboxSheet(m_desk, m_window.get());
    connect(addEntry(tr("Outbox…"), "menuOutbox"), &QAction::triggered, m_outbox, &OutboxSheet::showQueue);
    connect(addEntry(tr("Compare with the service…"), "menuReconcile"), &QAction::triggered, m_outbox,
        &OutboxSheet::showReconcile);
    connect(
        addEntry(tr("Live calls…"), "menuLiveCalls"), &QAction::triggered, m_outbox, &OutboxSheet::showAudit);
    connect(m_window->topBar(), &TopBar::queueClicked, m_outbox, &OutboxSheet::showQueue);
    connect(m_outbox, &OutboxSheet::connectionRequested, m_connection, &ConnectionSheet::showSheet);
    connect(m_outbox, &OutboxSheet::keyRequested, this, [this] {
        const std::optional<Error> error = m_desk.session.outbox().standing().error;
        m_accounts->showKey(m_desk.session.mode(), error ? error->message : QString());
    });
}

void Shell::makeWebhooks()
{
    m_webhooks = new WebhookSheet(m_desk, m_window.get());
    connect(
        addEntry(tr("Webhooks…"), "menuWebhooks"), &QAction::triggered, m_webhooks, &WebhookSheet::showSheet);
    m_bringOver = new BringOverSheet(m_desk, m_window.get());
    connect(addEntry(tr("Bring over from the sandbox…"), "menuBringOver"), &QAction::triggered, m_bringOver,
        &BringOverSheet::showSheet);
    connect(m_accounts, &AccountsSheet::bringOverRequested, m_bringOver, &BringOverSheet::showSheet);
}

void Shell::makeRescue()
{
    auto *rescue = new RescueStrip(m_desk, m_window->centralWidget());
    m_window->setStrip(rescue);
    connect(rescue, &RescueStrip::outboxRequested, m_outbox, &OutboxSheet::showOwed);
    connect(rescue, &RescueStrip::connectionRequested, m_connection, &ConnectionSheet::showSheet);
    connect(rescue, &RescueStrip::liveRequested, m_live, &LiveSheet::ask);
}

// What only the sandbox can do says so where it stands.
void Shell::guardMenu()
{
    const bool inSandbox = m_desk.session.inSandbox();
    const auto guard = [this, inSandbox](const char *name, const QString &text, bool possible) {
        auto *action = m_window->topBar()->menu()->findChild<QAction *>(QLatin1StringView(name));
        action->setText(inSandbox ? text : text + u'\t' + tr("only in the sandbox"));
        action->setEnabled(inSandbox && possible);
    };
    guard("menuExample", tr("Try the PixelGen example"), true);
    guard("menuReset", tr("Reset the sandbox"), true);
    guard("menuUndoReset", tr("Undo the reset"), m_desk.session.canUndoReset());
    if (Button *example = m_window->welcome()->exampleButton(); !example->isBusy())
        example->setOffReason(inSandbox ? QString() : tr("The example plays in the sandbox only."));
}

void Shell::fillMenu()
{
    const auto add = [this](const QString &text, const char *name) { return addEntry(text, name); };
    QAction *guide = add(tr("Guide"), "menuGuide");
    guide->setShortcut(QKeySequence(Qt::Key_F1));
    m_window->addAction(guide); // its key works while the menu is closed
    connect(guide, &QAction::triggered, this, [this] {
        if (m_window->currentPage() < 0)
            leaveWelcome(MainWindow::Meter);
        m_guide->toggleByKey();
    });
    connect(add(tr("Connect my own program"), "menuConnect"), &QAction::triggered, this, &Shell::showConnect);
    connect(add(tr("In your own code"), "menuCode"), &QAction::triggered, this, &Shell::showCode);
    connect(add(tr("Readiness sheet"), "menuReadiness"), &QAction::triggered, this, &Shell::showReadiness);
    endGroup();
    connect(add(tr("Picture engines…"), "menuEngines"), &QAction::triggered, this, &Shell::showEngines);
    makeAccountSheets();
    connect(
        add(tr("Try the PixelGen example"), "menuExample"), &QAction::triggered, this, &Shell::runExample);
    connect(add(tr("Reset the sandbox"), "menuReset"), &QAction::triggered, &m_desk.session, &Session::reset);
    connect(add(tr("Undo the reset"), "menuUndoReset"), &QAction::triggered, &m_desk.session,
        &Session::undoReset);
    connect(&m_desk.session, &Session::changed, this, &Shell::guardMenu);
    endGroup();
    QAction *about = m_window->topBar()->menu()->addAction(tr("About PixelMeter"));
    about->setObjectName(u"menuAbout"_s);
    connect(about, &QAction::triggered, this, [this] { showAbout(m_window.get()); });
    guardMenu();
}
