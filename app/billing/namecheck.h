// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

// How an event name differs from the one this program sends. Exactly one kind is named: the first that
// explains all; where several are mixed, the one that comes first in the name.
struct NameCheck {
    enum class Kind {
        Same,
        Empty,
        Case,
        SpaceInside,
        SpaceAround, // before or after; also no-break, zero-width and tab
        LookAlike, // a letter of another script, such as Cyrillic а
        Separator, // dot, underscore, dash, slash, colon or space for one another
        NearMiss, // one or two letters off
        OtherMeter, // exactly another meter's event name
        Different,
    };
    Kind kind = Kind::Same;
    QString typed;
    QString expected;
    QList<int> oddInTyped; // positions to mark
    QList<int> oddInExpected;
    // The first odd character, named: I, Cyrillic “а”, space, no-break space. Two letters when they are
    // swapped; empty when one is missing.
    QString oddName;
    QString wantedName; // what stands there in the expected name; empty when nothing does
    QString otherMeter; // the name of the meter meant, for OtherMeter

    bool same() const { return kind == Kind::Same; }
    friend bool operator==(const NameCheck &, const NameCheck &) = default;
};

struct NamedMeter {
    QString name;
    QString eventName;
};

NameCheck checkName(const QString &typed, const QString &expected, const QList<NamedMeter> &meters = {});
