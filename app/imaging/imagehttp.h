// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagerequest.h"
#include "support/exchange.h"

#include <QNetworkRequest>

class QNetworkAccessManager;
class QNetworkReply;

// What every call to an image server has in common.
namespace imagehttp {

QString serverName(const ImageDestination &destination); // to show

// A key leaves this machine over https only, and an address holds no second secret.
Result<void> check(const ImageDestination &destination);

// This system's proxies, and none for this computer itself.
void useSystemProxies(QNetworkAccessManager &network);

// No redirects, cookies or HTTP/2; the key, where there is one, goes into this one header.
QNetworkRequest request(const ImageDestination &destination, const QUrl &url);

// For a picture's address: the key belongs to the API's host alone.
QNetworkRequest keylessRequest(const QUrl &url);

// Never sent a second time by Qt itself when the server hangs up: a picture made twice is charged twice.
QNetworkReply *postOnce(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &body);

// A word to a server whose answer nobody waits for, such as "stop": it outlives its caller.
void tell(QNetworkAccessManager &network, const QNetworkRequest &request);

Headers headOf(const QNetworkRequest &request); // both with secrets masked
Headers headOf(const QNetworkReply &reply);

bool neverConnected(const QNetworkReply &reply); // so that the server cannot have done anything
// An answer that tells no length is over when its connection is. Now and then Qt 6.4 takes that end for a
// reason to send the request again, which a OneShotBody refuses; the answer is there all the same, and
// whether it is whole is for its reader to say.
bool endsWithConnection(const QNetworkReply &reply);
Error errorOf(const QNetworkReply &reply, const QString &server, bool sent); // sent: as far as one can know

} // namespace imagehttp
