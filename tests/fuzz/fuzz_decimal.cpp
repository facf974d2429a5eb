// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "billing/decimal.h"
#include "support/strictjson.h"

// Two numbers, one behind the other: exact or nothing, never wrapped.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView all = viewOf(data, size);
    const qsizetype space = all.indexOf(' ');
    const QByteArrayView first = space < 0 ? all : all.first(space);
    const auto a = Decimal::fromJsonNumber(first);
    const auto b = space < 0 ? a : Decimal::fromText(all.sliced(space + 1));
    if (!a)
        return 0;
    expect(Decimal::fromText(a->toText()) == a, "written and read again");
    if (isJsonNumber(first) && Decimal::fromText(first))
        expect(Decimal::fromText(first) == a, "both readings agree");
    static_cast<void>(a->rounded());
    for (int places = -31; places <= 31; ++places) {
        const auto shifted = a->shifted(places);
        const auto back = shifted ? shifted->shifted(-places) : std::nullopt;
        expect(!back || *back == *a, "shifted and shifted back");
    }
    if (!b)
        return 0;
    const auto sum = Decimal::add(*a, *b);
    expect(sum == Decimal::add(*b, *a), "a sum in any order");
    const auto rest = sum ? Decimal::subtract(*sum, *b) : std::nullopt;
    expect(!rest || *rest == *a, "a sum without one of its parts");
    expect(Decimal::multiply(*a, *b) == Decimal::multiply(*b, *a), "a product in any order");
    expect((*a < *b) == (*b > *a), "one order");
    return 0;
}
