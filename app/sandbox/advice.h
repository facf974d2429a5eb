// SPDX-License-Identifier: MIT
#pragma once

#include "billing/matcher.h"
#include "sandbox/ledgers.h"
#include "sandbox/route.h"

// What a program cannot know from an answer that is right: which of its events will bill nothing, and where
// it relies on something that the real service documents in two ways or not at all. Told in one header, so
// that the answer stays as the contract has it.
constexpr QByteArrayView adviceHeader = "x-pixelmeter-advice";
constexpr size_t eventsAdvised = 10; // a larger request is a program at work, not one being tried

class Store;

// What meters and subscriptions say about events is kept in memory and read anew once they have changed, so
// that an event that bills costs one look. Any thread.
class Advice {
public:
    struct Miss {
        size_t event = 0; // its place in the request
        QByteArray why;
    };
    // Those that will bill nothing. Events without a time come `now`. Empty when the store cannot be read:
    // advice is no reason to fail.
    QList<Miss> misses(const Store &store, std::span<const EventView> events, TimePoint now);

    // Adds to an answer of any other route what there is to say.
    void addTo(const Request &request, Answer &answer);

private:
    struct Meters { // of one moment
        QList<Ledgers::KnownMeter> known;
        EventMatcher matcher;
    };
    struct Bought {
        TimePoint at;
        std::vector<size_t> meters; // places in the list
    };
    struct Buyer {
        QList<Bought> active; // subscriptions
        QByteArray otherStatus; // of one that is not
    };
    struct Question {
        size_t event = 0;
        TimePoint at;
        Buyer buyer;
    };

    bool refresh(const Store &store, std::span<const EventView> events);
    bool bills(const EventView &event, TimePoint at, const Buyer &buyer);
    static Buyer buyerOf(const Reading &read, const QByteArray &customer, const Meters &meters);
    static QByteArray reason(const Meters &meters, const EventView &event, const Question &asked);
    QByteArray pageNote(const Request &request, const Answer &answer);

    std::mutex m_mutex;
    quint64 m_terms = 0; // of the store when the rest was read
    std::shared_ptr<Meters> m_meters;
    QHash<QByteArray, Buyer> m_buyers; // by customer
    std::map<QByteArray, qint64> m_pages; // the page asked for last, by the rest of the target
};

// The header's value: sentences as long as there is room, then how many more there are.
QByteArray adviceText(const QByteArrayList &sentences);
QByteArrayList missSentences(const QList<Advice::Miss> &misses, std::span<const EventView> events);
