// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"

#include <QUrl>

class QCommandLineParser;
struct Provider;

// What `pixelmeter generate` was asked for.
struct GenerateArguments {
    enum class List { None, Providers, Models };

    PictureOrder order; // its model is empty when none was named
    QUrl baseUrl; // empty: as the workspace or the profile has it
    QString workspace;
    QString out; // copy of the first picture; the next get -2, -3 before the ending
    std::optional<Decimal> capUsd; // the most this run may cost at the provider
    QStringList named; // the options that were typed, for checkOffer()
    List list = List::None;
    bool json = false;
    bool example = false; // make the example's meter, product and customer when there is no customer
    bool metadata = true; // the written file tells how it was made
    bool billing = true; // an event goes with each picture
};

void addGenerateArguments(QCommandLineParser &parser);

// An error names the option that is wrong. The prompt is not read here.
Result<GenerateArguments> generateArgumentsFrom(const QCommandLineParser &parser);

// Whether the provider takes what was typed: what it does not know is said, never left out unsaid.
Result<void> checkOffer(const Provider &provider, const GenerateArguments &options, const QDate &today);
