// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "guide/recipe.h"
#include "support/ids.h"

#include <QRandomGenerator>

// Believable events of a recipe, one after another. The same seed gives the same values. Patterns take turns
// by their weight, so that a batch holds them in exactly that proportion; numbers of a range come in mirrored
// pairs, so that a batch sums to the middle of the range times its size and its bill is a figure one knows.
class Traffic {
public:
    // `ids` must outlive it.
    Traffic(QList<TrafficPattern> patterns, int batch, quint64 seed, IdSource &ids);

    const Event &next() const { return m_next; } // what take() gives first; no customer and no time yet
    QList<Event> take(int count, const CustomerId &customer, TimePoint at);

private:
    struct Turn { // one pattern's
        TrafficPattern pattern;
        int round = 1; // events of it in a batch
        int credit = 0;
        qint64 made = 0;
        QList<qint64> drawn; // of each value: the step to mirror
    };

    Event make();
    Turn &turn();
    MetaValue value(Turn &turn, int number);
    Decimal fromRange(Turn &turn, int number);

    QList<Turn> m_turns;
    QRandomGenerator m_random;
    IdSource &m_ids;
    Event m_next;
};

// The patterns of a recipe that send one event name; all of them when it is empty.
QList<TrafficPattern> patternsFor(const Recipe &recipe, const QByteArray &eventName = {});

// A pattern whose events this meter counts: its event name, the first values its filter accepts, and its
// property as a number.
TrafficPattern patternLike(const NewMeter &meter);
