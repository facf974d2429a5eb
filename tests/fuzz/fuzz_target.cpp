// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "sandbox/dispatch.h"

// The raw target of a request: a slash begins each segment, wherever one is encoded.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Request request;
    request.target = '/' + viewOf(data, size).toByteArray();
    splitTarget(request);
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.left(mark);
    expect(request.segments.size() == path.count('/'), "one segment a slash");
    for (const auto &[key, value] : request.query)
        expect(!value.isEmpty(), "an empty value is not given");
    return 0;
}
