// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <optional>

// Exit codes of every command (design.md, "Commands").
enum class Exit { Done = 0, Wrong = 1, Usage = 2, Refused = 3, NoAnswer = 4 };

Exit exitFor(const Error &error);

void print(const QString &line); // stdout
void complain(const QString &line); // stderr

// A line from the terminal, or nullopt at its end.
std::optional<QString> ask(const QString &question);
