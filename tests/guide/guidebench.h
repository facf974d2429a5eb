// SPDX-License-Identifier: MIT
#pragma once

#include "guide/facts.h"
#include "guide/fakescreen.h"
#include "guide/guide.h"
#include "guide/recipebench.h"
#include "guide/traffic.h"
#include "guide/trafficsender.h"

// One batch of the recipe's events, and when asked the same ones again; the log has them when it returns.
inline void sendBatch(const Bench &bench, const Recipe &recipe, IdSource &ids, bool twice = false)
{
    Session &session = bench.session();
    if (bench->logModel().rowCount() == 0)
        bench->follower().start();
    TrafficSender sender(session);
    QSignalSpy finished(&sender, &TrafficSender::finished);
    Traffic traffic(recipe.traffic, recipe.batch, 1, ids);
    sender.send(traffic.take(recipe.batch, session.state().customer()->id, session.now()));
    QVERIFY(finished.wait(30000));
    if (twice) {
        sender.sendAgain();
        QVERIFY(finished.wait(30000));
    }
    QVERIFY(bench.load());
    const auto received
        = [&] { return logFacts(bench->logModel(), session).value(QStringLiteral("received")); };
    QTRY_VERIFY_WITH_TIMEOUT(received().toInteger() >= recipe.batch, 20000);
}

// Everything a guide can show, after a whole walk of that recipe made through the API.
inline void walkThrough(const Bench &bench, const Recipe &recipe)
{
    static SeededIds ids(11);
    QVERIFY(bench.load());
    makeRecipe(bench, recipe);
    for (int presses = 0; presses < 5 && bench.session().bill()->total == 0; ++presses)
        sendBatch(bench, recipe, ids);
    sendBatch(bench, recipe, ids, true);
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().bill()->total > 0, 20000);
}
