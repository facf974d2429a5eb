// SPDX-License-Identifier: MIT
#include "programs/program.h"
