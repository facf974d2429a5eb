// SPDX-License-Identifier: MIT
#pragma once

#include "support/statement.h"

// Brings an opened database to this program's schema, step by step. A newer file is refused with a sentence;
// an older one is copied beside itself first.
Result<void> prepareSchema(Database &db, const QString &file);

int schemaVersion();
