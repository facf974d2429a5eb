// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"

#include <memory>
#include <optional>

// Several calls of different types as one step: each result goes to its own handler, `allDone` runs after the
// last with the first error, if any. Make one per round; it lives as long as its calls.
class Gather {
public:
    explicit Gather(QObject *context, std::function<void(std::optional<Error>)> allDone)
        : m_context(context)
        , m_shared(std::make_shared<Shared>())
    {
        m_shared->allDone = std::move(allDone);
    }

    template<typename T, typename Handler>
    void add(const Call<T> &call, Handler handle)
    {
        ++m_shared->open;
        whenDone(call, m_context, [shared = m_shared, handle = std::move(handle)](const Result<T> &result) {
            if (result)
                handle(*result);
            else if (!shared->error)
                shared->error = result.error();
            if (--shared->open == 0)
                shared->allDone(shared->error);
        });
    }

private:
    struct Shared {
        int open = 0;
        std::optional<Error> error;
        std::function<void(std::optional<Error>)> allDone;
    };
    QObject *m_context;
    std::shared_ptr<Shared> m_shared;
};
