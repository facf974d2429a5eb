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
Result<void> choose(QWidget &window, const QString &name, const QString &item); // a combo box, by arrow keys
Result<void> switchTo(QWidget &window, const QString &name, bool on); // a toggle or check box
QString textOf(const QWidget &control);

} // namespace demohand
