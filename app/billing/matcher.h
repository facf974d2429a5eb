// SPDX-License-Identifier: MIT
#pragma once

#include "billing/condition.h"

// Meters made ready for very many events: names and keys as bytes, the filters' numbers read, each property
// of an event looked up and read once for all meters. Says what `matches` and `readProperty` say. One thread
// at a time.
class EventMatcher {
public:
    explicit EventMatcher(const QList<Meter> &meters);

    struct Counted {
        quint32 meter = 0; // place in the list
        Decimal units;
    };
    // The meters that count the event; valid until the next call.
    std::span<const Counted> read(const EventView &event);

private:
    struct Test {
        size_t key;
        ReadyCondition condition;
    };
    struct Group {
        Conjunction conjunction = Conjunction::And;
        std::vector<Test> tests;
        std::vector<Group> groups;
    };
    struct Ready {
        std::optional<size_t> name; // none: no event can carry it
        std::optional<Group> filter;
        std::optional<size_t> property; // none: each event is one unit
    };
    struct Key {
        std::optional<QByteArray> text; // none: no event can carry it
        bool seen = false;
        SeenValue value;
    };

    size_t keyOf(const QString &key);
    Group groupOf(const Filter &filter);
    void look(const EventView &event);
    bool isTrue(const Group &group) const;
    bool isTrue(const Test &test) const;
    std::optional<Decimal> unitsOf(const Ready &meter) const;

    std::vector<QByteArray> m_names;
    std::vector<Key> m_keys;
    std::vector<Ready> m_meters;
    std::vector<Counted> m_counted;
};
