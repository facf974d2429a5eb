// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QWidget;

// Asks for a folder to make a new one in; calls back with its path when there is one. Replaced by tests.
using AskFolder
    = std::function<void(QWidget *parent, const QString &title, std::function<void(const QString &)> chosen)>;

AskFolder askFolderByDialog();
