// SPDX-License-Identifier: MIT
#include "billing/decimal.h"

#include <algorithm>
#include <array>
#include <limits>

namespace {

__extension__ typedef unsigned __int128 UInt128;

constexpr int maxPlaces = 30;
constexpr int maxPower = 38; // the largest power of ten that fits

constexpr auto powers = [] {
    std::array<Int128, maxPower + 1> out{};
    out[0] = 1;
    for (size_t i = 1; i < out.size(); ++i)
        out[i] = out[i - 1] * 10;
    return out;
}();

Int128 power(int n)
{
    return powers[size_t(n)];
}

UInt128 magnitude(Int128 digits)
{
    return digits < 0 ? UInt128(0) - UInt128(digits) : UInt128(digits);
}

std::optional<Int128> scaledUp(Int128 digits, int places)
{
    if (digits == 0)
        return digits;
    Int128 out = 0;
    if (places > maxPower || __builtin_mul_overflow(digits, power(places), &out))
        return std::nullopt;
    return out;
}

bool allDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool appendDigits(Int128 &digits, QByteArrayView text)
{
    return std::ranges::all_of(text, [&](char c) {
        return !__builtin_mul_overflow(digits, Int128(10), &digits)
            && !__builtin_add_overflow(digits, Int128(c - '0'), &digits);
    });
}

QByteArray digitsText(UInt128 value)
{
    QByteArray out;
    do {
        out.prepend(char('0' + int(value % 10)));
        value /= 10;
    } while (value != 0);
    return out;
}

} // namespace

Decimal::Decimal(Int128 digits, int places)
    : m_digits(digits)
    , m_places(digits == 0 ? 0 : places)
{
    while (m_places > 0 && m_digits % 10 == 0) {
        m_digits /= 10;
        --m_places;
    }
}

std::optional<Decimal> Decimal::fromText(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    if (negative)
        text = text.sliced(1);
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    QByteArrayView fraction = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    if (!allDigits(whole) || (point >= 0 && !allDigits(fraction)))
        return std::nullopt;
    while (fraction.endsWith('0'))
        fraction.chop(1);
    Int128 digits = 0;
    if (fraction.size() > maxPlaces || !appendDigits(digits, whole) || !appendDigits(digits, fraction))
        return std::nullopt;
    return Decimal(negative ? -digits : digits, int(fraction.size()));
}

std::optional<Decimal> Decimal::fromJsonNumber(QByteArrayView text)
{
    const auto e = std::ranges::find_if(text, [](char c) { return c == 'e' || c == 'E'; });
    const auto mantissa = fromText(text.first(e - text.begin()));
    if (!mantissa || e == text.end())
        return mantissa;
    QByteArrayView exponent = text.sliced(e - text.begin() + 1);
    const bool negative = exponent.startsWith('-');
    if (negative || exponent.startsWith('+'))
        exponent = exponent.sliced(1);
    while (exponent.size() > 1 && exponent.startsWith('0'))
        exponent = exponent.sliced(1);
    if (!allDigits(exponent))
        return std::nullopt;
    if (mantissa->isZero())
        return mantissa;
    if (exponent.size() > 3) // far beyond what fits, either way
        return std::nullopt;
    const int places = exponent.toByteArray().toInt();
    return mantissa->shifted(negative ? -places : places);
}

std::optional<Decimal> Decimal::add(const Decimal &a, const Decimal &b)
{
    const int places = std::max(a.m_places, b.m_places);
    const auto left = scaledUp(a.m_digits, places - a.m_places);
    const auto right = scaledUp(b.m_digits, places - b.m_places);
    Int128 sum = 0;
    if (!left || !right || __builtin_add_overflow(*left, *right, &sum))
        return std::nullopt;
    return Decimal(sum, places);
}

std::optional<Decimal> Decimal::subtract(const Decimal &a, const Decimal &b)
{
    Int128 negated = 0;
    if (__builtin_sub_overflow(Int128(0), b.m_digits, &negated))
        return std::nullopt;
    return add(a, Decimal(negated, b.m_places));
}

std::optional<Decimal> Decimal::multiply(const Decimal &a, const Decimal &b)
{
    Int128 product = 0;
    if (__builtin_mul_overflow(a.m_digits, b.m_digits, &product))
        return std::nullopt;
    const Decimal out(product, a.m_places + b.m_places);
    return out.m_places <= maxPlaces ? std::optional(out) : std::nullopt;
}

std::optional<Decimal> Decimal::shifted(int places) const
{
    if (places >= m_places) {
        const auto digits = scaledUp(m_digits, places - m_places);
        return digits ? std::optional(Decimal(*digits, 0)) : std::nullopt;
    }
    const Decimal out(m_digits, m_places - places);
    return out.m_places <= maxPlaces ? std::optional(out) : std::nullopt;
}

std::optional<qint64> Decimal::rounded() const
{
    const Int128 one = power(m_places);
    Int128 whole = m_digits / one;
    const UInt128 rest = magnitude(m_digits % one);
    if (m_places > 0 && rest * 2 >= UInt128(one))
        whole += isNegative() ? -1 : 1;
    if (whole < std::numeric_limits<qint64>::min() || whole > std::numeric_limits<qint64>::max())
        return std::nullopt;
    return qint64(whole);
}

bool Decimal::isWhole() const
{
    return m_places == 0;
}

int Decimal::digitsBeforePoint() const
{
    return int(digitsText(magnitude(m_digits) / UInt128(power(m_places))).size());
}

QByteArray Decimal::toText() const
{
    QByteArray out = digitsText(magnitude(m_digits));
    if (m_places > 0) {
        out = out.rightJustified(m_places + 1, '0');
        out.insert(out.size() - m_places, '.');
    }
    return isNegative() ? '-' + out : out;
}

bool operator==(const Decimal &a, const Decimal &b)
{
    return a.m_digits == b.m_digits && a.m_places == b.m_places; // both without trailing zeros
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    if (a.m_places == b.m_places)
        return a.m_digits <=> b.m_digits;
    // Whole parts first, then the rests on one scale: neither step can leave 128 bits.
    const Int128 oneOfA = power(a.m_places);
    const Int128 oneOfB = power(b.m_places);
    if (a.m_digits / oneOfA != b.m_digits / oneOfB)
        return a.m_digits / oneOfA < b.m_digits / oneOfB ? std::strong_ordering::less
                                                         : std::strong_ordering::greater;
    const Int128 restOfA = a.m_digits % oneOfA * power(maxPlaces - a.m_places);
    const Int128 restOfB = b.m_digits % oneOfB * power(maxPlaces - b.m_places);
    if (restOfA == restOfB)
        return std::strong_ordering::equal;
    return restOfA < restOfB ? std::strong_ordering::less : std::strong_ordering::greater;
}
