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
        return text.toLower().contains(mark.toLower()) || text.contains(mark.toHex()) || holdsCoded(text, 0)
            || holdsCoded(text, 1) || holdsCoded(text, 2);
    }

private:
    // In base64 a text looks otherwise by what stands before it: three ways in all.
    bool holdsCoded(const QByteArray &text, int before) const
    {
        const QByteArray coded = (QByteArray(before, ' ') + key).toBase64();
        return text.contains(coded.mid(12, coded.size() - 16));
    }
};
