// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"

#include <QStringList>

class QApplication;

// pixelmeter without a command: the window. A second start asks the first to come forward and ends with 0.
Exit showWindow(QApplication &app, const QStringList &arguments);
