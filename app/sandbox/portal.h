// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

// The customer portal's page: HTML without scripts, pictures or anything from elsewhere. Pure text in, text
// out.

struct PortalSubscription {
    QString name; // the product's
    QString status;
    QString next; // "Renews on 21 Dec 2026"
};

struct PortalPayment {
    QString date;
    QString amount;
    QString status;
    QString invoice; // the path of its PDF
};

struct PortalPage {
    QString customer;
    QString email;
    QList<PortalSubscription> subscriptions = {};
    QList<PortalPayment> payments = {};
    QString returnUrl; // http or https; empty: no way back is shown
};

QByteArray portalHtml(const PortalPage &page);
QByteArray portalPolicy(); // Content-Security-Policy: nothing but the page's own style
