// SPDX-License-Identifier: MIT
#include "dodo/destination.h"

#include "billing/confusables.h"
#include "dodo/networkoptions.h"

using namespace Qt::StringLiterals;

namespace {

using Mode = Destination::Mode;

bool isThisMachine(const QUrl &url)
{
    return isThisComputer(url.host());
}

Error refused(const QString &field, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .field = field};
}

// As a resolver would take it, whatever way it is written: case, wide letters, dots of other scripts and a
// dot at the end make no other host.
QString plainHost(const QUrl &url)
{
    QString host = QString::fromLatin1(QUrl::toAce(url.host())).toLower();
    if (host.isEmpty())
        host = url.host().toLower();
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

// What a person reads in it: every letter that looks like a plain one is taken for that.
QString asRead(const QUrl &url)
{
    QString host = QUrl::fromAce(plainHost(url).toLatin1(), QUrl::IgnoreIDNWhitelist);
    for (QChar &letter : host) {
        if (const auto alike = lookAlikeOf(letter))
            letter = QChar(alike->plain).toLower();
    }
    return host;
}

bool isOfficial(Mode mode, const QUrl &url)
{
    const QString path = url.path();
    return url.scheme() == "https"_L1 && url.host() == officialBaseUrl(mode).host() && url.port(443) == 443
        && (path.isEmpty() || path == "/"_L1);
}

// The mode that an address belongs to, or looks as if it did: a letter of another script in the service's
// name is no name of anybody's.
std::optional<Mode> modeOfHost(const QUrl &url)
{
    for (const Mode mode : {Mode::Test, Mode::Live}) {
        const QString official = officialBaseUrl(mode).host();
        if (plainHost(url) == official || asRead(url) == official)
            return mode;
    }
    return std::nullopt;
}

Result<void> checkPlace(Mode mode, const QUrl &url, bool http)
{
    if (mode == Mode::Sandbox && !isThisMachine(url))
        return refused(u"base_url"_s, u"The sandbox runs on this machine only."_s);
    if (mode == Mode::Test || mode == Mode::Live) {
        if (!isOfficial(mode, url))
            return refused(u"base_url"_s,
                u"This mode goes to %1 only. Use a custom base URL for another address."_s.arg(
                    officialBaseUrl(mode).toString()));
        return {};
    }
    if (const auto official = modeOfHost(url))
        return refused(u"base_url"_s,
            *official == Mode::Test ? u"This is the address of test mode. Choose test mode for it."_s
                                    : u"This is the address of live mode. Choose live mode for it."_s);
    if (http && !isThisMachine(url))
        return refused(u"base_url"_s, u"A key goes over https only. Change the base URL."_s);
    return {};
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
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0 || !(http || url.scheme() == "https"_L1))
        return refused(u"base_url"_s, u"The base URL must start with https and name a host."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused(u"base_url"_s, u"The base URL takes no user, no “?” and no “#”."_s);
    const Result<void> placed = checkPlace(destination.mode, url, http);
    return placed ? checkKey(destination) : placed;
}
