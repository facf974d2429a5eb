// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "support/result.h"

#include <QStringList>

class Lexicon;

// What a prompt says, as far as the lexicon knows its words.
struct PromptReading {
    Scene scene;
    QStringList used; // in the prompt's order, as the lexicon spells them
    QStringList unknown; // words without a meaning, fillers left out
};

// Refused with code "moderation_blocked" for violent, sexual or hateful words. A prompt without any known
// word is an empty scene, not an error.
Result<PromptReading> readPrompt(const QString &prompt, const Lexicon &lexicon);
