// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <compare>

// An opaque, case-sensitive id of one kind of object (dodo-api.md 4). Kinds do not mix.
template<typename Tag>
struct Id {
    QByteArray text;

    bool isEmpty() const { return text.isEmpty(); }
    QString string() const { return QString::fromUtf8(text); }
    static Id of(const QString &string) { return {string.toUtf8()}; }

    friend bool operator==(const Id &a, const Id &b) { return a.text == b.text; }
    friend bool operator<(const Id &a, const Id &b) { return a.text < b.text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.text, seed); }
};

using MeterId = Id<struct MeterTag>;
using ProductId = Id<struct ProductTag>;
using CustomerId = Id<struct CustomerTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using CheckoutId = Id<struct CheckoutTag>;
using PaymentId = Id<struct PaymentTag>;
using EventId = Id<struct EventTag>;
