// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"

#include <deque>
#include <memory>
#include <optional>

// Calls of different types one after another, so that the log reads the same every time: each result goes to
// its own handler, `allDone` runs after the last or at the first error. It lives as long as its calls.
class Series {
public:
    Series(QObject *context, std::function<void(std::optional<Error>)> allDone)
        : m_context(context)
        , m_shared(std::make_shared<Shared>())
    {
        m_shared->allDone = std::move(allDone);
    }

    // `make` starts the call when its turn comes.
    template<typename Make, typename Handler>
    void add(Make make, Handler handle)
    {
        m_shared->steps.push_back([context = m_context, make = std::move(make), handle = std::move(handle)](
                                      const std::shared_ptr<Shared> &shared) {
            whenDone(make(), context, [shared, handle](const auto &result) {
                if (!result)
                    return shared->allDone(result.error());
                handle(*result);
                shared->next(shared);
            });
        });
    }

    void start() { m_shared->next(m_shared); }

private:
    struct Shared {
        void next(const std::shared_ptr<Shared> &self)
        {
            if (steps.empty())
                return allDone({});
            const auto step = std::move(steps.front());
            steps.pop_front();
            step(self);
        }
        std::deque<std::function<void(const std::shared_ptr<Shared> &)>> steps;
        std::function<void(std::optional<Error>)> allDone;
    };
    QObject *m_context;
    std::shared_ptr<Shared> m_shared;
};
