// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/answers.h"
#include "sandbox/faults.h"
#include "sandbox/paintjobs.h"
#include "sandbox/ratelimits.h"
#include "sandbox/sandbox.h"
#include "sandbox/store.h"
#include "sandbox/worldclock.h"
#include "support/ids.h"

class CreditWatch;
class Advice;
class Ledgers;

// What every handler is given.
struct World {
    Store &store;
    WorldClock &clock;
    IdSource &ids;
    Faults &faults;
    RateLimits &limits;
    PaintJobs &jobs;
    Ledgers &ledgers;
    Advice &advice;
    CreditWatch &credits;
    QByteArray businessId;
    QByteArray brandId;
    QString baseUrl; // http://127.0.0.1:4010, no slash at the end
    QByteArray webhookKey; // whsec_…: signs every message
    QByteArray apiKey; // the only key taken; empty: any but a live one
    QString folder; // the workspace; images live in images/
    std::function<void()> onActivate; // may be empty
    PaintFunction paint; // empty: the demo painter
    std::function<void()> wakeCron; // something may be due
    std::function<void(milliseconds)> awaitCron; // until all that is due has happened
};

// Reads one consistent view and answers from it: a storage error becomes 500. What time has made due is done
// first, so that no answer shows a period that is over as the current one.
Answer reading(World &world, const std::function<Answer(const Reading &)> &job);

// Writes in the writer's transaction and answers after COMMIT, with the exchange record in the same
// transaction. An answer of 400 or more takes the effects back. The job runs on the writer's thread: no
// waiting, no drawing in it.
enum class Checks {
    Anywhere,
    BeforeEffects
}; // BeforeEffects: it refuses only before it wrote; saves a savepoint
Answer writing(const Request &request, World &world, const std::function<Answer(Writing &)> &job,
    Checks checks = Checks::Anywhere);
