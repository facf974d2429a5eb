// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

// What this program is, its version, and the licences of what it ships with.
void showAbout(QWidget *parent);
