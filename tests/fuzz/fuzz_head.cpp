// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "sandbox/guard.h"
#include "sandbox/wirehead.h"

#include <algorithm>

// The head of a request, read beside the HTTP library: what is taken is whole and says one thing only.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes = viewOf(data, size);
    const auto head = plainHead(bytes);
    if (!head)
        return 0;
    expect(holdsHead(bytes), "a head that is taken is there");
    expect(head->size >= 4 && bytes.first(head->size).endsWith("\r\n\r\n"), "it ends with an empty line");
    expect(head->target.startsWith('/') && !head->target.contains(' '), "a path");
    expect(head->bodySize >= 0 && head->bodySize <= bodyLimit, "a body within the limit");
    const auto named = [&](const char *name) {
        return std::ranges::count_if(head->headers, [&](const auto &one) { return one.first == name; });
    };
    expect(named("content-length") <= 1 && named("transfer-encoding") == 0, "one length");
    for (const auto &[name, value] : head->headers) {
        expect(!name.isEmpty() && name == name.toLower(), "names in lower case");
        expect(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'), "values of one line");
    }
    return 0;
}
