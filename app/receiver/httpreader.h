// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/httphead.h"

// One request as it arrives piece by piece, at most so large. Bytes behind its end are left out: a connection
// carries one request.
class HttpReader {
public:
    static constexpr qsizetype headBytes = 16 * 1024;
    static constexpr qsizetype bodyBytes = 1024 * 1024;

    enum class State { Head, Body, Done, Failed };

    State feed(const QByteArray &piece);
    State state() const { return m_state; }
    bool begun() const { return m_head || !m_rest.isEmpty() || m_state == State::Failed; }
    const std::optional<HttpHead> &head() const { return m_head; } // once it is whole
    const QByteArray &body() const { return m_body; } // without the frames of chunks
    const Error &error() const { return m_error; } // for Failed: the status to answer with

private:
    void readHead();
    void readBody();
    void readChunks();
    bool readChunkSize();
    bool readTrailer();
    void fail(int status, const QString &sentence);

    enum class Chunk { Size, Data, DataEnd, Trailer };

    State m_state = State::Head;
    QByteArray m_rest; // not read yet
    std::optional<HttpHead> m_head;
    QByteArray m_body;
    Chunk m_chunk = Chunk::Size;
    qint64 m_left = 0; // of the chunk
    qsizetype m_trailerBytes = 0;
    Error m_error;
};
