// SPDX-License-Identifier: MIT
#pragma once

#include "support/sqlfile.h"

// How `workspace.db` grew: index n brings user_version n to n + 1. Only append.
QList<SchemaStep> workspaceSchema();
