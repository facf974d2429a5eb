// SPDX-License-Identifier: MIT
#pragma once

#include "programs/program.h"

// One file of a program as packed, with its marks unfilled.
struct ShelfFile {
    QString name; // in the saved folder
    QString from; // below :/programs
};

struct ShelfProgram {
    ProgramKind kind = ProgramKind::TypeScript;
    QString title;
    QList<ShelfFile> files; // the main one first
    QStringList run;
    QStringList environment;
};

ShelfProgram shelfProgram(ProgramKind kind, bool pictures); // pictures: the image recipe's own TypeScript
QByteArray shelfText(const QString &from);
