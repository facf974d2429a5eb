// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/request.h"
#include "support/exchange.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QUrl>

class QNetworkReply;

// Sentences for a try that brought no usable answer: what happened, then the way out.
namespace failure {

QString placeOf(const QUrl &baseUrl); // "test.dodopayments.com", "[::1]:4010": no more port than is needed

// The kinds of a certificate that is not taken, the most telling one first.
enum class Tls { SelfSigned, UnknownAuthority, WrongName, Expired, NotYetValid, Other };
Tls kindOf(const QList<QSslError> &errors);
Error tls(const QList<QSslError> &errors, const QUrl &baseUrl, const QString &detail);

// A connection that a socket could not make.
QString route(QAbstractSocket::SocketError error, const QUrl &baseUrl, const QString &detail);
QString day(const QDateTime &at); // "3 Feb 2027"

// No answer, or no whole one. Of TLS, when `tlsErrors` came before.
Error network(const QNetworkReply &reply, const QList<QSslError> &tlsErrors, const QUrl &baseUrl);
Error timeout(const QUrl &baseUrl, milliseconds within);
Error tooLarge(const QUrl &baseUrl, qsizetype bytes);
Error cutOff(const QUrl &baseUrl);
Error empty(const QUrl &baseUrl);

// What is wrong with the kind of an answer that came with a 2xx status: a web page, another type than JSON.
std::optional<Error> ofType(
    const Headers &head, const QByteArray &body, ApiRequest::Expect expect, const QUrl &baseUrl);

} // namespace failure
