// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QStringList>

#include <functional>

class MessageStrip;

// A call of a page that failed, told over its form: what happened, that nothing typed is lost, and the way
// out. A key that only reads is named as that, with the way to the keys.
struct FailedCall {
    QString title; // "The meter was not created"
    QString kept; // "Nothing is lost: the form keeps what you typed."
    Error error;
    std::function<void()> again;
    std::function<void()> keys; // opens where keys are; empty: no such button
};

void showFailure(MessageStrip &strip, const FailedCall &call);
