// SPDX-License-Identifier: MIT
#pragma once

#include "guide/recipe.h"
#include "session/bench.h"

// Makes the recipe's meters, its product and its customer through the API, as the pages do it, and plays it
// from then on.
inline void makeRecipe(const Bench &bench, const Recipe &recipe)
{
    Session &session = bench.session();
    for (const NewMeter &meter : recipe.meters) {
        const auto created = resultOf(session.client().createMeter(meter));
        QVERIFY2(created, created ? "" : qPrintable(created.error().message));
        QCOMPARE(created->is, meter);
    }
    QVERIFY(bench.load());
    const auto wanted = productFor(recipe, session.state().meters);
    QVERIFY(wanted);
    const auto product = resultOf(session.client().createProduct(*wanted));
    QVERIFY2(product, product ? "" : qPrintable(product.error().message));
    Purchase purchase(session);
    QSignalSpy bought(&purchase, &Purchase::succeeded);
    purchase.start({.existing = {},
        .customer = recipe.customer,
        .product = product->id,
        .card = testcards::works.toByteArray()});
    QVERIFY(bought.wait(20000));
    session.setRecipeNames(eventNames(recipe));
    QVERIFY(bench.load());
}
