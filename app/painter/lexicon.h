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
    QList<Place> places = {};
    QList<Weather> weather = {};
    QList<Feature> features = {};
    QList<Thing> things = {}; // what a colour word beside it acts on
    TimeOfDay time = TimeOfDay::Open;
    Season season = Season::Open;
    Mood mood = Mood::Open;
    Style style = Style::Open;
    Scale scale = Scale::Open;
    Action action = Action::None;
    Relation relation = Relation::None;
    Side side = Side::Open;
    QString subject = {}; // id of what is to be painted; of an action: who does it when nobody else is named
    QString prop = {}; // id of what an action needs when nothing is named: "knitting"
    QStringList sights = {}; // of a town
    int count = 0; // "three", "a pair of"
    quint32 colour = 0; // 0xRRGGBB
    bool isColour = false;
    bool filler = false; // carries no picture: "a", "beautiful"
    bool negates = false; // "without"
    bool links = false; // "is", "turning": joins a thing and the colour after it
    bool joins = false; // "and", a comma: what follows is another thing
    bool contains = false; // "of": a bowl of what follows
    bool accompanies = false; // "with": what follows is carried, or stands beside
    bool disguises = false; // "dressed as": what follows is a costume
    bool refused = false;
};

// Chinese is written without spaces: each of its signs counts as a word, and phrases are found among them.
bool isHan(QChar sign);

// Words and phrases of resources/lexicon/words.tsv, in lower case, and the names of the subjects. Read once,
// then only looked at.
class Lexicon {
public:
    static const Lexicon &builtin();

    // One line an entry: phrase, tab, key=value pairs. A line that cannot be read is left out and counted.
    // `others` holds other languages; where they clash the table wins.
    explicit Lexicon(const QString &table, const QString &others = {});

    // The longest phrase that starts at `at`, plurals included; length 0 when there is none.
    struct Match {
        const Meaning *meaning = nullptr;
        QString phrase; // as the lexicon spells it
        int length = 0; // words
        bool plural = false;
        bool other = false; // of another language
    };
    Match match(const QStringList &words, int at) const;

    int size() const { return int(m_entries.size()); }
    int badLines() const { return m_badLines; }

private:
    struct Entry {
        Meaning meaning;
        bool plural = false;
        bool other = false; // of another language: inflected in other ways
    };
    void read(const QString &table, bool other);
    void insert(const QString &phrase, const Meaning &meaning, bool plural);
    void addSubjects();
    Match find(const QString &phrase) const;
    Match findInflected(const QString &phrase) const;

    QHash<QString, Entry> m_entries;
    int m_longest = 1; // words in the longest phrase
    int m_badLines = 0;
};
