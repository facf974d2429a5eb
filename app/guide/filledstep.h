// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"

// A step with its placeholders filled in: words, controls, what is typed, choices.
GuideStep filledStep(GuideStep step, const QJsonObject &facts);
QList<PlayStep> filledSteps(QList<PlayStep> steps, const QJsonObject &facts);
WrongTurn filledTurn(WrongTurn turn, const QJsonObject &facts);

// Of the sentence to say back: which blanks, counted from 1, are not chosen right.
QList<int> wrongBlanks(const Chapter &chapter, const QJsonObject &facts, const QStringList &choices);
