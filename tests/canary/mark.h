// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

// What is looked for: made anew each time, and also found coded.
struct Mark {
    const QByteArray mark = "cAnArY" + QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    const QByteArray key = "dodo_test_" + mark;

    bool isIn(const QByteArray &text) const
    {
        const QByteArray coded = key.toBase64();
        return text.toLower().contains(mark.toLower()) || text.contains(mark.toHex())
            || text.contains(coded.mid(12, coded.size() - 16));
    }
};
