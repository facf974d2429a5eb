// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <optional>

class QCommandLineParser;

// Exit codes of every command (design.md, "Commands").
enum class Exit { Done = 0, Wrong = 1, Usage = 2, Refused = 3, NoAnswer = 4 };

Exit exitFor(const Error &error);

void print(const QString &line); // stdout
void complain(const QString &line); // stderr

// Reads a command's arguments; an error is a sentence that names the wrong one and the help to read.
enum class Words { Refused, Taken }; // whether words that are no options mean something
Result<void> readArguments(
    QCommandLineParser &parser, const QStringList &arguments, const QString &command, Words words);

// The parser's help with the command's own words in its first line: "Usage: pixelmeter serve [options]".
QString helpOf(const QCommandLineParser &parser, const QString &command);

// A line from the terminal, or nullopt at its end.
std::optional<QString> ask(const QString &question);
