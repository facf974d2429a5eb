// SPDX-License-Identifier: MIT
#pragma once

#include "support/jsonreader.h"

// A key nobody reads is a slip of the pen in files of our own.
inline void onlyKeys(JsonReader &in, const QJsonObject &json, std::initializer_list<QLatin1StringView> known)
{
    using namespace Qt::StringLiterals;
    for (const QString &key : json.keys()) {
        if (std::ranges::find(known, QLatin1StringView(key.toLatin1())) == known.end())
            in.fail("this"_L1, u"has the unknown key “%1”"_s.arg(key));
    }
}
