// SPDX-License-Identifier: MIT
#include "session/knock.h"

#include <QNetworkProxyFactory>
#include <QSslConfiguration>
#include <QSslSocket>

using namespace Qt::StringLiterals;

Knock::Knock(const QUrl &address, const NetworkOptions &options, milliseconds within,
    std::function<void(bool)> then, QObject *parent)
    : QObject(parent)
    , m_then(std::move(then))
    , m_socket(std::make_unique<QSslSocket>())
{
    const std::unique_ptr<QNetworkProxyFactory> proxies(proxiesOf(options));
    m_socket->setProxy(proxies->queryProxy(QNetworkProxyQuery(address)).value(0, QNetworkProxy::NoProxy));
    m_socket->setSslConfiguration(tlsOf(options));
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { tell(false); });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, [this] { tell(false); });
    m_deadline.start(within);
    const QString host = address.host();
    if (address.scheme() == "https"_L1) {
        connect(m_socket.get(), &QSslSocket::encrypted, this, [this] { tell(true); });
        m_socket->connectToHostEncrypted(host, quint16(address.port(443)));
    } else {
        connect(m_socket.get(), &QSslSocket::connected, this, [this] { tell(true); });
        m_socket->connectToHost(host, quint16(address.port(80)));
    }
}

Knock::~Knock()
{
    m_socket->disconnect(this); // its end is no answer
}

void Knock::tell(bool answers)
{
    m_deadline.stop();
    deleteLater();
    if (const auto then = std::exchange(m_then, {}))
        then(answers);
}
