// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QJsonObject>

// Whether what a seed file says of customers' credits has the shapes of dodo-api.md 2.9.
Result<void> checkCreditBalance(const QJsonObject &json);
Result<void> checkCreditGrant(const QJsonObject &json);
Result<void> checkCreditEntry(const QJsonObject &json);
