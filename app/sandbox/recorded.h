// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

// How an exchange lies in its row: heads as "name: value" lines, event ids one behind the other with their
// lengths, bodies shortened to what a person will look at.

constexpr qsizetype recordedBodyLimit = 256 * 1024; // bytes, each direction

QByteArray headText(const Headers &head);
Headers headFromText(QByteArrayView text);

QByteArray idsText(const QList<QByteArray> &ids);
QList<QByteArray> idsFromText(QByteArrayView text);

// What is kept of a body. Live keys are replaced by bullets, the base64 of pictures by its size, bytes that
// are no text by their type and size, and what is over the limit is cut with a note.
QByteArray keptBody(QByteArrayView body, QByteArrayView type);
bool isKeptWhole(QByteArrayView body, QByteArrayView type);

QByteArray withoutLiveKeys(QByteArray text);
bool holdsLiveKey(QByteArrayView text);
