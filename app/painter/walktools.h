// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "painter/subjects.h"

#include <QList>

// Small helps of the walk over a prompt's words.

template<typename T>
void merge(QList<T> &into, const QList<T> &more)
{
    for (const T &value : more) {
        if (!into.contains(value))
            into += value;
    }
}

template<typename Enum>
void prefer(Enum &target, Enum value)
{
    if (target == Enum::Open)
        target = value;
}

inline bool alive(const Actor &actor)
{
    return Subjects::builtin().find(actor.what)->living();
}
