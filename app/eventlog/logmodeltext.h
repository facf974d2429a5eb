// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"

// What the columns of the event table say of a row, the verdict aside.
namespace logmodel {

QString cellText(const LogRow &row, int column); // a LogModel::Column
QString requestText(const LogRow &row); // its path shortened
QString toolTip(const LogRow &row, int column);

} // namespace logmodel
