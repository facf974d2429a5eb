// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/transport.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QThreadPool>

constexpr qsizetype poolBytes = 100 * 1024; // an answer above this is read off the caller's thread

inline Error cancelledCall()
{
    return {.kind = Error::Kind::Cancelled, .message = QStringLiteral("Cancelled.")};
}

// A reader's complaint about our own input is, about an answer, a break of the contract.
inline Error unreadable(const Error &error, const ApiAnswer &answer)
{
    const QString place = answer.host.isEmpty() ? QStringLiteral("the service") : answer.host;
    return {.kind = Error::Kind::Protocol,
        .message
        = QStringLiteral("The answer of %1 cannot be read: %2 Check the base URL.").arg(place, error.message),
        .field = error.field,
        .status = answer.status};
}

// An answer that is one JSON object: `read` takes a QJsonObject.
template<typename T, typename Read>
Result<T> readAs(const Result<ApiAnswer> &answer, Read read)
{
    if (!answer)
        return answer.error();
    const Result<T> value
        = readObject(answer->body).andThen([&](const QJsonObject &json) -> Result<T> { return read(json); });
    return value ? value : Result<T>(unreadable(value.error(), *answer));
}

// The typed call over the raw one; cancelling it cancels the raw one. `decode` runs where the answer arrives
// or, for a large one, on the pool, and so does what is chained to the future.
template<typename T, typename Decode>
Call<T> decoded(const Call<ApiAnswer> &raw, Decode decode)
{
    const CallSource<T> source;
    source.onCancel([raw] { raw.cancel(); });
    raw.future().then([source, decode](const Result<ApiAnswer> &answer) {
        if (!answer)
            return source.finish(answer.error());
        const auto work = [source, decode, answer = *answer] {
            const Result<T> value = decode(answer);
            source.finish(value ? value : Result<T>(unreadable(value.error(), answer)));
        };
        if (answer->body.size() > poolBytes)
            QThreadPool::globalInstance()->start(work);
        else
            work();
    });
    return source.call();
}

// The same for an answer that is one JSON object: `read` takes a QJsonObject.
template<typename T, typename Read>
Call<T> decodedObject(const Call<ApiAnswer> &raw, Read read)
{
    return decoded<T>(raw, [read](const ApiAnswer &answer) -> Result<T> {
        return readObject(answer.body).andThen([&](const QJsonObject &json) -> Result<T> {
            return read(json);
        });
    });
}
