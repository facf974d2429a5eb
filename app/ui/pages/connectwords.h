// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/connecttally.h"

// What the lamp of "Connect my own program" says. `text` has code in `backticks`.
struct LampWords {
    enum class Tone { Waiting, Connected, Counted, NotCounted, Refused };
    Tone tone = Tone::Waiting;
    QString head;
    QString text; // why, and what to do; empty when there is nothing to do

    friend bool operator==(const LampWords &, const LampWords &) = default;
};

LampWords lampWords(const ConnectTally &tally); // of the sender heard last
QString otherSenders(const ConnectTally &tally); // the others, a line each; empty when there are none

// A line for the environment of another program.
struct EnvironmentLine {
    enum class Kind { Plain, Secret };
    QString name;
    QString value;
    Kind kind = Kind::Plain;

    friend bool operator==(const EnvironmentLine &, const EnvironmentLine &) = default;
};
enum class ShellKind { EnvFile, Bash, PowerShell };

QString assignment(ShellKind shell, const QString &name, const QString &value);
