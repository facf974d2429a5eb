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
        QList<MetaValue> choices; // one of these …
        bool inOrder = false; // … the way they are listed, over and over
        Decimal from, to, step; // … or, without choices, a number of this range
    };
    QByteArray eventName;
    int weight = 1;
    QList<Value> values;
};

// A published result that the recipe's objects must come out at, line by line.
struct RecipeFigure {
    struct Line {
        QString row; // its name in the published table
        int meter = 0; // of the recipe
        Decimal consumed;
        Decimal chargeable;
        Decimal exact; // smallest unit, unrounded
    };
    QString row;
    QList<Line> lines;
    qint64 bill = 0; // smallest unit
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
    QList<RecipeFigure> figures;
    QJsonObject json; // as read
};

Result<Recipe> recipeFromJson(const QJsonObject &json);
Result<Recipe> loadRecipe(const QString &id);
QStringList recipeIds(); // packed ones, in the order they are offered
QStringList eventNames(const Recipe &recipe); // of its meters: what this program sends when it plays it

// The live meter a recipe's meter stands for, by event name: the newest that aggregates alike, else the
// newest.
const Meter *liveMeterFor(const NewMeter &wanted, const QList<Meter> &live);

// The recipe's product with its live meters filled in; nullopt until all are there.
std::optional<NewProduct> productFor(const Recipe &recipe, const QList<Meter> &live);
