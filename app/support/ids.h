// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <array>
#include <atomic>

// What an id is for; the prefix is the service's own (dodo-api.md 4). Event ids are ours: img_.
enum class Prefix {
    Business,
    Brand,
    Meter,
    Product,
    Customer,
    Subscription,
    Checkout,
    Payment,
    Invoice,
    Event,
    Exchange,
    Token,
    Webhook,
    Message,
    Credit,
    CreditBalance,
    CreditGrant,
    CreditEntry,
    Addon,
    WalletEntry,
};

QByteArray prefixText(Prefix prefix); // "mtr_", "img_"; empty for Exchange, whose ids are UUIDs

// Where ids come from, so that a demo gives the same ones twice. Any thread.
struct IdSource {
    virtual ~IdSource() = default;
    virtual QByteArray next(Prefix prefix) = 0;
};

// Prefix and 21 random letters and digits; a random UUID for Exchange.
class RandomIds : public IdSource {
public:
    QByteArray next(Prefix prefix) override;
};

// The same ids in the same order for the same seed. Each kind counts for itself, so that threads that make
// different kinds do not change each other's.
class SeededIds : public IdSource {
public:
    explicit SeededIds(quint64 seed);
    QByteArray next(Prefix prefix) override;

private:
    const quint64 m_seed;
    std::array<std::atomic<quint64>, 32> m_counts{}; // by Prefix
};
