// SPDX-License-Identifier: MIT
#pragma once

#include "hostile/program.h"

#include <vector>

// A valid request, as bytes, of every route there is: with a body made for it where it needs one.
std::vector<QByteArray> samplesFor(const Program &program);
// The request that asks for a fault, which would spoil the answers of others.
QByteArray faultSample(const Program &program);
