// SPDX-License-Identifier: MIT
#include "ui/accounts/accountwords.h"

#include "session/placewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace accountwords {

namespace {
    QString tr(const char *text)
    {
        return QCoreApplication::translate("AccountsSheet", text);
    }
} // namespace

BillingMode badgeOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return BillingMode::Test;
    case Mode::Live:
        return BillingMode::Live;
    case Mode::Custom:
        return BillingMode::Custom;
    case Mode::Sandbox:
        break;
    }
    return BillingMode::Sandbox;
}

QString placeOf(const QUrl &url)
{
    const QString host = url.host();
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return url.port() < 0 ? shown : u"%1:%2"_s.arg(shown).arg(url.port());
}

QString entryOf(Mode mode, const Connections &connections)
{
    if (mode == Mode::Sandbox)
        return tr("Sandbox (on this computer)");
    const bool asks = mode == Mode::Live || !connections.hasKey(mode) || connections.baseUrl(mode).isEmpty();
    return asks ? tr("%1…").arg(placewords::title(mode)) : placewords::title(mode);
}

QString standingOf(Mode mode, const Connections &connections)
{
    if (mode == Mode::Sandbox)
        return tr("no key needed");
    if (mode == Mode::Custom && connections.baseUrl(mode).isEmpty())
        return tr("no address yet");
    const QString key = connections.hasKey(mode) ? tr("key is there")
        : connections.offered(mode).isEmpty()    ? tr("no key yet")
                                                 : tr("key in your environment");
    return mode == Mode::Custom ? tr("%1, %2").arg(placeOf(connections.baseUrl(mode)), key) : key;
}

QString aboutOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return tr("Your own account, without real money. Next, one harmless read checks the key.");
    case Mode::Live:
        return tr("Real customers and real money. You confirm it in each run, then the key is checked.");
    case Mode::Custom:
        return tr("Any service that answers like Dodo Payments, such as a second sandbox.");
    case Mode::Sandbox:
        break;
    }
    return {};
}

QString keyHelpOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return tr("In the dashboard: switch test mode on, then Developer, API keys.");
    case Mode::Live:
        return tr("In the dashboard: switch test mode off, then Developer, API keys.");
    case Mode::Custom:
        return tr("The key that this service takes. A live key never goes there.");
    case Mode::Sandbox:
        break;
    }
    return {};
}

QString useOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return tr("Use test mode");
    case Mode::Live:
        return tr("Use live mode…");
    case Mode::Custom:
        return tr("Use this address");
    case Mode::Sandbox:
        break;
    }
    return tr("Use the sandbox");
}

QString heldOf(Mode mode, const Connections &connections)
{
    const QString key = connections.maskedKey(mode);
    switch (connections.keyFrom(mode)) {
    case KeyFrom::Keychain:
        return tr("Key %1, in the system's keychain.").arg(key);
    case KeyFrom::Environment:
        return tr("Key %1, from your environment.").arg(key);
    case KeyFrom::ThisRun:
        return tr("Key %1, for this run only.").arg(key);
    case KeyFrom::Nowhere:
        break;
    }
    return {};
}

QString nowOf(Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return tr("Billing goes to your test mode now.");
    case Mode::Live:
        return tr("Billing is live now.");
    case Mode::Custom:
        return tr("Billing goes to this address now.");
    case Mode::Sandbox:
        break;
    }
    return tr("Billing goes to the sandbox now.");
}

} // namespace accountwords
