// SPDX-License-Identifier: MIT
#include "sandbox/world.h"

#include "sandbox/advice.h"
#include "sandbox/renewal.h"

Answer reading(World &world, const std::function<Answer(const Reading &)> &job)
{
    const auto unlessDue = [&](const Reading &read) -> std::optional<Answer> {
        const auto due = nextChange(read);
        if (due && *due <= world.clock.now())
            return std::nullopt;
        return job(read);
    };
    if (auto answer = world.store.read(unlessDue); !answer)
        return answerError(answer.error());
    else if (*answer)
        return std::move(**answer);
    if (const auto settled = settle(world); !settled)
        return answerError(settled.error());
    auto answer = world.store.read(job);
    return answer ? std::move(*answer) : answerError(answer.error());
}

Answer writing(
    const Request &request, World &world, const std::function<Answer(Writing &)> &job, Checks checks)
{
    Answer answer;
    const auto effects = [&](Writing &out) {
        answer = job(out);
        return answer.status < 400;
    };
    const auto record = [&](Writing &out) {
        world.advice.addTo(request, answer);
        out.record(*request.exchange, answer);
    };
    const auto done = world.store.write({.effects = effects,
        .record = request.exchange ? record : std::function<void(Writing &)>(),
        .checkedFirst = checks == Checks::BeforeEffects});
    if (!done)
        return answerError(done.error()); // not stored, so the server records it
    if (request.exchange)
        request.exchange->stored = true;
    return answer;
}
