// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "support/clock.h"

// A time that is read is written in a form that is read as the same time.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto at = timeFromIso(viewOf(data, size));
    if (!at)
        return 0;
    const QByteArray text = toIso(*at);
    const auto again = timeFromIso(text);
    expect(again.ok() && *again == *at, "read, written and read again");
    expect(text.endsWith('Z'), "written in UTC");
    static_cast<void>(toDateTime(*at).isValid());
    return 0;
}
