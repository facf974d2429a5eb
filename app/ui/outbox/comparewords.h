// SPDX-License-Identifier: MIT
#pragma once

#include "session/reconcile.h"
#include "ui/parts/chip.h"

// What a comparison with the service says.
namespace comparewords {

ChipLook chip(ReconcileRow::Kind kind);
QString why(const ReconcileRow &row); // in a sentence
QString result(const Reconciliation &found); // "412 sent, 412 there. Nothing is missing."
QString others(const Reconciliation &found); // what stands beside it; empty when nothing does

} // namespace comparewords
