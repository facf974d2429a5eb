// SPDX-License-Identifier: MIT
#pragma once

#include "session/engines.h"

#include <QDate>

// The sheet's sentences: how a picture source stands, what a check found and what to do, how long a model
// lives.
namespace enginewords {

enum class State { InUse, Ready, NeedsKey, NotSetUp };

State stateOf(const Engines &engines, const Provider &provider);
QString stateText(State state); // "in use"
QString lineOf(const Provider &provider); // one line for the list: what it costs and where it runs
QString place(const QUrl &url); // "127.0.0.1:7860"
QString pageText(const QUrl &page); // "platform.openai.com/api-keys"
QString keyLine(KeyFrom from, const Provider &provider); // where the key is held; empty without one

// What a check found: the step that failed first, and the way out.
struct Check {
    enum class Tone { Fine, Doubt, Failed }; // Doubt: it may still make pictures
    Tone tone = Tone::Fine;
    QString head;
    QString text;
};
Check checkWords(const Provider &provider, const QUrl &url, KeyFrom key, const QList<ModelInfo> &models);
Check checkWords(const Provider &provider, KeyFrom key, const Error &error);

// A model that stops or has stopped: when, and the nearest living one. Empty for a living one.
struct Ending {
    QString text;
    QString replacement;
};
Ending endingOf(const ProviderModel &model, const Provider &provider, const QDate &today);
QString lifeText(const ProviderModel &model, const QDate &today); // "stops 1 Dec 2026"; empty: living

} // namespace enginewords
