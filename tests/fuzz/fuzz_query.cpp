// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "sandbox/answers.h"
#include "sandbox/dispatch.h"

// What handlers read of a query.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Request request;
    request.target = "/events?" + viewOf(data, size).toByteArray();
    splitTarget(request);
    if (const auto page = pageOf(request)) {
        expect(page->size >= 1 && page->size <= 100, "a page has 1 to 100 rows");
        expect(page->number >= 0 && page->offset() >= 0, "no page before the first");
    }
    const auto number = queryInteger(request, "limit", 1, 1000);
    expect(!number || !*number || (**number >= 1 && **number <= 1000), "a number within its limits");
    const auto time = queryTime(request, "start");
    expect(!time || !*time || !toIso(**time).isEmpty(), "a time can be written");
    static_cast<void>(queryBool(request, "archived").ok());
    expect(queryTexts(request, "status").size() <= request.query.size(), "no value that was not sent");
    return 0;
}
