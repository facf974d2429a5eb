// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "sandbox/worldstate.h"
#include "support/strictjson.h"

// A seed file: refused with a sentence, or a world.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const WorldClock clock(std::make_shared<FrozenClock>(TimePoint(std::chrono::hours(490000))));
    const auto json = readObject(viewOf(data, size));
    if (!json) {
        expect(!json.error().message.isEmpty(), "why it is refused");
        return 0;
    }
    const auto state = WorldState::fromJson(*json, clock);
    expect(state.ok() || !state.error().message.isEmpty(), "why it is refused");
    const auto order = clockFromJson(*json, clock, {TimePoint(std::chrono::hours(490100))});
    if (order)
        expect(!toIso(clock.shownBy(*order)).isEmpty(), "a clock shows a time");
    return 0;
}
