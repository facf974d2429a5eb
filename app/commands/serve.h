// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"

#include <QStringList>

// pixelmeter serve: the sandbox alone. Prints exactly one line when it listens; ends on SIGINT or SIGTERM.
Exit serve(const QStringList &arguments);
