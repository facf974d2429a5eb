// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"

// One text of a book as a reader meets it.
struct GuideText {
    QString where;
    QString text;
    QStringList introduces; // terms shown here for the first time
};

inline void addTurns(QList<GuideText> &texts, const QString &where, const QList<WrongTurn> &turns)
{
    for (const WrongTurn &turn : turns) {
        texts.append({where + u'/' + turn.id, turn.say, {}});
        texts.append({where + u'/' + turn.id + QStringLiteral("/button"), turn.button, {}});
    }
}

inline void addStep(QList<GuideText> &texts, const QString &where, const GuideStep &step)
{
    texts.append({where + QStringLiteral("/say"), step.say, step.terms});
    texts.append({where + QStringLiteral("/todo"), step.todo, {}});
    for (const Blank &blank : step.blanks) {
        texts.append({where + QStringLiteral("/blank"), blank.before, {}});
        for (const QString &choice : blank.choices)
            texts.append({where + QStringLiteral("/choice"), choice, {}});
    }
}

// In walking order; wrong turns follow the steps they can interrupt.
inline QList<GuideText> textsOf(const Guidebook &book)
{
    QList<GuideText> texts;
    for (const Chapter &chapter : book.chapters) {
        texts.append({chapter.id + QStringLiteral("/title"), chapter.title, chapter.terms});
        texts.append({chapter.id + QStringLiteral("/why"), chapter.why, {}});
        for (const GuideStep &step : chapter.steps)
            addStep(texts, chapter.id + u'/' + step.id, step);
        texts.append({chapter.id + QStringLiteral("/doneText"), chapter.doneText, {}});
        addTurns(texts, chapter.id, chapter.wrongTurns);
    }
    addTurns(texts, QStringLiteral("book"), book.wrongTurns);
    return texts;
}
