// SPDX-License-Identifier: MIT
#include "dodo/destination.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace {

using Mode = Destination::Mode;

bool isThisMachine(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

Error refused(const QString &field, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .field = field};
}

Result<void> checkKey(const Destination &destination)
{
    const bool live = destination.key.startsWith("dodo_live_");
    const bool test = destination.key.startsWith("dodo_test_");
    if (live && destination.mode != Mode::Live)
        return refused(u"key"_s, u"This is a live key. It is sent in live mode only."_s);
    if (test && destination.mode == Mode::Live)
        return refused(u"key"_s, u"This is a test key. Live mode needs a live key."_s);
    for (const char c : destination.key) {
        if (c <= ' ' || c > '~')
            return refused(u"key"_s, u"The key holds a space or a character no key has. Paste it again."_s);
    }
    if (destination.key.isEmpty())
        return refused(u"key"_s, u"There is no key for this service yet."_s);
    return {};
}

} // namespace

QUrl officialBaseUrl(Destination::Mode mode)
{
    switch (mode) {
    case Mode::Sandbox:
    case Mode::Custom:
        return {};
    case Mode::Test:
        return QUrl{u"https://test.dodopayments.com"_s};
    case Mode::Live:
        return QUrl{u"https://live.dodopayments.com"_s};
    }
    return {};
}

QByteArray worldOf(const Destination &destination)
{
    switch (destination.mode) {
    case Mode::Sandbox:
        return "sandbox";
    case Mode::Test:
        return "test";
    case Mode::Live:
        return "live";
    case Mode::Custom:
        return "custom:"
            + destination.baseUrl.toEncoded(QUrl::RemoveScheme | QUrl::StripTrailingSlash).mid(2);
    }
    return {};
}

Result<void> check(const Destination &destination)
{
    const QUrl &url = destination.baseUrl;
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !(http || url.scheme() == "https"_L1))
        return refused(u"base_url"_s, u"The base URL must start with https and name a host."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused(u"base_url"_s, u"The base URL takes no user, no “?” and no “#”."_s);
    if (destination.mode == Mode::Sandbox && !isThisMachine(url))
        return refused(u"base_url"_s, u"The sandbox runs on this machine only."_s);
    if (http && !isThisMachine(url))
        return refused(u"base_url"_s, u"A key goes over https only. Change the base URL."_s);
    for (const Mode other : {Mode::Test, Mode::Live}) {
        if (other != destination.mode && url.host() == officialBaseUrl(other).host())
            return refused(u"base_url"_s, u"This address belongs to another mode."_s);
    }
    return checkKey(destination);
}
