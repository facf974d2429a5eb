// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

#include <atomic>

namespace httplib {
class Server;
}

class Connection;

// What answering a request needs beside the request.
struct ServerState {
    quint16 port = 0;
    std::atomic<bool> stopping = false;
    World *world = nullptr;
};

// The connection that the calling thread serves.
Connection &connectionOfThread();
void setConnectionOfThread(Connection *connection);

// From the head and the body to the answer; on the calling thread's connection.
Answer answerTo(Request &request, const ServerState &state);

// Those that wirehead.h leaves to the HTTP library: HEAD and OPTIONS, bodies in pieces or packed, Expect,
// HTTP/1.0, and whatever is to be refused before its body is read.
void takeOddRequests(httplib::Server &library, const ServerState &state);
