// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <optional>

__extension__ typedef __int128 Int128;

// An exact decimal: a 128-bit whole number and how many of its digits stand behind the point (0 to 30).
// Amounts and unit counts are held in nothing else. Every step is checked: what does not fit is nullopt,
// never wrapped and never rounded; the only rounding is rounded(), at the bill's line.
class Decimal {
public:
    constexpr Decimal() = default;
    constexpr Decimal(qint64 whole)
        : m_digits(whole)
    {
    }

    // "12", "-0.5", "5.000": digits, one point, a leading minus. No exponent, no plus, no spaces, no comma.
    static std::optional<Decimal> fromText(QByteArrayView text);
    // The same, and the exponent form JSON allows: 1e3, 1.5E-2.
    static std::optional<Decimal> fromJsonNumber(QByteArrayView text);

    // The other way round: digits() and digitsAfterPoint() (0 to 30) make the number again.
    static Decimal ofDigits(Int128 digits, int places) { return Decimal(digits, places); }

    static std::optional<Decimal> add(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> subtract(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> multiply(const Decimal &a, const Decimal &b);
    // This times 10 to the power `places` (negative divides): main units to minor units, price per 1,000 to
    // per 1.
    std::optional<Decimal> shifted(int places) const;

    // To a whole number, half away from zero (dodo-api.md 5.1.1); nullopt when an int64 cannot hold it.
    std::optional<qint64> rounded() const;

    Int128 digits() const { return m_digits; } // without the point
    bool isZero() const { return m_digits == 0; }
    bool isNegative() const { return m_digits < 0; }
    bool isWhole() const; // nothing behind the point
    int digitsBeforePoint() const; // of the absolute value; 1 for 0.5
    int digitsAfterPoint() const { return m_places; } // without trailing zeros

    QByteArray toText() const; // shortest: "5", "0.001", "-2.5"
    QString toString() const { return QString::fromLatin1(toText()); }

    friend bool operator==(const Decimal &a, const Decimal &b);
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);

private:
    Decimal(Int128 digits, int places); // strips trailing zeros

    Int128 m_digits = 0;
    int m_places = 0;
};
