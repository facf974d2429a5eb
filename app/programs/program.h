// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/meter.h"
#include "support/result.h"

#include <QList>

// Programs to take away: complete, small, with the key and the address from the environment.
enum class ProgramKind {
    TypeScript, // for the image recipe the whole terminal program: prompt, picture, stats, usage event
    Python,
    Go,
    Curl,
    NextRoute,
    ExpressMiddleware,
    WebhookTypeScript,
    WebhookPython,
};

struct ProgramFile {
    QString name; // relative, "src/usage.ts"
    QByteArray text;
};

// What a program is written for.
struct ProgramOrder {
    ProgramKind kind = ProgramKind::TypeScript;
    NewMeter meter; // its event name, filter and aggregation decide the event
    bool pictures = false; // it is the image recipe's meter
    Event sample; // an event that counts on this meter: customer and metadata are taken from it
    QString address = QStringLiteral("http://127.0.0.1:4010"); // of the sandbox, for .env.example
};

struct Program {
    QString title; // "TypeScript", "Express middleware"
    QList<ProgramFile> files; // the main one first
    QStringList run; // lines to type in a shell, in the saved folder
    QStringList environment; // names it reads
};

Program writeProgram(const ProgramOrder &order);
// Makes the folder. When one of the files is there already it is named and nothing is written.
Result<void> saveProgram(const Program &program, const QString &folder);
QList<ProgramKind> programKinds(); // in the order they are offered
