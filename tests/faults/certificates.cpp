// SPDX-License-Identifier: MIT
#include "faults/certificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

Certificates::Certificates()
{
    QProcess making;
    making.start(QStringLiteral(MAKE_CERTIFICATES), {m_folder.path()});
    if (!making.waitForFinished() || making.exitStatus() != QProcess::NormalExit || making.exitCode() != 0)
        qFatal("no certificates could be made: is the program openssl installed?");
}

QString Certificates::caFile() const
{
    return m_folder.filePath(u"ca.pem"_s);
}

QSslConfiguration Certificates::server(Kind kind) const
{
    static constexpr QLatin1StringView names[]
        = {"good"_L1, "expired"_L1, "wrongname"_L1, "selfsigned"_L1, "unknown"_L1};
    const QString base = m_folder.filePath(names[size_t(kind)]);
    QFile key(base + u".key"_s);
    QSslConfiguration out = QSslConfiguration::defaultConfiguration();
    if (!key.open(QIODevice::ReadOnly))
        qFatal("there is no key %s", qPrintable(key.fileName()));
    out.setLocalCertificateChain(QSslCertificate::fromPath(base + u".pem"_s));
    out.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return out;
}
