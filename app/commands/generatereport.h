// SPDX-License-Identifier: MIT
#pragma once

#include "session/billsofar.h"
#include "session/picturejob.h"

// What `generate` prints of one picture.
struct GenerateReport {
    PictureTrack track;
    QString file;
    std::optional<BillSoFar> bill;
    QString eventName;
};

QString toText(const GenerateReport &report); // a few lines for people
QJsonObject toJson(const GenerateReport &report); // one object, the keys of design.md's table
