// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

// The simulated pay page: HTML without scripts, pictures or anything from elsewhere. Pure text in, text out.

struct PayLine {
    QString name; // the product's
    QString price; // "$0.00 a month", "$0.05 per image after 10 free"
};

struct PayPage {
    QByteArray session;
    QByteArray token; // one use, goes back with the form
    QList<PayLine> lines = {};
    QString email; // of the customer
    QString customer; // the customer's name; may be empty
    bool asksCustomer = false; // the checkout came without one: the form asks for e-mail and name
    QString notice; // why the last try failed; empty at first
    QString returnUrl; // its origin may receive the form's redirect
};

QByteArray payPageHtml(const PayPage &page);

// A page with one headline and one sentence: paid, used, expired, not found.
QByteArray messagePageHtml(const QString &headline, const QString &sentence);

// Content-Security-Policy of both: nothing but the page's own style, and forms to here and to `returnUrl`.
QByteArray payPagePolicy(const QString &returnUrl = {});
