// SPDX-License-Identifier: MIT
#include "ui/engines/addresstext.h"

#include <QCoreApplication>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EnginesSheet", text);
}

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

// In the same house: plain http is what such a server speaks.
bool isNearby(const QString &host)
{
    const QHostAddress address(host);
    if (address.isNull())
        return isThisComputer(host) || host.endsWith(".local"_L1) || !host.contains(u'.');
    for (const auto &[net, bits] :
        {std::pair("10.0.0.0"_L1, 8), {"172.16.0.0"_L1, 12}, {"192.168.0.0"_L1, 16}}) {
        if (address.isInSubnet(QHostAddress(net), bits))
            return true;
    }
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast();
}

// The endings of the calls themselves; people copy them with the address.
QString withoutCall(QString text)
{
    for (const auto ending :
        {"/images/generations"_L1, "/models"_L1, "/sdapi/v1/txt2img"_L1, "/sdapi/v1"_L1}) {
        if (text.endsWith(ending, Qt::CaseInsensitive))
            text.chop(ending.size());
    }
    return text;
}

AddressText refused(const QString &sentence)
{
    return {.refusal = sentence};
}

AddressText checked(const QUrl &url, const QString &note, KeyGoesAlong key)
{
    const bool plain = url.scheme() == "http"_L1;
    if (!plain && url.scheme() != "https"_L1)
        return refused(tr("The address starts with http:// or https://."));
    if (!url.isValid() || url.host().isEmpty())
        return refused(tr("There is no server name in it. Write it like http://127.0.0.1:7860."));
    if (!url.userInfo().isEmpty())
        return refused(tr("No user and no password in the address. Write them in the field below."));
    if (url.hasQuery() || url.hasFragment())
        return refused(tr("No “?” and no “#” in the address."));
    if (plain && key == KeyGoesAlong::Yes && !isThisComputer(url.host()))
        return refused(tr("A key goes over https only. Write https://, or forget the key."));
    return {.url = url, .note = note};
}

} // namespace

AddressText addressFromText(const QString &typed, KeyGoesAlong key)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return refused(tr("Write where the server listens, such as http://127.0.0.1:7860."));
    if (text.contains(u' '))
        return refused(tr("There is a space in the address."));
    QString whole = withoutCall(text);
    QString note = whole == text ? QString() : tr("The call at its end was taken off.");
    if (!whole.contains("://"_L1)) {
        const QString host = QUrl(u"http://"_s + whole).host();
        whole.prepend(isNearby(host) ? u"http://"_s : u"https://"_s);
        note = tr("Read as %1.").arg(QUrl(whole).toString(QUrl::RemoveUserInfo));
    }
    return checked(QUrl(whole, QUrl::StrictMode), note, key);
}
