// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

// Qt's client writes large bodies in pieces of 16 kB and waits for each to be acknowledged, which a server
// that has just answered puts off by 40 ms (qt-facts.md). This tells the connection of the calling thread,
// known by its ports, to acknowledge what it has read at once; the system forgets it soon, so it is said
// after each piece. The HTTP library hands out no socket, so it is
// looked up among the open ones, once a connection. Does nothing where the system has no such option.
void acknowledgeAtOnce(quint16 ownPort, quint16 peerPort);

// Whether the peer of the calling thread's connection has closed it. False where that cannot be told.
bool hasLeft(quint16 ownPort, quint16 peerPort);

// Ends one connection, both ways.
void hangUp(quint16 ownPort, quint16 peerPort);

// Lets every connection to this port see the end of what its client sends, so that a thread that waits for
// the next request on an idle one is free at once. Answers still go out.
void endReading(quint16 ownPort);
