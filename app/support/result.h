// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <type_traits>
#include <utility>
#include <variant>

// Why a call failed. Decide on `kind` (and `code`), show `message`, point at `field`.
struct Error {
    enum class Kind {
        Invalid, // our own check or the service's 400/422: `field` names what is wrong
        Unauthorized, // 401, 403
        NotFound, // 404
        Conflict, // 409, 410
        RateLimited, // 429
        Server, // 5xx
        Network, // no connection
        Timeout,
        Cancelled, // the caller asked for it; never shown as a failure
        Protocol, // an answer that cannot be read
        Storage, // a file or database
        Refused, // content the image server will not make
    };

    Kind kind = Kind::Invalid;
    QString message; // a sentence a person can read
    QString code = {}; // the service's own code, such as INVALID_REQUEST_BODY; empty when it has none
    QString field = {}; // the path of the wrong member, such as events[3].customer_id
    int status = 0; // HTTP status, 0 when there was no answer

    friend bool operator==(const Error &, const Error &) = default;
};

// A value or an Error. Result<void> is success or an Error.
template<typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }
    bool ok() const { return m_state.index() == 0; }

    const T &operator*() const & { return std::get<0>(m_state); }
    T &operator*() & { return std::get<0>(m_state); }
    T &&operator*() && { return std::get<0>(std::move(m_state)); }
    const T *operator->() const { return &std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const Error &error() const { return std::get<1>(m_state); }

    T valueOr(T other) const { return ok() ? std::get<0>(m_state) : std::move(other); }

    // The next step's Result, or this error.
    template<typename F>
    auto andThen(F &&next) const -> std::invoke_result_t<F, const T &>
    {
        if (!ok())
            return error();
        return std::forward<F>(next)(std::get<0>(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_failed(true)
    {
    }

    explicit operator bool() const { return !m_failed; }
    bool ok() const { return !m_failed; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_failed = false;
};
