// SPDX-License-Identifier: MIT
#include "sandbox/world.h"

Answer reading(const World &world, const std::function<Answer(const Reading &)> &job)
{
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
    const auto record = [&](Writing &out) { out.record(*request.exchange, answer); };
    const auto done = world.store.write({.effects = effects,
        .record = request.exchange ? record : std::function<void(Writing &)>(),
        .checkedFirst = checks == Checks::BeforeEffects});
    if (!done)
        return answerError(done.error()); // not stored, so the server records it
    if (request.exchange)
        request.exchange->stored = true;
    return answer;
}
