// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"

#include <QStringList>

// pixelmeter generate: pictures and their events from the terminal, through the same path as the window's.
Exit generate(const QStringList &arguments);
