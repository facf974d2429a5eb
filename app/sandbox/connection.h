// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <httplib.h>

#include <chrono>

// One accepted socket. What was read ahead is handed to the HTTP library too, when it is to read a request.
// Qt's client writes large bodies in pieces of 16 kB and waits for each to be acknowledged, which a server
// that has just answered puts off by 40 ms (qt-facts.md): `acknowledgeAtOnce` is said after each piece, as
// the system forgets it soon.
class Connection final : public httplib::Stream {
public:
    explicit Connection(socket_t socket);
    ~Connection() override; // shuts it down and closes it
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Waits for the first bytes of a request; false when the client has gone or has been idle for too long.
    bool awaitRequest();
    bool readMore(); // waits for some more, at most 10 s, and 2 minutes for all of a request
    bool readBody(qsizetype upTo); // until there are so many bytes unread
    QByteArrayView unread() const { return QByteArrayView(m_buffer).first(m_filled).sliced(m_taken); }
    void take(qsizetype bytes);

    bool send(QByteArrayView head, QByteArrayView body);
    void acknowledgeAtOnce() const;
    bool hasLeft() const; // the client has closed it
    void hangUp() const; // ends it, both ways
    // No request comes behind this one: the rest of it was not read, and might look like one.
    void endAfterAnswer() { m_ending = true; }
    bool isEnding() const { return m_ending; }
    void drain(); // what is still coming: closed with it unread, the system would take the answer back
    void endReading() const; // the thread that waits for the next request sees the end; answers still go out

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char *into, size_t size) override;
    ssize_t write(const char *bytes, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return m_socket; }

private:
    ssize_t receive(int flags);
    bool waitFor(short what, std::chrono::milliseconds most) const;

    const socket_t m_socket;
    QByteArray m_buffer; // grown by hand, so that reading does not fill it first
    qsizetype m_filled = 0;
    qsizetype m_taken = 0;
    bool m_ending = false;
    std::chrono::steady_clock::time_point m_until; // when the whole request must be here
};
