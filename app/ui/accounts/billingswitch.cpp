// SPDX-License-Identifier: MIT
#include "ui/accounts/billingswitch.h"

#include "ui/accounts/accountwords.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/topbar.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr Destination::Mode modes[] = {Destination::Mode::Sandbox, Destination::Mode::Test,
    Destination::Mode::Live, Destination::Mode::Custom}; // in the order of the menu
constexpr int fewShare = 5; // a fifth of the limit, or
constexpr int fewCalls = 20; // where no limit was told
constexpr milliseconds longestWindow = 60s; // of the service's limits (dodo-api.md 1.7)

QString entryName(Destination::Mode mode)
{
    switch (mode) {
    case Destination::Mode::Test:
        return u"billingTest"_s;
    case Destination::Mode::Live:
        return u"billingLive"_s;
    case Destination::Mode::Custom:
        return u"billingCustom"_s;
    case Destination::Mode::Sandbox:
        break;
    }
    return u"billingSandbox"_s;
}

bool areFew(const RateStanding &standing)
{
    return standing.limit ? *standing.remaining * fewShare <= *standing.limit
                          : *standing.remaining <= fewCalls;
}

} // namespace

BillingSwitch::BillingSwitch(const Desk &desk, MainWindow &window)
    : QObject(&window)
    , m_desk(desk)
    , m_window(window)
{
    QMenu *menu = window.topBar()->billingMenu();
    for (const Mode mode : modes) {
        QAction *entry = menu->addAction(QString());
        entry->setObjectName(entryName(mode));
        entry->setCheckable(true);
        connect(entry, &QAction::triggered, this, [this, mode] {
            showEntries(); // a click ticks it before anything is switched
            choose(mode);
        });
        m_entries.insert(mode, entry);
    }
    menu->addSeparator();
    Transport &transport = desk.session.client().transport();
    connect(&transport, &Transport::rateChanged, this, &BillingSwitch::showCallsLeft);
    // They are all back then, and the next answer says how many.
    m_callsReset.setSingleShot(true);
    connect(&m_callsReset, &QTimer::timeout, this, [this] { m_window.topBar()->setCallsLeft({}, {}); });
    connect(&desk.session, &Session::modeChanged, this, &BillingSwitch::showPlace);
    connect(&desk.connections, &Connections::changed, this, &BillingSwitch::showEntries);
    // The keychain may ask its person: only once somebody looks.
    connect(menu, &QMenu::aboutToShow, this, [this] {
        for (const Mode mode : modes) {
            if (mode != Mode::Sandbox)
                m_desk.connections.loadKey(mode);
        }
        showEntries();
    });
    showPlace();
}

QAction *BillingSwitch::addEntry(const QString &text, const QString &name)
{
    QAction *entry = m_window.topBar()->billingMenu()->addAction(text);
    entry->setObjectName(name);
    return entry;
}

void BillingSwitch::choose(Mode mode)
{
    Connections &connections = m_desk.connections;
    if (mode == connections.current())
        return;
    if (!connections.hasKey(mode) || connections.baseUrl(mode).isEmpty())
        return Q_EMIT accountsRequested(mode);
    if (mode == Mode::Live)
        return Q_EMIT liveRequested();
    if (const auto there = connections.use(mode); !there)
        Q_EMIT failed(mode, there.error());
}

void BillingSwitch::showPlace()
{
    const Mode mode = m_desk.session.mode();
    const QUrl url = m_desk.connections.baseUrl(mode);
    m_window.setBilling(accountwords::badgeOf(mode));
    m_window.topBar()->setAddress(accountwords::placeOf(url), url.toString());
    showCallsLeft(m_desk.session.client().transport().rate());
    showEntries();
}

// What stands after the tab is shown at the right, where keys stand in other menus.
void BillingSwitch::showEntries()
{
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        const Mode mode = entry.key();
        entry.value()->setText(accountwords::entryOf(mode, m_desk.connections) + u'\t'
            + accountwords::standingOf(mode, m_desk.connections));
        entry.value()->setChecked(mode == m_desk.connections.current());
    }
}

void BillingSwitch::showCallsLeft(const RateStanding &standing)
{
    if (m_desk.session.inSandbox() || !standing.remaining)
        return m_window.topBar()->setCallsLeft({}, {});
    if (standing.resetAt != TimePoint{}) {
        const auto left = std::chrono::ceil<milliseconds>(standing.resetAt - m_desk.session.now());
        m_callsReset.start(std::clamp(left, 0ms, longestWindow));
    }
    const QString left
        = *standing.remaining == 1 ? tr("1 call left") : tr("%1 calls left").arg(*standing.remaining);
    const QString sentence = standing.waitingReads > 0
        ? tr("%1, %n reads wait", nullptr, standing.waitingReads).arg(left)
        : left;
    m_window.topBar()->setCallsLeft(sentence, areFew(standing) ? left : QString());
}
