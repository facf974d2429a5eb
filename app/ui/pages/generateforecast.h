// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "session/billsofar.h"
#include "session/picturejob.h"

class Session;

// What the pictures of one order would do to the bill, said before the click. The figures come from the bill
// so far (usage-history), the arithmetic from billing: the line with the coming units minus the line now.
struct GenerateForecast {
    enum class Kind { NoCustomer, NotCounted, Free, Charged };
    Kind kind = Kind::NoCustomer;
    Decimal amount; // smallest unit, exact
    QString price; // "free (7 of 10)", "$0.05", "not billed"
    QString freeUsed; // "10 of 10 free used"; empty when the price says it
    QString note; // why it would not count: "Draft is not counted: this meter counts …"
    qint64 free = 0; // the pixel row: used so far
    qint64 billable = 0;
    qint64 next = 0; // what this order adds; 0 when it does not count
    QString unit; // of the only meter
    QString providerWords; // "The provider charges about"
    QString provider; // "$0.053", "unknown"; "$0.040, not spent here" for the demo painter
    QString eachWords; // "Each picture costs about"; where there is no customer
    QString each; // "$0.053, together $0.159"

    friend bool operator==(const GenerateForecast &, const GenerateForecast &) = default;
};

struct ForecastGround {
    std::optional<BillSoFar> bill; // nullopt without a customer
    QList<Meter> meters; // live ones
    QString eventName; // what this program sends
    std::optional<Decimal> estimate = {}; // the provider's money for one picture; nullopt: not known
};

GenerateForecast forecast(const ForecastGround &ground, const PictureOrder &order);
ForecastGround groundOf(const Session &session);

QString tierName(const QByteArray &tier); // Draft, Standard, HD
QString providerMoney(const Decimal &usd); // "$0.040", "$0.0162": three or four decimals
