// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <memory>

struct World;

// The adapter to cpp-httplib, which only its source includes: 127.0.0.1, 32 threads, one connection a thread,
// idle ones kept for 2 s (qt-facts.md).
class Server {
public:
    // Binds. `count` ports are tried from `port` on; 0 takes any free one.
    static Result<std::unique_ptr<Server>> bind(quint16 port, int count);
    ~Server(); // stops

    quint16 port() const;
    void listen(World &world); // answers on threads of its own from here on
    void stop(); // finishes what is under way, at most 2 s

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};
