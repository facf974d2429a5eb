// SPDX-License-Identifier: MIT
#pragma once

// Named moments on the path of a picture. In the program they do nothing; the test build `pixelmeter_faults`
// sets a hook that kills the process there (design.md, "Order for a picture").
enum class FaultPoint { Decoded, PngWritten, Stored, Shown, Sent, Answered, Marked };

using FaultHook = void (*)(FaultPoint);

void setFaultHook(FaultHook hook);
void reached(FaultPoint point);
