// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"
#include "guide/recipe.h"
#include "session/studio.h"

#include <memory>

class LogModel;

// The walk under way: which recipe, which chapter, which step, what is ticked and what went wrong. Ticks come
// from the service's state (facts.h); steps move on when what they ask for is so. Kept in the workspace, so
// that leaving, closing and coming back resume.
class Guide : public QObject {
    Q_OBJECT
public:
    static constexpr auto lookAtMost = 100ms; // between two looks at screen and facts

    // All must outlive it.
    Guide(Studio &studio, const LogModel &log, const Screen &screen, QObject *parent = nullptr);
    ~Guide() override;

    bool open() const; // the panel is wanted
    void setOpen(bool open);

    const Recipe &recipe() const;
    void choose(const QString &recipe); // from its first chapter, or where that walk was left
    const Guidebook &book() const; // unrolled for the recipe

    int chapter() const;
    const Chapter &current() const;
    void goTo(int chapter);
    void skip(); // the chapter, ticked or not
    bool ticked(int chapter) const;
    bool finished() const; // all ticked, and the sentence said back

    int step() const; // in the chapter; its number of steps when all are done
    const GuideStep *currentStep() const; // filled in; null when all are done
    bool done(int step) const;
    void next(); // past a Read step
    void back(); // to the step before
    QList<PlayStep> toFillIn() const; // what is open in this chapter and sends nothing
    QList<int> wrongBlanks(const QStringList &choices) const; // of the sentence said back, counted from 1
    bool answer(const QStringList &choices); // the sentence said back; true when right

    std::optional<WrongTurn> wrongTurn() const; // with its texts filled in
    QString text(const QString &raw) const; // placeholders filled in
    const QJsonObject &facts() const; // as of the last look

    void look(); // at the screen again; coalesced. The window calls it after each input
    void lookAtOnce(); // between two steps played, faster than a person is
    void startOver(); // forgets the walk; the sandbox is the caller's

Q_SIGNALS:
    void changed(); // anything shown
    void chapterShown(int chapter); // by the reader, or by resuming
    void tickedChapter(int chapter);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
