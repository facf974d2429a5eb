// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

// Makes an exchange from a file fit to be stored: values that look like secrets are replaced by bullets in
// heads, in the query and where a body holds a live key. Refused are a method, target or header that HTTP
// would not take; the Error names the field.
Result<Exchange> madeSafe(Exchange exchange);
