// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

// What one entry of the lexicon stands for. Several may be set: "sunset" is an hour, "beach" a place and
// a thing that takes a colour.
struct Meaning {
    QList<Place> places;
    QList<Weather> weather;
    QList<Feature> features;
    QList<Thing> things; // what a colour word beside it acts on
    TimeOfDay time = TimeOfDay::Open;
    Season season = Season::Open;
    Mood mood = Mood::Open;
    quint32 colour = 0; // 0xRRGGBB
    bool isColour = false;
    bool filler = false; // carries no picture: "a", "beautiful"
    bool negates = false; // "without"
    bool links = false; // "is", "turning": joins a thing and the colour after it
    bool refused = false;
};

// Words and phrases of resources/lexicon/words.tsv, in lower case. Read once, then only looked at.
class Lexicon {
public:
    static const Lexicon &builtin();

    // One line an entry: phrase, tab, key=value pairs. A line that cannot be read is left out and counted.
    explicit Lexicon(const QString &table);

    // The longest phrase that starts at `at`, plurals included; length 0 when there is none.
    struct Match {
        const Meaning *meaning = nullptr;
        QString phrase; // as the lexicon spells it
        int length = 0; // words
    };
    Match match(const QStringList &words, int at) const;

    int size() const { return int(m_entries.size()); }
    int badLines() const { return m_badLines; }

private:
    const Meaning *find(const QString &phrase, QString *spelled) const;

    QHash<QString, Meaning> m_entries;
    int m_longest = 1; // words in the longest phrase
    int m_badLines = 0;
};
