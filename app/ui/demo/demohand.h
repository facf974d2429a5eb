// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QString>

class QWidget;

// The hand of a demo: finds a control of the window by its objectName and sends it the mouse and key events a
// person would. Errors name the control.
namespace demohand {

Result<QWidget *> find(QWidget &window, const QString &name); // visible, scrolled into sight
Result<void> click(QWidget &window, const QString &name);
Result<void> type(QWidget &window, const QString &name, const QString &text); // replaces what stands there
// A combo box by arrow keys, or a row of a table by mouse: its number from 0, or "last".
Result<void> choose(QWidget &window, const QString &name, const QString &item);
Result<void> switchTo(QWidget &window, const QString &name, bool on); // a toggle or check box
QString textOf(const QWidget &control);

} // namespace demohand
