// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

// Small repeatable random numbers (splitmix64). `salt` keeps the streams of one picture's parts apart, so
// that a change in one layer does not move the others.
class Rng {
public:
    explicit Rng(quint64 seed, quint64 salt = 0)
        : m_state(mixed(seed + 0x9e3779b97f4a7c15ULL) ^ mixed(salt * 0xbf58476d1ce4e5b9ULL + 1))
    {
    }

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mixed(m_state);
    }
    float unit() { return float(next() >> 40) * (1.0F / 16777216.0F); } // 0 ≤ x < 1
    float between(float low, float high) { return low + (high - low) * unit(); }
    float signedUnit() { return unit() * 2.0F - 1.0F; }
    int below(int count) { return int(next() % quint64(count)); }
    bool chance(float probability) { return unit() < probability; }
    // Around 0, mostly within 1: the sum of three uniform numbers.
    float bell() { return (unit() + unit() + unit()) * (2.0F / 3.0F) - 1.0F; }

private:
    static quint64 mixed(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    quint64 m_state;
};
