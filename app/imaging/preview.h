// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

// A small PNG of a partial picture, ready to show: decoded under the same limits as a whole one and at most
// 768 pixels wide or high. Empty when it cannot be read. Pool thread.
QByteArray previewOf(QByteArrayView base64);
