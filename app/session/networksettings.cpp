// SPDX-License-Identifier: MIT
#include "session/networksettings.h"

#include "dodo/transport.h"
#include "imaging/imageclient.h"
#include "outbox/outbox.h"

#include <QSslConfiguration>

#include <array>

using namespace Qt::StringLiterals;

namespace {

using Proxy = NetworkOptions::Proxy;

const QString proxyKey = u"network_proxy"_s;
const QString hostKey = u"network_proxy_host"_s;
const QString portKey = u"network_proxy_port"_s;
const QString userKey = u"network_proxy_user"_s;
const QString caKey = u"network_ca_file"_s;
const QString waitKey = u"network_longest_wait_s"_s;

struct Named {
    Proxy proxy;
    QLatin1StringView name;
};
constexpr std::array names{Named{Proxy::System, "system"_L1}, Named{Proxy::None, "none"_L1},
    Named{Proxy::Http, "http"_L1}, Named{Proxy::Socks5, "socks5"_L1}};

Proxy proxyOf(const QString &text)
{
    for (const Named &named : names) {
        if (text == named.name)
            return named.proxy;
    }
    return Proxy::System;
}

QString textOf(Proxy proxy)
{
    for (const Named &named : names) {
        if (proxy == named.proxy)
            return named.name;
    }
    return {};
}

NetworkOptions kept(const Outbox &outbox)
{
    NetworkOptions options{.proxy = proxyOf(outbox.setting(proxyKey)),
        .host = outbox.setting(hostKey),
        .port = outbox.setting(portKey).toUShort(),
        .user = outbox.setting(userKey),
        .caFile = outbox.setting(caKey)};
    if (const int seconds = outbox.setting(waitKey).toInt(); seconds > 0)
        options.longestWait = std::chrono::seconds{seconds};
    return options;
}

} // namespace

NetworkSettings::NetworkSettings(Outbox &outbox, Transport &transport, ImageClient &images, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_transport(transport)
    , m_images(images)
    , m_options(kept(outbox))
{
    if (const auto fits = check(m_options); !fits)
        m_trouble = fits.error().message;
    apply();
}

Result<void> NetworkSettings::set(const NetworkOptions &options)
{
    if (const auto fits = check(options); !fits)
        return fits;
    m_options = options;
    m_trouble.clear();
    m_outbox.setSetting(proxyKey, textOf(options.proxy));
    m_outbox.setSetting(hostKey, options.host);
    m_outbox.setSetting(portKey, QString::number(options.port));
    m_outbox.setSetting(userKey, options.user);
    m_outbox.setSetting(caKey, options.caFile);
    const auto seconds
        = std::chrono::ceil<std::chrono::seconds>(options.longestWait.value_or(milliseconds{0})).count();
    m_outbox.setSetting(waitKey, QString::number(seconds));
    apply();
    Q_EMIT changed();
    return {};
}

void NetworkSettings::apply()
{
    m_transport.setNetworkOptions(m_options);
    const QSslConfiguration tls = m_options.caFile.isEmpty() ? QSslConfiguration() : tlsOf(m_options);
    m_images.setReach(proxiesOf(m_options), tls); // null is the system's
}
