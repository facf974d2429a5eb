// SPDX-License-Identifier: MIT
#include "report.h"
#include "sandboxparts.h"

bool benchSandbox()
{
    reportMachine();
    const bool whole = benchSpeed() && benchMillion();
    reportTable();
    return whole;
}
