// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QWidget;

// Asks where a list is written; calls back with the path when there is one. Replaced by tests.
using AskListFile = std::function<void(QWidget *parent, const QString &suggested, const QString &filters,
    std::function<void(const QString &)> chosen)>;

AskListFile askListFile(); // by the system's dialog
