// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"

#include <QStringList>

class QApplication;

// pixelmeter demo: plays a scenario through the real window and writes what it saw (design.md, "Commands").
Exit demo(QApplication &app, const QStringList &arguments);

// Before the application is made: --scale becomes the display's factor.
void prepareDemo(const QStringList &arguments);
