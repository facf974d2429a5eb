// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagerequest.h"
#include "support/exchange.h"

#include <QNetworkRequest>

class QNetworkAccessManager;
class QNetworkReply;

// What every call to an image server has in common.
namespace imagehttp {

// No redirects, cookies or HTTP/2; the key, where there is one, goes into this one header.
QNetworkRequest request(const ImageDestination &destination, const QUrl &url);

// Never sent a second time by Qt itself when the server hangs up: a picture made twice is charged twice.
QNetworkReply *postOnce(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &body);

Headers headOf(const QNetworkRequest &request); // both with secrets masked
Headers headOf(const QNetworkReply &reply);

bool neverConnected(const QNetworkReply &reply); // so that the server cannot have done anything
Error errorOf(const QNetworkReply &reply, const QString &host);
Error protocol(const QString &sentence);
Error cancelled();

} // namespace imagehttp
