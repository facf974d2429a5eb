// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

#include <QHash>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>

// One thing the painter can paint, from resources/subjects/subjects.tsv.
struct Subject {
    enum class Kind {
        Beast, // a whole animal on its feet
        Head, // a head that needs a body
        Human, // a person's head that needs a dressed body
        Person, // a person down to the chest
        Figure, // a person from head to foot
        Bird,
        Flyer, // what flies and is no animal
        Swimmer,
        Boat,
        Car,
        House,
        Plant,
        Item,
        Food,
        Sky
    };
    QString id;
    QString vector; // file below :/subjects
    enum class Worn { Nowhere, Head, Round, Eyes, Neck, Back };
    Kind kind = Kind::Item;
    float height = 1; // metres
    QStringList words; // the first is its name
    std::optional<Place> home; // where it stands when the prompt names no place
    quint32 cloth = 0x4a6a8a; // what a person wears
    quint32 coat = 0; // of a body under a head; 0: the head's own colour
    quint32 limbs = 0; // of its arms and legs; 0: the coat's
    quint32 socks = 0; // of its paws; 0: a darker coat
    QString prop; // what it always carries
    QString head; // a head for when it needs hands; empty: it has none
    QStringList outfit; // ids of what others wear who are dressed as this one
    Worn worn = Worn::Nowhere;
    QRectF face; // of a whole animal: middle and width of its head, shares of its drawing
    float rim = 0; // of what holds others: share of its height its front reaches up to
    bool skirt = false; // wears one, not trousers
    bool glows = false;
    bool floats = false; // on water, where there is some
    bool hovers = false;
    bool perches = false; // a bird that may as well sit

    bool living() const;
    float share() const; // of the picture's height it fills when it is alone
    bool small() const { return kind == Kind::Item || kind == Kind::Food; }
};

// The table, read once.
class Subjects {
public:
    static const Subjects &builtin();
    explicit Subjects(const QString &table);

    const Subject *find(const QString &id) const;
    const QList<Subject> &all() const { return m_subjects; }
    int badLines() const { return m_badLines; }

private:
    QList<Subject> m_subjects;
    QHash<QString, int> m_byId;
    int m_badLines = 0;
};

// The vector of a subject, its transparent margin cut away, `height` pixels high (or `width` wide when it is
// wider than high). Premultiplied ARGB; null when the file cannot be read.
QImage rasterize(const QString &vector, int longest);
