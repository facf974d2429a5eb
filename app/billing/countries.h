// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>

const QByteArrayList &countries(); // ISO 3166-1 alpha-2, upper case (dodo-api.md 2.1)
