// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "billing/filter.h"
#include "support/strictjson.h"

// A filter that is taken is written and taken as the same one.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto json = readObject(viewOf(data, size));
    if (!json)
        return 0;
    const auto filter = filterFromJson(*json, QStringLiteral("filter"));
    if (!filter)
        return 0;
    const auto again = filterFromJson(toJson(*filter), QStringLiteral("filter"));
    expect(again.ok() && *again == *filter, "written and read again");
    static_cast<void>(keysOf(*filter));
    return 0;
}
