// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

// A valid request with one to three things wrong with it, the same ones for the same random numbers.
QByteArray mutated(const QByteArray &request, QRandomGenerator &random);
