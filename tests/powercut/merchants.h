// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/recording.h"
#include "sandbox/wire.h"

#include <QRandomGenerator>

#include <limits>

constexpr qsizetype never = std::numeric_limits<qsizetype>::max();

// One request and the step of the recording at which its answer had been read. Its number is in the id of its
// exchange and in all that it makes.
struct SentRequest {
    enum class Kind { Events, Customer, Rename, Refused };
    Kind kind = Kind::Events;
    int events = 0;
    int world = 1; // the generation it was sent to
    size_t customer = 0; // Rename: whose, as the number of the request that made it
    qsizetype acknowledged = never;
};

// A world that took another one's place.
struct WorldStart {
    qsizetype asked = 0;
    qsizetype acknowledged = 0;
    size_t keeps = 0; // the first so many requests are in it
};

struct TakenSnapshot {
    QByteArray id;
    qsizetype acknowledged = 0;
    size_t holds = 0; // so many requests, those of its world
};

struct LoadSize {
    int requests = 40; // of each client and phase
    int batchesOf1000 = 1; // among them, of all clients
    bool worlds = true; // with snapshots, a reset and a restore
};

// A sandbox on a recorded disk, and merchants' programs that use it over several connections at once.
class Merchants {
public:
    explicit Merchants(quint32 seed);

    void run(const LoadSize &size); // to the end, the sandbox is then stopped

    const Recording &recording() const { return m_recording; }
    const std::vector<SentRequest> &sent() const { return m_sent; }
    const std::vector<WorldStart> &worlds() const { return m_worlds; } // from generation 1 on
    const std::vector<TakenSnapshot> &snapshots() const { return m_snapshots; }

    static QByteArray exchangeOf(size_t request); // as the record keeps it
    static std::optional<size_t> requestOfExchange(const QByteArray &id);

private:
    void phase(const LoadSize &size);
    // Its customer's renames come one behind the other.
    void client(int number, quint32 seed, const LoadSize &size);
    size_t note(const SentRequest &request);
    WireAnswer send(Wire &wire, size_t request, const QByteArray &method, const QByteArray &target,
        const QByteArray &body, int status);
    struct Customer {
        size_t request;
        QByteArray id;
    };
    Customer makeCustomer(Wire &wire);
    void sendEvents(Wire &wire, int events, const QByteArray &customer, int status);
    QByteArray eventsBody(size_t request, int events, const QByteArray &customer) const;
    size_t requestsHere() const; // in the present world; nobody sends
    QByteArray takeSnapshot();
    void exchangeWorld(const QByteArray &target, size_t keeps);

    Twin m_twin;
    Recording m_recording;
    QRandomGenerator m_random;
    std::mutex m_mutex; // of m_sent
    std::vector<SentRequest> m_sent;
    std::vector<WorldStart> m_worlds{WorldStart{}};
    std::vector<TakenSnapshot> m_snapshots;
};
