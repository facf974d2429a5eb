// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QString>

// "a-cute-robot-painting-2026-11-21.png": words of the prompt and the local date, safe on every file system.
QString fileNameFor(const QString &prompt, TimePoint at);
