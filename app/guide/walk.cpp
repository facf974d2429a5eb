// SPDX-License-Identifier: MIT
#include "guide/walk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool byService(const GuideStep &step)
{
    return step.until && step.until->readsFacts();
}

// The next step of the chapter that the service decides; -1 when there is none.
qsizetype nextByService(const Chapter &chapter, qsizetype from)
{
    for (qsizetype i = from + 1; i < chapter.steps.size(); ++i) {
        if (byService(chapter.steps[i]))
            return i;
    }
    return -1;
}

struct Looker {
    const Chapter &chapter;
    WalkState &walk;
    const WalkLook &before;
    const QJsonObject &facts;
    const Screen &screen;

    // A form empties when its object is made: what led to it counts as done.
    QList<bool> steps() const
    {
        QList<bool> done(chapter.steps.size());
        for (qsizetype i = 0; i < done.size(); ++i)
            done[i] = byService(chapter.steps[i]) && holds(*chapter.steps[i].until, facts, screen);
        forgetTakenAway(done);
        bool inOrder = true; // what is to be done before is done
        QList<bool> all = done;
        for (qsizetype i = 0; i < done.size(); ++i) {
            all[i] = done[i] || isDone(i, done, inOrder);
            inOrder = inOrder && (all[i] || chapter.steps[i].kind != GuideStep::Kind::Do);
        }
        return all;
    }

private:
    void forgetTakenAway(const QList<bool> &done) const
    {
        for (qsizetype i = 0; i < done.size() && i < before.done.size(); ++i) {
            if (!byService(chapter.steps[i]) || done[i] || !before.done[i])
                continue;
            for (qsizetype j = i - 1; j >= 0 && !byService(chapter.steps[j]); --j) {
                if (chapter.steps[j].kind == GuideStep::Kind::Do)
                    walk.passed.remove(stepKey(chapter, chapter.steps[j]));
            }
        }
    }

    bool isDone(qsizetype at, const QList<bool> &byServiceDone, bool inOrder) const
    {
        const GuideStep &step = chapter.steps[at];
        const QString key = stepKey(chapter, step);
        if (step.kind == GuideStep::Kind::SayBack)
            return walk.saidBack;
        if (step.kind == GuideStep::Kind::Read)
            return walk.passed.contains(key);
        if (byService(step))
            return false;
        if (inOrder && holds(*step.until, facts, screen))
            walk.passed.insert(key);
        const qsizetype next = nextByService(chapter, at);
        return walk.passed.contains(key) || (next >= 0 && byServiceDone[next]);
    }
};

QJsonObject walkFacts(const Chapter &chapter, const WalkState &walk, const WalkLook &look)
{
    QJsonObject done;
    for (qsizetype i = 0; i < look.done.size(); ++i)
        done.insert(chapter.steps[i].id, look.done[i]);
    const QString step = look.step < chapter.steps.size() ? chapter.steps[look.step].id : QString();
    return {{"chapter"_L1, chapter.id}, {"tab"_L1, chapter.tab}, {"step"_L1, step},
        {"said_back"_L1, walk.saidBack}, {"done"_L1, done}};
}

std::optional<WrongTurn> firstWrong(
    const QList<WrongTurn> &turns, const QJsonObject &facts, const Screen &screen)
{
    const auto found
        = std::ranges::find_if(turns, [&](const WrongTurn &turn) { return holds(turn.when, facts, screen); });
    return found == turns.end() ? std::nullopt : std::optional(*found);
}

} // namespace

bool operator==(const WalkLook &a, const WalkLook &b)
{
    const QString wrongA = a.wrong ? a.wrong->id : QString();
    const QString wrongB = b.wrong ? b.wrong->id : QString();
    return a.ticked == b.ticked && a.done == b.done && a.step == b.step && wrongA == wrongB;
}

QString stepKey(const Chapter &chapter, const GuideStep &step)
{
    return chapter.id + u'/' + step.id;
}

WalkLook lookAt(
    const Guidebook &book, WalkState &walk, const WalkLook &before, QJsonObject &facts, const Screen &screen)
{
    WalkLook look;
    for (const Chapter &chapter : book.chapters)
        look.ticked.append(chapter.done ? holds(*chapter.done, facts, screen) : walk.saidBack);
    const Chapter &open = book.chapters[walk.chapter];
    look.done = Looker{open, walk, before, facts, screen}.steps();
    look.step = int(std::ranges::find(look.done, false) - look.done.begin());
    facts.insert("walk"_L1, walkFacts(open, walk, look));
    look.wrong = firstWrong(open.wrongTurns, facts, screen);
    if (!look.wrong)
        look.wrong = firstWrong(book.wrongTurns, facts, screen);
    return look;
}
