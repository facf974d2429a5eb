// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "painter/subjects.h"

#include <QImage>

// Bodies for heads: torso, arms in the pose the action needs, legs, and what is held.
enum class Build { Beast, Dragon, Robot, Human, Ape };

Build buildOf(const Subject &subject);

struct BodyOrder {
    QImage head;
    Build build = Build::Beast;
    Action action = Action::None;
    QString prop;
    quint32 propRgb = 0; // 0: its own colour
    QString text; // on the sign it holds
    quint32 coat = 0; // of the body; 0: the head's main colour
    quint32 limbs = 0; // 0: the body's colour
    quint32 socks = 0; // of the paws; 0: darker than the body
    quint32 cloth = 0;
    bool skirt = false;
    int height = 400;
};

QImage drawBody(const BodyOrder &order);
