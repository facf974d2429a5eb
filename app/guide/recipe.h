// SPDX-License-Identifier: MIT
#pragma once

#include "billing/customer.h"
#include "billing/meter.h"
#include "billing/product.h"

#include <QJsonObject>
#include <QMap>

// One event a recipe's customers cause, as a pattern: which name, how often against the others, and for each
// metadata key what values appear.
struct TrafficPattern {
    struct Value {
        QString key;
        QList<QJsonValue> choices; // one of these …
        Decimal from, to, step; // … or a number of this range
    };
    QByteArray eventName;
    int weight = 1;
    QList<Value> values;
};

// A kind of usage-based billing to walk through: the objects to make, what each field means, and believable
// events. Data in resources/recipes/<id>.json; the chapters that walk it are named, not repeated.
struct Recipe {
    QString id; // "images", "tokens", …
    QString title;
    QString summary; // one sentence
    QString icon; // a name of resources/icons
    QString chapters; // "pictures" or "traffic": resources/guide/<name>.json
    QList<NewMeter> meters;
    NewProduct product; // its meter prices name "meter:0", "meter:1", …
    NewCustomer customer;
    QList<TrafficPattern> traffic;
    int batch = 25; // events a press sends
    QMap<QString, QString> explains; // objectName of a form field → one line
    QJsonObject json; // as read
};

Result<Recipe> recipeFromJson(const QJsonObject &json);
Result<Recipe> loadRecipe(const QString &id);
QStringList recipeIds(); // packed ones, in the order they are offered

// The meters of the recipe that are live in the service, by event name; for the product, nullopt until all
// are there.
std::optional<NewProduct> productFor(const Recipe &recipe, const QList<Meter> &live);
