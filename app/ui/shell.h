// SPDX-License-Identifier: MIT
#pragma once

#include "ui/desk.h"

#include <QSize>

class AccountsSheet;
class BillingStrip;
class BillingSwitch;
class BringOverSheet;
class CodeWindow;
class ConnectionSheet;
class ConnectPanel;
class EnginesSheet;
class Example;
class EventLogPage;
class GeneratePage;
class GuideHost;
class GuideSaver;
class LiveSheet;
class MainWindow;
class OutboxSheet;
class QAction;
class QWidget;
class ReadinessSheet;
class ThemeHost;
class TopBarWatch;
class WebhookSheet;

// The window of the program: makes the frame and its pages, and leads from one to the other. Holds no state
// of the service; that is the session's.
class Shell : public QObject {
    Q_OBJECT
public:
    enum class Memory { Keep, Forget }; // Forget: nothing is remembered between runs

    Shell(const Desk &desk, ThemeHost &themes, Memory memory);
    ~Shell() override;

    QWidget &window() const;
    GuideHost &guide() const { return *m_guide; }
    void show(); // starts reading the service too
    void show(const QSize &size);
    void comeForward();

private:
    void makeWindow(ThemeHost &themes, Memory memory);
    void makePages();
    void connectWelcome();
    void connectPages();
    void connectLogLinks();
    void makeGuide(ThemeHost &themes);
    void makeCode();
    void makeEngines();
    void startGuide();
    void showCode();
    void showReadiness();
    void showEngines();
    void showSpending();
    void openPicture(const QString &path);
    void makeBilling();
    void connectBilling();
    void makeAccountSheets();
    void makeOutbox();
    void makeWebhooks();
    void makeRescue();
    void guardMenu();
    void showAccounts(Destination::Mode mode);
    QAction *addEntry(const QString &text, const char *name); // of the menu
    void endGroup(); // of its entries
    void fillMenu();
    void updateTicks();
    void showWhatIsThere();
    void runExample();
    void showConnect();
    void justPictures();
    void leaveWelcome(int page);
    void paintWelcome();

    Desk m_desk;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TopBarWatch> m_topBar;
    std::unique_ptr<GuideHost> m_guide;
    std::unique_ptr<GuideSaver> m_saver;
    std::unique_ptr<Example> m_example;
    GeneratePage *m_generate = nullptr;
    EventLogPage *m_log = nullptr;
    ConnectPanel *m_connect = nullptr;
    CodeWindow *m_code = nullptr;
    ReadinessSheet *m_readiness = nullptr;
    EnginesSheet *m_engines = nullptr;
    BillingSwitch *m_billing = nullptr;
    BillingStrip *m_billingStrip = nullptr;
    AccountsSheet *m_accounts = nullptr;
    LiveSheet *m_live = nullptr;
    ConnectionSheet *m_connection = nullptr;
    OutboxSheet *m_outbox = nullptr;
    WebhookSheet *m_webhooks = nullptr;
    BringOverSheet *m_bringOver = nullptr;
    bool m_shownWhatIsThere = false; // in this world
};
