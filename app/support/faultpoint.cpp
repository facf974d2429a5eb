// SPDX-License-Identifier: MIT
#include "support/faultpoint.h"

#include <atomic>

namespace {
std::atomic<FaultHook> faultHook = nullptr;
}

void setFaultHook(FaultHook hook)
{
    faultHook = hook;
}

void reached(FaultPoint point)
{
    if (const FaultHook hook = faultHook.load(std::memory_order_relaxed))
        hook(point);
}
