// SPDX-License-Identifier: MIT
#include "sandbox/quickack.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdlib>
#include <memory>

namespace {

using NameOf = int (*)(int, sockaddr *, socklen_t *);

bool hasPort(int socket, quint16 port, NameOf nameOf)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    return nameOf(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0 && address.sin_family == AF_INET
        && ntohs(address.sin_port) == port;
}

bool isConnection(int socket, quint16 ownPort, quint16 peerPort)
{
    return hasPort(socket, peerPort, getpeername) && hasPort(socket, ownPort, getsockname);
}

bool isConnected(int socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    return getpeername(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0;
}

int findConnection(quint16 ownPort, quint16 peerPort)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> open(opendir("/proc/self/fd"), closedir);
    while (const dirent *entry = open ? readdir(open.get()) : nullptr) {
        const int socket = std::atoi(entry->d_name);
        if (socket > 2 && isConnection(socket, ownPort, peerPort))
            return socket;
    }
    return -1;
}

// The one this thread serves, looked up once.
int connectionOf(quint16 ownPort, quint16 peerPort)
{
    thread_local int known = -1;
    if (known < 0 || !isConnection(known, ownPort, peerPort))
        known = findConnection(ownPort, peerPort);
    return known;
}

} // namespace

void acknowledgeAtOnce(quint16 ownPort, quint16 peerPort)
{
    const int known = connectionOf(ownPort, peerPort);
    const int yes = 1;
    if (known >= 0)
        setsockopt(known, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

bool hasLeft(quint16 ownPort, quint16 peerPort)
{
    const int known = connectionOf(ownPort, peerPort);
    if (known < 0) // broken off: the system has forgotten its peer
        return true;
    char next = 0;
    const ssize_t seen = recv(known, &next, 1, MSG_PEEK | MSG_DONTWAIT);
    return seen == 0 || (seen < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void hangUp(quint16 ownPort, quint16 peerPort)
{
    const int socket = findConnection(ownPort, peerPort);
    if (socket >= 0)
        shutdown(socket, SHUT_RDWR);
}

void endReading(quint16 ownPort)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> open(opendir("/proc/self/fd"), closedir);
    while (const dirent *entry = open ? readdir(open.get()) : nullptr) {
        const int socket = std::atoi(entry->d_name);
        if (socket > 2 && isConnected(socket) && hasPort(socket, ownPort, getsockname))
            shutdown(socket, SHUT_RD);
    }
}

#else

void acknowledgeAtOnce(quint16, quint16) { }
bool hasLeft(quint16, quint16)
{
    return false;
}
void hangUp(quint16, quint16) { }
void endReading(quint16) { }

#endif
